import {
  MissingRightError,
  NotFoundError,
  UnavailableError,
  UnexpectedResponseError,
} from "../errors";
import { isListed, type Listing, type Price } from "../listing";

/** From this read on a price is worth a question, which may itself cost a request. */
const ASKING_PRICE = 3;

/** A listing, under way or at hand. */
interface Loaded<State> {
  /** `undefined` where it came to nothing. */
  readonly all: Promise<ReadonlyMap<string, State> | undefined>;
  /** What was written since it began, which it may tell as it was before; the new state, if known. */
  readonly touched: Map<string, State | undefined>;
}

/** Counts the requests of single reads; collections whose listings tell of each other share one. */
export interface Spending {
  spent: number;
}

/**
 * Objects of one collection, read one by one until that has cost as much as listing them all, and
 * from one shared listing after that, as one rents skis before one buys them: whatever is read in
 * the end, it costs at most about twice the cheaper way.
 */
export class BatchedCollection<State> {
  /** What had been spent when the last listing was bought. */
  private paid = 0;
  private price = ASKING_PRICE;
  private loaded: Loaded<State> | undefined;

  /** @param list answers all, unless that takes more than so many requests */
  constructor(
    private readonly list: (budget: number) => Promise<Listing<State>>,
    private readonly cost: Spending = { spent: 0 },
  ) {}

  /**
   * Reads one object. What the listing lacks is asked for by itself before it counts as gone, so
   * that the answer, and any error, is that of a single read.
   */
  async get(id: string, ask: () => Promise<State>): Promise<State> {
    const loaded = await this.listed(({ touched }) => !touched.has(id));
    return loaded?.all.get(id) ?? ask();
  }

  /** Whether a listing says that there is no such object; else somebody must ask. */
  async lacks(id: string): Promise<boolean> {
    const loaded = await this.listed(({ touched }) => !touched.has(id));
    return loaded !== undefined && !loaded.all.has(id);
  }

  /** Whether a listing, and what is known of later writes, says that there is none like this. */
  async lacksAny(isLike: (state: State) => boolean): Promise<boolean> {
    const isKnown = (state: State | undefined) => state !== undefined;
    const loaded = await this.listed(({ touched }) => [...touched.values()].every(isKnown));
    if (loaded === undefined) return false;
    return ![...new Map([...loaded.all, ...loaded.touched]).values()].some(
      (state) => state !== undefined && isLike(state),
    );
  }

  /** An object was written: it is read by itself until the next listing. */
  touch(id: string, state?: State): void {
    this.loaded?.touched.set(id, state);
  }

  /** Something was written that may be anywhere in it. */
  forget(): void {
    this.loaded = undefined;
  }

  /**
   * The listing, where there is one that may be believed, or where it is time for one; else the
   * caller's own request is counted. Nothing is awaited between a look at the counters and their
   * change, so that many readers at once buy one listing.
   * @throws the error of a listing for which single reads are no help, to all who wait for it
   */
  private async listed(isSure: (loaded: Loaded<State>) => boolean) {
    for (;;) {
      const loaded = this.loaded;
      const all = await loaded?.all;
      if (loaded && all && isSure(loaded)) return { all, touched: loaded.touched };
      if (this.loaded !== loaded) continue;
      if (this.budget < this.price) {
        this.cost.spent += 1;
        return undefined;
      }
      this.load();
    }
  }

  private load(): void {
    const budget = this.budget;
    // It is held before it begins: no write may end unseen in between.
    const all = Promise.resolve().then(() => this.read(budget));
    const loaded: Loaded<State> = { all, touched: new Map() };
    this.loaded = loaded;
    const drop = () => {
      if (this.loaded === loaded) this.loaded = undefined;
    };
    loaded.all.then((all) => all ?? drop(), drop);
  }

  private async read(budget: number): Promise<ReadonlyMap<string, State> | undefined> {
    const listing = await this.list(budget).catch(afterFailure(budget));
    if (isListed(listing)) {
      [this.paid, this.price] = [this.cost.spent, ASKING_PRICE];
      return listing;
    }
    // The question was a request, or as good as one.
    this.cost.spent += 1;
    this.price = listing.price;
    return undefined;
  }

  /** What one more read will have cost since the last listing. */
  private get budget(): number {
    return this.cost.spent - this.paid + 1;
  }
}

/**
 * What only the listing may have met, single reads answer by themselves: the caller may not list, the
 * server did not get through, pages moved meanwhile. No part of it is believed, and it is tried again
 * once it is earned twice over.
 * @throws all else, which would meet every listing to come: a refused token, an answer that nobody reads
 */
const afterFailure =
  (budget: number) =>
  (error: unknown): Price => {
    const isItsOwn =
      error instanceof MissingRightError ||
      error instanceof NotFoundError ||
      (error instanceof UnavailableError && !(error instanceof UnexpectedResponseError));
    if (!isItsOwn) throw error;
    return { price: 2 * budget };
  };
