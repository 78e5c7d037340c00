import { randomBytes, randomInt } from "node:crypto";
import { type Clock, systemClock } from "../storage/clock";
import { digest } from "./digest";

/** How many codes are good at a time for one target, and in all; the oldest goes first. */
const PER_TARGET = 20;
const IN_ALL = 10_000;
/** Wrong tries that a code outlives: six digits would be guessed within its life otherwise. */
const TRIES = 10;
/** How often what is over is looked for, milliseconds. */
const SWEEP = 1000;

interface Entry {
  value: string;
  /** Milliseconds. */
  expires: number;
  /** Whom it is for, as a digest. */
  target: string;
  wrong: number;
}

/** Short-lived secrets that are sent or shown to people: kept in memory, each used once. */
export class Codes {
  /** By a digest of the key, the oldest first. */
  private readonly entries = new Map<string, Entry>();
  /** The keys of each target, the oldest first. */
  private readonly targets = new Map<string, Set<string>>();
  private swept = 0;

  constructor(private readonly now: Clock = systemClock) {}

  /**
   * Keeps a value under a key, in place of an older one.
   *
   * @param seconds its life
   * @param forWhom its target, where the key is a new one each time
   */
  put(key: string, value: string, seconds: number, forWhom = key): void {
    const [id, target] = [digest(key), digest(forWhom)];
    this.drop(id);
    this.makeRoom(target);
    this.entries.set(id, { value, target, wrong: 0, expires: this.now() + seconds * 1000 });
    this.targets.set(target, (this.targets.get(target) ?? new Set()).add(id));
  }

  /** The value of a key, unless it is over. */
  peek(key: string): string | undefined {
    return this.find(digest(key))?.value;
  }

  /** As `peek`, and the value is gone. */
  take(key: string): string | undefined {
    const value = this.peek(key);
    this.drop(digest(key));
    return value;
  }

  /** Whether a key has this value: the right one is used up, and so it is by too many wrong ones. */
  prove(key: string, value: string): boolean {
    const entry = this.find(digest(key));
    if (entry === undefined) return false;
    const isRight = entry.value === value;
    if (isRight || ++entry.wrong >= TRIES) this.drop(digest(key));
    return isRight;
  }

  private find(id: string): Entry | undefined {
    const entry = this.entries.get(id);
    return entry && entry.expires > this.now() ? entry : undefined;
  }

  private makeRoom(target: string): void {
    this.sweep();
    const same = this.targets.get(target) ?? new Set();
    if (same.size >= PER_TARGET) this.dropFirst(same);
    if (this.entries.size >= IN_ALL) this.dropFirst(this.entries.keys());
  }

  /** Drops what is over; not at every turn, because it looks at everything. */
  private sweep(): void {
    const now = this.now();
    if (now - this.swept < SWEEP) return;
    this.swept = now;
    for (const [id, { expires }] of this.entries) if (expires <= now) this.drop(id);
  }

  private dropFirst([first]: Iterable<string>): void {
    if (first !== undefined) this.drop(first);
  }

  private drop(id: string): void {
    const target = this.entries.get(id)?.target ?? "";
    const same = this.targets.get(target);
    same?.delete(id);
    if (same?.size === 0) this.targets.delete(target);
    this.entries.delete(id);
  }
}

/** Six digits, as people type them. */
export const newCode = (): string => String(randomInt(1_000_000)).padStart(6, "0");

/** A ticket for who typed the right code: 24 letters and digits. */
export const newTicket = (): string =>
  randomBytes(24).toString("base64url").replace(/[-_]/g, "x").slice(0, 24);
