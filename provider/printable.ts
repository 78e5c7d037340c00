/**
 * Control characters, line breaks, invisible characters, and those that change the direction of
 * writing: a terminal or a page would not show them. Names come from people.
 */
const HIDDEN =
  /[\p{Cc}\p{Zl}\p{Zp}\p{Surrogate}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;

/**
 * Commands in a CI's log: on GitHub `::stop-commands::` at the start of a line, white space or not,
 * and `##[error]` anywhere in one; on Azure `##vso[task.setvariable]`, on TeamCity `##teamcity[…]`.
 */
const COMMAND = /(?<=^\s*):(?=:)|#(?=#\w*\[)/g;

const escaped = (one: string) => `\\u{${(one.codePointAt(0) ?? 0).toString(16)}}`;

/** The first hidden character of a text, escaped. */
export function hiddenCharacter(text: string): string | undefined {
  const [first] = text.match(HIDDEN) ?? [];
  return first === undefined ? undefined : escaped(first);
}

/** The text on one line, with hidden characters and commands escaped: `\u{1b}`. */
export const printable = (text: string): string =>
  text.replace(HIDDEN, escaped).replace(COMMAND, escaped);

/** The same for each line of a text. */
export const printableLines = (text: string): string => text.split("\n").map(printable).join("\n");
