import { sleep } from "../../sdk/transport/deadline";
import { engineLives } from "./end-with-engine";
import { RequestCounts } from "./counts";
import type { Trace } from "./trace";

/** What one connection sends, seen from outside: traced, counted, and held back where it must be. */
export class RequestMetrics {
  readonly counts = new RequestCounts();

  constructor(
    private readonly trace: Trace = () => undefined,
    private readonly pause: (milliseconds: number) => Promise<void> = sleep,
    /** Awaited before each attempt; never settles, or rejects, where it must not leave any more. */
    readonly ready: () => Promise<void> = engineLives,
  ) {}

  /** Told of every attempt. */
  readonly onRequest: Trace = (event) => {
    this.counts.count(event);
    this.trace(event);
  };

  /** Waits before a retry, or because the server asks for it. */
  readonly sleep = (milliseconds: number): Promise<void> =>
    this.counts.wait(this.pause(milliseconds));
}
