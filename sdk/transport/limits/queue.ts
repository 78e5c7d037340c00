import type PQueue from "p-queue";
import type { IsOverload } from "./overload";
import { Width } from "./width";

/** Whose turn it is. */
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
   */
  constructor(start: number, most: number) {
    this.width = new Width(start, most);
  }

  /** Runs an attempt when its turn comes; rejects as it does, or with the signal's reason. */
  async run<T>(turn: Slot, isStrain: IsOverload, attempt: () => Promise<T>): Promise<T> {
    const queue = await (this.queue ??= this.open());
    const watched = () => this.watch(queue, attempt, (error) => isStrain(error, turn.attempt));
    const priority = turn.isUrgent ? Infinity : turn.attempt;
    return queue.add(watched, { signal: turn.signal, priority });
  }

  private async watch<T>(
    queue: PQueue,
    attempt: () => Promise<T>,
    isStrain: (error: unknown) => boolean,
  ): Promise<T> {
    const { mark } = this.width;
    try {
      const result = await attempt();
      if (queue.pending >= queue.concurrency) this.width.wentWell(mark);
      return result;
    } catch (error) {
      if (isStrain(error)) this.width.strained(mark);
      throw error;
    } finally {
      queue.concurrency = this.width.current;
    }
  }

  /** p-queue is an ES module, so it is reached by a real `import()`. */
  private async open(): Promise<PQueue> {
    const { default: Queue } = await import("p-queue");
    return new Queue({ concurrency: this.width.current });
  }
}
