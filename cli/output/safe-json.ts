/**
 * What JSON does not escape and a terminal or a CI may obey: upper control characters, characters that
 * change the direction of writing, and the start of a command such as `##[error]`.
 */
const HIDDEN = /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]|#(?=#\w*\[)/g;

/** JSON of just this value, in which no character is hidden. */
export function safeJson(value: unknown): string {
  return `${withNothingHidden(JSON.stringify(value, undefined, 2))}\n`;
}

/** The same JSON with those characters escaped. */
export function withNothingHidden(json: string): string {
  return json.replace(HIDDEN, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
