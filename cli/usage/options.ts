import { WrongUsage } from "./wrong-usage";

/** Collects the values of an option that may be given several times. */
export const repeated = (value: string, before: readonly string[] = []): string[] => [
  ...before,
  value,
];

/** The same for an option that also takes several values at once: `changed,missing`. */
export const listed = (value: string, before: readonly string[] = []): string[] => [
  ...before,
  ...value.split(",").map((one) => one.trim()),
];

/** @throws WrongUsage for a word that is none of these */
export function wordsAmong<T extends string>(
  words: readonly T[],
  given: readonly string[],
  option: string,
): T[] {
  return given.map((one) => {
    const word = words.find((known) => known === one);
    if (word !== undefined) return word;
    throw new WrongUsage(`${option} "${one}" is invalid: give some of ${words.join(",")}`);
  });
}
