/**
 * What JSON lets stand and a terminal or a CI may obey: the upper control characters, turners of
 * direction, the sign of a command such as `##[error]`.
 */
const HIDDEN = /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]|#(?=#\w*\[)/g;

/** JSON that reads back to just the value, and in which nothing is hidden. */
export function safeJson(value: unknown): string {
  return `${withNothingHidden(JSON.stringify(value, undefined, 2))}\n`;
}

/** The same JSON with all of that escaped. */
export function withNothingHidden(json: string): string {
  return json.replace(HIDDEN, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
