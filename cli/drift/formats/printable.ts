/**
 * What a terminal or a page would obey in place of showing it, and what can't be seen: control
 * characters, line breaks, those that turn the direction of writing. Names come from people.
 */
const HIDDEN =
  /[\p{Cc}\p{Zl}\p{Zp}\p{Surrogate}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;

/** The text on one line, with the hidden characters spelt out: `\u{1b}`. */
export const printable = (text: string): string =>
  text.replace(HIDDEN, (one) => `\\u{${(one.codePointAt(0) ?? 0).toString(16)}}`);
