/**
 * Moves of groups, one at a time: two at once may put each of two groups below the other, out of
 * reach (KEYCLOAK.md 6). One that would make a circle waits for those that were asked for meanwhile,
 * which may open it.
 */
export class Moves {
  private last: Promise<unknown> = Promise.resolve();
  private waiting = 0;
  private made = 0;

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
        if (!isCircle(error) || this.waiting === 0 || this.made === seen) throw error;
        seen = this.made;
      }
    }
  }

  private async next(move: () => Promise<void>): Promise<void> {
    const before = this.last;
    this.waiting++;
    const mine = before.then(
      () => this.begin(move),
      () => this.begin(move),
    );
    this.last = mine.catch(() => undefined);
    return mine;
  }

  private async begin(move: () => Promise<void>): Promise<void> {
    this.waiting--;
    await move();
    this.made++;
  }
}
