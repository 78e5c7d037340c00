/** What one call takes of most lists; the server refuses more. */
export const LARGEST_BATCH = 50;

/** What one call takes of grants, and of namespaces to delete. */
export const LARGEST_GRANT = 10;

/**
 * Makes as many calls of a list as the server's limit asks for, one after the other. A failure
 * leaves the batches before it done.
 * @returns what the calls returned, in their order; empty for nothing to do
 */
export async function inBatches<Item, Result>(
  items: readonly Item[],
  largest: number,
  call: (batch: readonly Item[]) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let start = 0; start < items.length; start += largest) {
    results.push(await call(items.slice(start, start + largest)));
  }
  return results;
}
