import { sleep } from "../../sdk/transport/deadline";
import { engineRuns } from "./end-with-engine";
import { RequestCounts } from "./counts";
import type { Trace } from "./trace";

/** The request metrics of one connection: traced and counted, waits included. */
export class RequestMetrics {
  readonly counts = new RequestCounts();

  constructor(
    private readonly trace: Trace = () => undefined,
    private readonly pause: (milliseconds: number) => Promise<void> = sleep,
    /** Awaited before each attempt; never settles, or rejects, when no more may be sent. */
    readonly ready: () => Promise<void> = engineRuns,
  ) {}

  /** Called for every attempt. */
  readonly onRequest: Trace = (event) => {
    this.counts.count(event);
    this.trace(event);
  };

  /** Waits before a retry, or because the server asks for it. */
  readonly sleep = (milliseconds: number): Promise<void> =>
    this.counts.wait(this.pause(milliseconds));
}
