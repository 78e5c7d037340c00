import type { Timed } from "./company";

/** One attempt counts as no slower than so many: a pause of the machine is not the width's doing. */
const SLOWEST = 3;

/** How much gets done at one width; the newer an attempt, the more it counts. */
export class Tally {
  private company = 0;
  private took = 0;
  private count = 0;

  /**
   * @param memory attempts that count
   * @param expected attempts a millisecond, until some are counted here
   */
  constructor(
    private readonly memory: number,
    private readonly expected = 0,
  ) {}

  /** Attempts a millisecond: as many as were under way, in the time that each took. */
  get rate(): number {
    return this.count === 0 ? this.expected : this.company / this.took;
  }

  add({ company, took }: Timed): void {
    const longest = (SLOWEST * company) / this.rate;
    const kept = Math.min(1, (this.memory - 1) / this.count);
    this.company = this.company * kept + company;
    this.took = this.took * kept + Math.min(took, longest);
    this.count = this.count * kept + 1;
  }
}
