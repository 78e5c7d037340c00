import { Company } from "./company";
import type { IsOverload } from "./overload";
import { Pace } from "./pace";
import { RequestQueue, type Slot } from "./queue";

/** Attempts of one kind, as many at once as the server bears, and no more than get most done. */
export class PacedQueue {
  private readonly pace: Pace;
  private readonly queue: RequestQueue;
  private readonly company: Company;

  /**
   * @param start where it is safe to begin
   * @param most never more at once
   * @param now milliseconds since some beginning
   */
  constructor(start: number, most: number, now: () => number) {
    this.pace = new Pace(most);
    this.queue = new RequestQueue(start, most, this.pace);
    this.company = new Company(now);
  }

  /** Runs an attempt when its slot is free; rejects as it does, or with the signal's reason. */
  run<T>(slot: Slot, isOverload: IsOverload, attempt: () => Promise<T>): Promise<T> {
    return this.queue.run(slot, isOverload, attempt);
  }

  /** Times what is sent, without any waiting before; what fails says nothing of how fast others are. */
  async time<T>(attempt: () => Promise<T>): Promise<T> {
    const { mark } = this.pace;
    const leave = this.company.join();
    try {
      const result = await attempt();
      this.pace.wentWell(mark, leave());
      return result;
    } catch (error) {
      leave();
      throw error;
    }
  }
}
