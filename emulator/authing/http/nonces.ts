import { digest } from "../../model/digest";
import { type Clock, systemClock } from "../../storage/clock";

/** How far a client's clock may be off, either way, milliseconds. */
export const SKEW = 15 * 60_000;

/** How many nonces a generation holds before the next one begins early. */
const PER_GENERATION = 250_000;

/**
 * The nonces that were used, for as long as their dates are good. In memory: a replay right after
 * a restart would pass, and a write a request is too high a price on a loopback server. So would a
 * replay after 250,000 later requests: memory has an end.
 */
export class Nonces {
  private current = new Set<string>();
  private previous = new Set<string>();
  private turned: number;

  constructor(
    private readonly now: Clock = systemClock,
    private readonly size = PER_GENERATION,
  ) {
    this.turned = now();
  }

  /** Notes a nonce; false when it was used before. */
  use(nonce: string): boolean {
    const age = this.now() - this.turned;
    if (age >= 2 * SKEW) this.turn(age < 4 * SKEW ? this.current : new Set());
    const kept = digest(nonce);
    if (this.current.has(kept) || this.previous.has(kept)) return false;
    if (this.current.size >= this.size) this.turn(this.current);
    this.current.add(kept);
    return true;
  }

  /** Two generations, each as long as a date can be good: a nonce is kept for one at least. */
  private turn(previous: Set<string>): void {
    this.previous = previous;
    this.current = new Set();
    this.turned = this.now();
  }
}
