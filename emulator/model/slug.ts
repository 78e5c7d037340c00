import { randomBytes } from "node:crypto";
import { customPinyin, pinyin } from "pinyin-pro";

/** What the reference's dictionary reads in another way, of what names are made of. */
customPinyin({
  朝阳: "zhāo yáng",
  朝阳区: "cháo yáng qū",
  分行: "fēn háng",
  乐清: "yuè qīng",
  率先: "shuài xiān",
  着装: "zhuó zhuāng",
  尉迟: "yù chí",
  万俟: "mò qí",
  歙县: "shè xiàn",
  覃: "tán",
  翟: "dí",
  缪: "móu",
});

/**
 * A uid made from a name: pinyin and lower-case letters and digits, ten random hex digits when
 * nothing is left (ARKID.md 13).
 */
export function slug(name: string): string {
  const spelled = pinyin(name, { toneType: "none", type: "array", v: true }).join("");
  return spelled.toLowerCase().replace(/[^a-z0-9]/g, "") || randomBytes(5).toString("hex");
}

/** The slug, or the first of `slug1`, `slug2`, … that nobody has. */
export function freeSlug(name: string, isTaken: (uid: string) => boolean): string {
  const base = slug(name);
  let uid = base;
  for (let digit = 1; isTaken(uid); digit++) uid = `${base}${digit}`;
  return uid;
}

/** Random lower-case hex digits. */
export const randomHex = (length: number): string =>
  randomBytes(Math.ceil(length / 2))
    .toString("hex")
    .slice(0, length);

/** Random lower-case letters. */
export const randomLetters = (length: number): string =>
  Array.from(randomBytes(length), (byte) => String.fromCharCode(97 + (byte % 26))).join("");
