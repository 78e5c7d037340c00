import { setTimeout as sleep } from "node:timers/promises";
import { type CommonOptions, type ServerOptions } from "./options";
import { Refusal, page } from "./wire/refusal";

/** How an API says that it failed, and that it was asked too often. */
export interface FaultWords {
  crash: () => Error;
  throttled: (seconds: number) => Error;
}

/** As ArkID says it. */
export const ARKID_WORDS: FaultWords = {
  crash: () => page(500),
  throttled: (seconds) =>
    new Refusal(
      429,
      { detail: `Request was throttled. Expected available in ${seconds} second(s).` },
      { "retry-after": String(seconds) },
    ),
};

/**
 * How long a lock is held besides, milliseconds: long enough to be met, and next to the waits before a retry
 * no longer than a real server's some 60 ms, where those are shortened twentyfold.
 */
const LOCKED = 2;

/** The bad day that the options ask for. */
export class Faults {
  private tokens: number;
  private refilled = Date.now();
  private transactions = 0;

  constructor(
    private readonly options: CommonOptions & Pick<ServerOptions, "lockErrors">,
    private readonly random: () => number = Math.random,
    private readonly words = ARKID_WORDS,
  ) {
    this.tokens = options.rateLimit ?? 0;
  }

  /** Before a request is looked at: limits, waits, fails. Answers what is to be awaited, if anything. */
  before(): Promise<void> | undefined {
    this.limit();
    const { latency } = this.options;
    if (latency) return sleep(latency).then(() => this.after());
    this.after();
    return undefined;
  }

  /** Fails by chance; after a request was committed it happened, and its sender will not know. */
  after(): void {
    if (this.isUnlucky()) throw this.words.crash();
  }

  /** Two transactions at a time: the second fails at once, undone, and may be tried again. */
  async transaction<T>(work: () => Promise<T>): Promise<T> {
    if (this.options.lockErrors && this.transactions > 0) throw this.words.crash();
    this.transactions++;
    try {
      const value = await work();
      if (this.options.lockErrors) await sleep(LOCKED);
      return value;
    } finally {
      this.transactions--;
    }
  }

  /** The share is split evenly between before and after. */
  private isUnlucky(): boolean {
    const { errorRate = 0 } = this.options;
    return errorRate > 0 && this.random() < errorRate / 2;
  }

  /** A bucket of one second's requests, refilled steadily. */
  private limit(): void {
    const { rateLimit } = this.options;
    if (rateLimit === undefined) return;
    const now = Date.now();
    const size = Math.max(1, rateLimit);
    this.tokens = Math.min(size, this.tokens + ((now - this.refilled) / 1000) * rateLimit);
    this.refilled = now;
    if (this.tokens >= 1) {
      this.tokens--;
      return;
    }
    const seconds = Math.ceil((1 - this.tokens) / rateLimit);
    throw this.words.throttled(seconds);
  }
}
