/** How far a client's clock may be off, either way, milliseconds. */
export const SKEW = 15 * 60_000;

/**
 * The nonces that were used, for as long as their dates are good. In memory: a replay right after
 * a restart would pass, and a write a request is too high a price on a loopback server.
 */
export class Nonces {
  private current = new Set<string>();
  private previous = new Set<string>();
  private turned = Date.now();

  /** Notes a nonce; false when it was used before. */
  use(nonce: string): boolean {
    this.turn();
    if (this.current.has(nonce) || this.previous.has(nonce)) return false;
    this.current.add(nonce);
    return true;
  }

  /** Two generations, each as long as a date can be good: a nonce is kept for one at least. */
  private turn(): void {
    const now = Date.now();
    if (now - this.turned < 2 * SKEW) return;
    this.previous = now - this.turned < 4 * SKEW ? this.current : new Set();
    this.current = new Set();
    this.turned = now;
  }
}
