import type { ApiRequest } from "../api-request";
import type { Limiter } from "./limiter";
import { PacedQueue } from "./paced-queue";
import { RequestQueue, type Slot } from "./queue";
import { isCongestion, isOverload, waitAsked } from "./overload";

/** How gently to treat a server. */
export interface LimitOptions {
  /** Attempts under way at once, at most and to begin with. */
  readonly concurrency: number;
  /**
   * What the server does in one transaction, and may refuse at once while another runs: these begin
   * one by one, and widen as far as it bears.
   */
  readonly isTransaction: (request: ApiRequest) => boolean;
  /** A server that asks to wait longer, in milliseconds, is not waited for. */
  readonly longestPause: number;
  /** Awaited before each attempt, just before it is sent; never settles where nothing may be sent. */
  readonly ready: () => Promise<void>;
  /** Milliseconds. */
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** Milliseconds since some beginning. */
  readonly now: () => number;
}

/**
 * As fast as the server bears and no faster: one limit for all attempts, another for writes, and a third for
 * those that it does in transactions. All narrow when it is overloaded, a wait that it asks of one holds for all,
 * and writes widen only where more at once gets more done.
 */
export class Limits implements Limiter {
  private readonly all: RequestQueue;
  private readonly writes: PacedQueue;
  private readonly transactions: PacedQueue;
  private pausedUntil = 0;

  constructor(private readonly options: LimitOptions) {
    const { concurrency: most, now } = options;
    this.all = new RequestQueue(most, most);
    this.writes = new PacedQueue(most, most, now);
    this.transactions = new PacedQueue(1, most, now);
  }

  pass<T>(request: ApiRequest, slot: Slot, attempt: () => Promise<T>): Promise<T> {
    const paced = this.pacedFor(request, slot);
    if (!paced) return this.all.run(slot, isCongestion, () => this.leave(slot, attempt));
    const leave = () => this.leave(slot, () => paced.time(attempt));
    return paced.run(slot, isCongestion, () => this.all.run(slot, isOverload, leave));
  }

  /** Reads differ too much to be measured by each other, and a login by anything. */
  private pacedFor(request: ApiRequest, { isUrgent }: Slot): PacedQueue | undefined {
    if (this.options.isTransaction(request)) return this.transactions;
    return isUrgent === true || request.method === "GET" ? undefined : this.writes;
  }

  /** Waits in the slot that it has, so that after a pause attempts leave in the order in which they came. */
  private async leave<T>({ signal }: Slot, attempt: () => Promise<T>): Promise<T> {
    const { sleep, now, ready } = this.options;
    for (let wait = this.pausedUntil - now(); wait > 0; wait = this.pausedUntil - now()) {
      await sleep(wait);
    }
    await ready();
    signal.throwIfAborted();
    try {
      return await attempt();
    } catch (error) {
      this.pauseAfter(error);
      throw error;
    }
  }

  private pauseAfter(error: unknown): void {
    const asked = waitAsked(error);
    if (asked > this.options.longestPause) return;
    this.pausedUntil = Math.max(this.pausedUntil, this.options.now() + asked);
  }
}
