/**
 * What a terminal or a page would obey in place of showing it, and what can't be seen: control
 * characters, line breaks, those that turn the direction of writing. Names come from people.
 */
const HIDDEN =
  /[\p{Cc}\p{Zl}\p{Zp}\p{Surrogate}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;

/**
 * What a CI obeys in a log: on GitHub `::stop-commands::` at the start of a line, white space or not,
 * and `##[error]` anywhere in one; on Azure `##vso[task.setvariable]`, on TeamCity `##teamcity[…]`.
 */
const COMMAND = /(?<=^\s*):(?=:)|#(?=#\w*\[)/g;

const spelt = (one: string) => `\\u{${(one.codePointAt(0) ?? 0).toString(16)}}`;

/** The text on one line, with what would be obeyed or not be seen spelt out: `\u{1b}`. */
export const printable = (text: string): string =>
  text.replace(HIDDEN, spelt).replace(COMMAND, spelt);

/** The same for a text that has lines. */
export const printableLines = (text: string): string => text.split("\n").map(printable).join("\n");
