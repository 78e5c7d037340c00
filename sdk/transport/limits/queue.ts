import type PQueue from "p-queue";
import type { IsOverload } from "./overload";
import type { Pace } from "./pace";
import { Width } from "./width";

/** When an attempt may be sent. */
export interface Slot {
  /** 1 for the first: what is repeated goes before what is new, else who asked first. */
  readonly attempt: number;
  /** It goes before all others, which need it. @default false */
  readonly isUrgent?: boolean;
  /** Ends the waiting. */
  readonly signal: AbortSignal;
}

/** Attempts of one kind, as many at once as the server bears. */
export class RequestQueue {
  private readonly width: Width;
  private queue: Promise<PQueue> | undefined;

  /**
   * @param start where it is safe to begin
   * @param most never more at once
   * @param pace keeps to fewer than the server bears, where these get more done
   */
  constructor(
    start: number,
    most: number,
    private readonly pace?: Pace,
  ) {
    this.width = new Width(start, most);
  }

  private get current(): number {
    return Math.min(this.width.current, this.pace?.current ?? Infinity);
  }

  /** Runs an attempt when its slot is free; rejects as it does, or with the signal's reason. */
  async run<T>(slot: Slot, isOverload: IsOverload, attempt: () => Promise<T>): Promise<T> {
    const queue = await (this.queue ??= this.open());
    const watched = () => this.watch(queue, attempt, (error) => isOverload(error, slot.attempt));
    const priority = slot.isUrgent ? Infinity : slot.attempt;
    return queue.add(watched, { signal: slot.signal, priority });
  }

  private async watch<T>(
    queue: PQueue,
    attempt: () => Promise<T>,
    isOverload: (error: unknown) => boolean,
  ): Promise<T> {
    const { mark } = this.width;
    try {
      const result = await attempt();
      if (queue.pending >= this.width.current) this.width.wentWell(mark);
      return result;
    } catch (error) {
      if (isOverload(error)) this.width.narrow(mark, queue.concurrency);
      throw error;
    } finally {
      queue.concurrency = this.current;
    }
  }

  /** p-queue is an ES module, so it is reached by a real `import()`. */
  private async open(): Promise<PQueue> {
    const { default: Queue } = await import("p-queue");
    return new Queue({ concurrency: this.current });
  }
}
