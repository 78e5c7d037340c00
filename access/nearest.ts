/**
 * The name that was probably meant: the fewest letters apart, at most a third of them. Case, `-` and
 * `_` do not count.
 * @param prefix how many letters all have in common, which prove nothing
 */
export function nearest(given: string, names: readonly string[], prefix = 0): string | undefined {
  const asked = bare(given.slice(prefix));
  const most = Math.max(1, Math.floor(asked.length / 3));
  const [closest] = names
    .map((name) => ({ name, letters: bare(name.slice(prefix)) }))
    // Among thousands of names most are too long or too short, which needs no look at their letters.
    .filter(({ letters }) => Math.abs(letters.length - asked.length) <= most)
    .map(({ name, letters }) => ({ name, apart: distance(asked, letters) }))
    .sort((a, b) => a.apart - b.apart);
  return closest && closest.apart <= most ? closest.name : undefined;
}

const bare = (name: string) => name.replace(/[-_]/g, "").toLowerCase();

/** Letters to add, take out, replace or swap with the next one. */
function distance(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  const at = (i: number, j: number) => rows[i]?.[j] ?? Infinity;
  for (let i = 1; i <= a.length; i++) {
    rows[i] = [i];
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1];
      const isSwap = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swap = isSwap ? at(i - 2, j - 2) + 1 : Infinity;
      const replaced = at(i - 1, j - 1) + (isSame ? 0 : 1);
      rows[i]?.push(Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, replaced, swap));
    }
  }
  return at(a.length, b.length);
}
