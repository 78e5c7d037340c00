const MARKS = /\p{M}/gu;
const LATIN = /[a-z0-9]/;
const WORDY = /[\p{L}\p{N}]/u;

/**
 * A key made of a name: `R&D Tools` is `r-d-tools`, `Café` is `cafe`. A name of which letters
 * would be lost has none, since two such names could make the same key: `研发部 A` is not `a`.
 */
export function slug(name: string): string | undefined {
  const plain = name.normalize("NFKD").replace(MARKS, "").toLowerCase();
  const isLost = [...plain].some((letter) => WORDY.test(letter) && !LATIN.test(letter));
  const made = plain.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
  return isLost || made === "" ? undefined : made;
}
