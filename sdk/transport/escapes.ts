/**
 * The pattern (flags `gu`) of a text, however another one quotes it: as it is, and as JSON, Python,
 * URLs, forms, XML and HTML escape it, also twice, and as whoever reads it in another encoding has
 * it. Nobody escapes letters and digits of ASCII.
 */
export const anyFormOf = (text: string): string =>
  text
    .split(BEYOND_ASCII)
    .map((part, index) => (index % 2 === 0 ? escaped(part) : escapedOrLost(part)))
    .join("");

/** Parts of a text, every second of which has no character of ASCII. */
const BEYOND_ASCII = /([^\p{ASCII}]+)/u;

const escaped = (text: string): string =>
  text.replace(/(\\*)([^\w\\-]|(?<=\\)[\w-])|\\+$/gu, (run, behind: string, one?: string) =>
    one === undefined ? backslashes(run.length, 0) : backslashes(behind.length, 8) + anyEscape(one),
  );

/**
 * Also with what stands for characters that are none in another encoding: for each of them, or for each of
 * their bytes. It is counted for all at once: for one by one there would be too many ways to do so.
 */
function escapedOrLost(text: string): string {
  const { length } = [...text];
  return `(?:${escaped(text)}|[?\\ufffd]{${length},${4 * length}})`;
}

/** What is in the base64 of a text, of JSON and of a form with it, whatever stands before and behind. */
export function inBase64(text: string): string[] {
  const form = new URLSearchParams([["", text]]).toString().slice(1);
  return [text, JSON.stringify(text).slice(1, -1), form].flatMap(aligned);
}

/** By how many bytes of three stand before it. */
function aligned(text: string): string[] {
  return [0, 1, 2].flatMap((before) => {
    const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(text)]);
    const [from, to] = [Math.ceil((before * 8) / 6), Math.floor((bytes.length * 8) / 6)];
    const forms = [bytes.toString("base64"), bytes.toString("base64url")];
    return forms.map((form) => form.slice(from, to));
  });
}

/** Maybe within a URL or a page. JSON doubles them, and JSON within JSON does so again. */
const backslashes = (length: number, more: number) =>
  String.raw`(?:\\|%(?:25){0,2}5[Cc]|&(?:amp;)?#(?:92|[xX]5[Cc]);){${length},${8 * length + more}}`;

function anyEscape(one: string): string {
  const units = Array.from({ length: one.length }, (_, at) => `u${hex(one.charCodeAt(at), 4)}`);
  const json = units.join(backslashes(1, 0));
  const escapes = [json, ...(LETTERS[one] ?? []), ...inPython(one), inUrl(one), inHtml(one)];
  const forms = [...escapes, ...misread(one)];
  const literal = one.replace(/[.*+?^${}()|[\]\\/]/, "\\$&");
  return `(?:${[...forms, literal].join("|")})`;
}

/** In a text, and in its bytes. */
function inPython(one: string): string[] {
  const point = one.codePointAt(0) ?? 0;
  const bytes = [...Buffer.from(one)].map((byte) => `x${hex(byte, 2)}`).join(backslashes(1, 0));
  return [bytes, ...(point < 0x100 ? [`x${hex(point, 2)}`] : []), `U${hex(point, 8)}`];
}

/** Beyond ASCII: bytes taken for those of another encoding. */
function misread(one: string): string[] {
  if ((one.codePointAt(0) ?? 0) < 0x80) return [];
  const bytes = Buffer.from(one);
  return [bytes.toString("latin1"), new TextDecoder("windows-1252").decode(bytes)];
}

const inUrl = (one: string) =>
  [...Buffer.from(one)].map((byte) => `%(?:25){0,2}${hex(byte, 2)}`).join("");

function inHtml(one: string): string {
  const point = one.codePointAt(0) ?? 0;
  const named = ENTITIES[one] ?? (point < 0xa0 ? [] : ["[A-Za-z]{2,8}\\d{0,2}"]);
  const names = [`#0*${point}`, `#[xX]0*${hex(point, 1)}`, ...named];
  return `&(?:amp;){0,2}(?:${names.join("|")});`;
}

/** Digits of either case. */
const hex = (value: number, length: number) =>
  value
    .toString(16)
    .padStart(length, "0")
    .replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);

/** In JSON behind a backslash, and in a form. */
const LETTERS: Readonly<Record<string, readonly string[]>> = {
  ...{ "\n": ["n"], "\r": ["r"], "\t": ["t"], "\b": ["b"], "\f": ["f"], " ": ["\\+"] },
};
const ENTITIES: Readonly<Record<string, readonly string[]>> = {
  ...{ "&": ["amp"], "<": ["lt"], ">": ["gt"], '"': ["quot"], "'": ["apos"] },
};
