/** How one attempt went. */
export interface Timed {
  /** Milliseconds that it took. */
  readonly took: number;
  /** How many were under way meanwhile, on average, itself among them. */
  readonly company: number;
}

/** Times attempts, and counts how many others are under way meanwhile. */
export class Company {
  private underWay = 0;
  /** Attempts under way, summed up over time: attempts × milliseconds. */
  private sum = 0;
  private summedAt = 0;

  /** @param now milliseconds since some beginning */
  constructor(private readonly now: () => number) {}

  /** An attempt begins; what is returned ends it. */
  join(): () => Timed {
    const began = this.pass();
    const before = this.sum;
    this.underWay++;
    return () => {
      const took = this.pass() - began;
      const company = took > 0 ? (this.sum - before) / took : this.underWay;
      this.underWay--;
      return { took, company };
    };
  }

  /** Sums up until now. */
  private pass(): number {
    const time = this.now();
    this.sum += this.underWay * (time - this.summedAt);
    return (this.summedAt = time);
  }
}
