/** What JSON lets stand and a terminal may obey: the upper control characters, turners of direction. */
const HIDDEN = /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** JSON that reads back to just the value, and in which nothing is hidden. */
export function safeJson(value: unknown): string {
  const text = JSON.stringify(value, undefined, 2);
  const escaped = (one: string) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return `${text.replace(HIDDEN, escaped)}\n`;
}
