import { createHash } from "node:crypto";
import { EndlessListError } from "./errors";
import type { Page } from "./page";

/** Items of a list that the server does not count: more are taken for no end. */
const MOST_UNCOUNTED = 100_000;

/**
 * A walk through the pages of a list, which ends: at an empty page, at the count, and at the server's
 * word. A list that is shorter than its count has lost some meanwhile, and is none the worse; one
 * that repeats itself, or grows to twice its first count, says nothing about what it lacks.
 */
export class Walk {
  private readonly seen = new Set<string>();
  private walked = 0;
  private most: number | undefined;

  /**
   * Takes the next page.
   * @returns whether it is the last
   * @throws EndlessListError
   */
  take({ items, count, page, pageSize, hasNext }: Page<unknown>): boolean {
    if (items.length === 0) return true;
    this.checkNew(items, page);
    this.walked += items.length;
    this.most ??= (Number.isFinite(count) ? 2 * count : MOST_UNCOUNTED) + pageSize;
    if (this.walked > this.most) {
      const message = `a list does not end: ${this.walked} items by page ${page}, of ${count}`;
      throw new EndlessListError(message, page);
    }
    return !hasNext || this.walked >= count;
  }

  private checkNew(items: readonly unknown[], page: number): void {
    const print = createHash("sha256").update(JSON.stringify(items)).digest("base64");
    if (this.seen.has(print)) {
      throw new EndlessListError(`a list repeats itself: page ${page} was there before`, page);
    }
    this.seen.add(print);
  }
}
