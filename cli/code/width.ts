/** Characters that take two columns, as Prettier counts: Chinese, Japanese, Korean, emoji. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}|[\u{20000}-\u{3fffd}]/u;
const NONE = /\p{M}|\u200b|\u200d/u;

/** How many columns a line takes. */
export function widthOf(text: string): number {
  let width = 0;
  for (const one of text) width += NONE.test(one) ? 0 : WIDE.test(one) ? 2 : 1;
  return width;
}
