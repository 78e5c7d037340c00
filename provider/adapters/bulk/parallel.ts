/** How many entries are under way at once: more than any limiter lets through. */
const AT_ONCE = 64;

/**
 * Does something for each of these, many at once, and begins in their order: so that one may wait for
 * those before it.
 */
export async function inParallel<T>(
  all: Iterable<T>,
  work: (one: T) => Promise<void>,
): Promise<void> {
  const rest = all[Symbol.iterator]();
  const worker = async () => {
    for (let next = rest.next(); next.done !== true; next = rest.next()) await work(next.value);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
