import { printable } from "../../provider/printable";

/**
 * The most characters of a report for a comment of a forge, which holds 65,536: a pipeline adds a mark and
 * a link of its own.
 */
export const COMMENT = 65_000;
/** Of one text from outside, as it is written. */
const MOST_OF_TEXT = 500;

/** Text from outside as code: there a forge makes no mention of `@ada` and no link of `#1`. */
export const quoted = (text: string) => `<code>${escaped(text, MOST_OF_TEXT)}</code>`;

/** Of a long way the end, which is the object itself. */
export function quotedPath(path: readonly string[]): string {
  const names = path.map((name) => escaped(name, MOST_OF_TEXT / 4));
  const first = names.findIndex((_, index) => names.slice(index).join(" / ").length < MOST_OF_TEXT);
  return `<code>${[...(first > 0 ? ["…"] : []), ...names.slice(first)].join(" / ")}</code>`;
}

/** Text without markup, HTML or links: every character that could mean something becomes an entity. */
function escaped(text: string, most: number): string {
  const pieces: string[] = [];
  let length = 0;
  for (const one of printable(text)) {
    const piece = MARKUP.test(one) ? `&#${one.codePointAt(0)};` : one;
    length += piece.length;
    if (length > most) return `${pieces.join("")}…`;
    pieces.push(piece);
  }
  return pieces.join("");
}

const MARKUP = /[^\p{L}\p{M}\p{N} ,;()/"→-]/u;
