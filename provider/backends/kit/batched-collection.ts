import {
  MissingRightError,
  NotFoundError,
  UnavailableError,
  UnexpectedResponseError,
} from "../errors";
import { isListed, type Listing, type Price } from "../listing";

/** From this many reads on the price is asked for, which may itself cost a request. */
const ASKING_PRICE = 3;

/** A listing, under way or done. */
interface Loaded<State> {
  /** `undefined` where it failed or was too expensive. */
  readonly all: Promise<ReadonlyMap<string, State> | undefined>;
  /** Objects written since it began, which may be stale in it; with the new state, if known. */
  readonly touched: Map<string, State | undefined>;
}

/** Counts the requests of single reads; related collections share one. */
export interface Spending {
  spent: number;
}

/**
 * Objects of one collection, read one by one until that has cost as much as listing them all, and
 * from one shared listing after that: in the end it costs at most about twice the cheaper way.
 */
export class BatchedCollection<State> {
  /** What had been spent at the last listing. */
  private paid = 0;
  private price = ASKING_PRICE;
  private loaded: Loaded<State> | undefined;

  /** @param list returns all, unless that takes more requests than the budget */
  constructor(
    private readonly list: (budget: number) => Promise<Listing<State>>,
    private readonly cost: Spending = { spent: 0 },
  ) {}

  /**
   * Reads one object. What the listing lacks is read by itself before it counts as gone, so that
   * the result, and any error, is that of a single read.
   */
  async get(id: string, ask: () => Promise<State>): Promise<State> {
    const loaded = await this.listed(({ touched }) => !touched.has(id));
    return loaded?.all.get(id) ?? ask();
  }

  /** Finds one: what a listing has or lacks is there or not, else a single read shows it. */
  async seek(id: string, ask: () => Promise<State[]>): Promise<State | undefined> {
    const loaded = await this.listed(({ touched }) => !touched.has(id));
    return loaded ? loaded.all.get(id) : (await ask())[0];
  }

  /** Whether a listing shows that there is no such object; else a single read must. */
  async lacks(id: string): Promise<boolean> {
    const loaded = await this.listed(({ touched }) => !touched.has(id));
    return loaded !== undefined && !loaded.all.has(id);
  }

  /** Whether a listing, with the later writes, shows that there is none like this. */
  async lacksAny(isLike: (state: State) => boolean): Promise<boolean> {
    const isKnown = (state: State | undefined) => state !== undefined;
    const loaded = await this.listed(({ touched }) => [...touched.values()].every(isKnown));
    if (loaded === undefined) return false;
    return ![...new Map([...loaded.all, ...loaded.touched]).values()].some(
      (state) => state !== undefined && isLike(state),
    );
  }

  /** So many reads are to come: what they cost may be spent on a listing at once. */
  expect(reads: number): void {
    this.cost.spent += reads;
  }

  /** An object was written: it is read by itself until the next listing. */
  touch(id: string, state?: State): void {
    this.loaded?.touched.set(id, state);
  }

  /** Any object may have been written. */
  forget(): void {
    this.loaded = undefined;
  }

  /**
   * The listing, if there is a valid one, or if it is time for one; else the caller's own request
   * is counted. Nothing is awaited between reading the counters and changing them, so that many
   * readers at once make one listing.
   * @throws the error of a listing that single reads would have too, to all who wait for it
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
    // It is set before it begins, so that no write in between is missed.
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
    // Asking for the price was a request, or may have been.
    this.cost.spent += 1;
    this.price = listing.price;
    return undefined;
  }

  /** The cost of single reads since the last listing, with one more. */
  private get budget(): number {
    return this.cost.spent - this.paid + 1;
  }
}

/**
 * After failures of the listing alone, single reads go on: the caller may not list, the server was
 * unavailable, pages moved meanwhile. No part of it is used, and it is tried again at twice the
 * price.
 * @throws all other errors, which single reads would have too: a refused token, an unexpected
 * response
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
