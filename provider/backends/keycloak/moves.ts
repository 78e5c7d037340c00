import { EventEmitter, once, setMaxListeners } from "node:events";

/** How long, in milliseconds, a move that would make a circle waits for one that opens it. */
const PATIENCE = 2_000;

/**
 * Moves of groups, one at a time: two at once may put each of two groups below the other, out of
 * reach (KEYCLOAK.md 6). One that would make a circle waits for others of the same run, which may
 * open it: they may come a little later, since each first reads where its group is.
 */
export class Moves {
  private last: Promise<unknown> = Promise.resolve();
  private made = 0;
  private readonly events = new EventEmitter();

  constructor() {
    setMaxListeners(0, this.events);
  }

  /**
   * @param move throws what `isCircle` recognizes where it can't be made yet
   */
  async make(move: () => Promise<void>, isCircle: (error: unknown) => boolean): Promise<void> {
    let seen: number | undefined;
    for (;;) {
      try {
        return await this.next(move);
      } catch (error) {
        // Where none was made since the last try, all that wait are circles themselves.
        if (!isCircle(error) || this.made === seen) throw error;
        seen = this.made;
        await this.another();
      }
    }
  }

  private next(move: () => Promise<void>): Promise<void> {
    const mine = this.last.then(() => this.begin(move));
    this.last = mine.catch(() => undefined);
    return mine;
  }

  private async begin(move: () => Promise<void>): Promise<void> {
    await move();
    this.made++;
    this.events.emit("made");
  }

  /** Until another move is made, or none has come. */
  private async another(): Promise<void> {
    const signal = AbortSignal.timeout(PATIENCE);
    await once(this.events, "made", { signal }).catch(() => undefined);
  }
}
