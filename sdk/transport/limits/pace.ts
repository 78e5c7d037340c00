import type { Timed } from "./company";
import { Tally } from "./tally";

/** A wider one must do more than a narrower one by this factor: else it only makes each slower. */
const WORTH = 1.05;
/** A narrower one that does less by no more than this factor may be the better one all the same. */
const DOUBTFUL = 1.4;
/** An attempt that had fewer beside it, as a share of the width, says nothing about that width. */
const FULL = 0.75;
/** Attempts that a width is judged by, where it is narrower than that. */
const FEWEST = 2;
/** Rounds whose attempts count; older ones fade. */
const MEMORY = 8;
/** Judgements that a width is the best one before others are tried again. */
const ROW = 8;
/** No row is longer, however often nothing better was found. */
const LONGEST_ROW = 32;

const wider = (width: number, most: number) => Math.min(width * 2, most);
const narrower = (width: number) => 2 ** (Math.ceil(Math.log2(width)) - 1);

/**
 * The width to go on with: its neighbour that gets more done or that nothing is known of, else itself.
 * @param rates attempts a millisecond, by width
 */
export function nextWidth(rates: ReadonlyMap<number, number>, width: number, most: number): number {
  const [less, more] = [narrower(width), wider(width, most)];
  const [rate = 0, below, above] = [width, less, more].map((one) => rates.get(one));
  if (below !== undefined && rate <= below * WORTH) return less;
  if (more > width && (above === undefined || above > rate * WORTH)) return more;
  return width > 1 && below === undefined ? less : width;
}

/**
 * How many at once get most done: doubled, from one, for as long as that helps.
 *
 * A server may bear eight at once, and take more than eight times as long for each. So it is measured how
 * much gets done at each width, and the best one is kept. Where it comes to do less than another did, that one
 * is measured anew; and since servers change, the others are tried again, ever more seldom.
 */
export class Pace {
  private width = 1;
  private widest = 1;
  private readonly rates = new Map<number, number>();
  private tally = new Tally(MEMORY);
  private missing = FEWEST;
  private moves = 0;
  private best = 1;
  private rounds = 0;
  private row = ROW;

  /** @param most never wider */
  constructor(private readonly most: number) {}

  get current(): number {
    return this.width;
  }

  /** Taken when an attempt begins, and given back with how it went. */
  get mark(): number {
    return this.moves;
  }

  /** An attempt succeeded. */
  wentWell(mark: number, timed: Timed): void {
    const saysNothing = timed.took === 0 || timed.company < this.width * FULL;
    if (saysNothing || mark !== this.moves) return;
    if (this.missing-- <= this.round) this.tally.add(timed);
    if (this.missing === 0) this.judge();
  }

  /** Attempts that decide. */
  private get round(): number {
    return Math.max(FEWEST, this.width);
  }

  private judge(): void {
    this.rates.set(this.width, this.tally.rate);
    const next = nextWidth(this.rates, this.width, this.most);
    if (next === this.width) this.stay();
    else this.move(next);
  }

  private move(next: number): void {
    this.moves++;
    this.width = next;
    this.tally = new Tally(MEMORY * next, this.tally.rate);
    // The first at a new width open connections, which takes time that the next ones don't need.
    const opening = next > this.widest ? Math.floor(next / 2) : 0;
    this.missing = this.round + opening;
    this.widest = Math.max(this.widest, next);
  }

  private stay(): void {
    this.missing = this.round;
    if (this.best !== this.width) [this.best, this.rounds, this.row] = [this.width, 0, ROW];
    if (++this.rounds < this.row) return;
    this.rounds = 0;
    this.row = Math.min(this.row * 2, LONGEST_ROW);
    const [less, more] = [narrower(this.width), wider(this.width, this.most)];
    const [rate = 0, below = 0] = [this.width, less].map((one) => this.rates.get(one));
    if (more > this.width) this.rates.delete(more);
    if (more > this.width || rate <= below * DOUBTFUL) this.rates.delete(less);
  }
}
