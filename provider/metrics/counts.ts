import type { RequestEvent } from "../../sdk";

/** Counts the requests of one connection, and the time that they wait. */
export class RequestCounts {
  private requests = 0;
  private retried = 0;
  private waiting = 0;
  private waitingSince = 0;
  private waited = 0;

  /** @param now milliseconds since some beginning */
  constructor(private readonly now: () => number = () => performance.now()) {}

  count({ attempt }: RequestEvent): void {
    this.requests++;
    if (attempt > 1) this.retried++;
  }

  /** Counts the time of a wait; parallel waits count once. */
  async wait(pause: Promise<void>): Promise<void> {
    if (this.waiting++ === 0) this.waitingSince = this.now();
    await pause;
    if (--this.waiting === 0) this.waited += this.now() - this.waitingSince;
  }

  /** `38 requests, 2 retried, 4.1 s waiting`; `undefined` where nothing was sent. */
  summary(): string | undefined {
    if (this.requests === 0) return undefined;
    const waited = this.waited + (this.waiting > 0 ? this.now() - this.waitingSince : 0);
    const parts = [this.requests === 1 ? "1 request" : `${this.requests} requests`];
    if (this.retried > 0) parts.push(`${this.retried} retried`);
    if (waited >= 50) parts.push(`${(waited / 1000).toFixed(1)} s waiting`);
    return parts.join(", ");
  }
}
