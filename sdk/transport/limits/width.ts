/** Successes at full width before one more is tried. */
const ROW = 8;
/** No row is longer, however often it ended badly. */
const LONGEST_ROW = 256;

/**
 * How many may be under way at once: one more after a row of successes, half as many after an overload
 * (additive increase, multiplicative decrease). A width that overloads the server again is tried ever more seldom,
 * so that a server which bears exactly one loses little to the trying.
 */
export class Width {
  private narrowings = 0;
  private narrowedTo = 0;
  private successes = 0;
  private row = ROW;

  /**
   * @param now where it is safe to start
   * @param most never wider
   */
  constructor(
    private now: number,
    private readonly most: number,
  ) {}

  get current(): number {
    return this.now;
  }

  /** Taken when an attempt begins, and given back with how it went. */
  get mark(): number {
    return this.narrowings;
  }

  /** An attempt went well while all the width was used: else it says nothing about more. */
  wentWell(mark: number): void {
    if (mark !== this.narrowings || this.now >= this.most) return;
    if (++this.successes < this.row) return;
    if (this.now > this.narrowedTo) this.row = ROW;
    this.successes = 0;
    this.now++;
  }

  /**
   * An attempt met an overloaded server. All that were under way together narrow it once.
   * @param used the width that was too much, where less than this one was in use
   */
  narrow(mark: number, used = this.now): void {
    if (mark !== this.narrowings) return;
    this.narrowings++;
    this.now = this.narrowedTo = Math.max(1, Math.floor(Math.min(this.now, used) / 2));
    this.successes = 0;
    this.row = Math.min(this.row * 2, LONGEST_ROW);
  }
}
