import { randomBytes, randomInt } from "node:crypto";

interface Entry {
  value: string;
  expires: number;
}

/** Short-lived secrets that are sent or shown to people: kept in memory, each used once. */
export class Codes {
  private readonly entries = new Map<string, Entry>();

  /** Keeps a value under a key. @param seconds its life */
  put(key: string, value: string, seconds: number): void {
    this.forgetOld();
    this.entries.set(key, { value, expires: Date.now() + seconds * 1000 });
  }

  /** The value of a key, unless it is over. */
  peek(key: string): string | undefined {
    const entry = this.entries.get(key);
    return entry && entry.expires > Date.now() ? entry.value : undefined;
  }

  /** As `peek`, and the value is gone. */
  take(key: string): string | undefined {
    const value = this.peek(key);
    this.entries.delete(key);
    return value;
  }

  private forgetOld(): void {
    const now = Date.now();
    for (const [key, { expires }] of this.entries) if (expires <= now) this.entries.delete(key);
  }
}

/** Six digits, as people type them. */
export const newCode = (): string => String(randomInt(1_000_000)).padStart(6, "0");

/** A ticket for who typed the right code: 24 letters and digits. */
export const newTicket = (): string =>
  randomBytes(24).toString("base64url").replace(/[-_]/g, "x").slice(0, 24);
