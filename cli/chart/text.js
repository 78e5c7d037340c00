/** Of one letter, in pixels at the chart's size of letters. */
const EM = 13;
/** @type {[RegExp, number][]} what fraction of an em the first that fits is wide */
const WIDTHS = [
  [
    /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff00-\uff60]/u,
    1,
  ],
  [/^\p{Extended_Pictographic}/u, 1.3],
  [/^[ijltfrI.,:;'|!()[\] ]/, 0.36],
  [/^[mwMW@%]/, 0.92],
  [/^[A-Z]/, 0.7],
];
const USUAL = 0.58;

const letters = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/**
 * About how wide a text is, in pixels: rather too much than too little.
 *
 * @param {string} text
 */
function widthOf(text) {
  let ems = 0;
  for (const { segment } of letters.segment(text)) ems += letterWidth(segment);
  return ems * EM;
}

/** @param {string} letter */
function letterWidth(letter) {
  return WIDTHS.find(([pattern]) => pattern.test(letter))?.[1] ?? USUAL;
}

/**
 * As much of a text as fits, never half a letter.
 *
 * @param {string} text
 * @param {number} width pixels
 */
function fitted(text, width) {
  if (widthOf(text) <= width) return text;
  let kept = "";
  let room = width / EM - 1;
  for (const { segment } of letters.segment(text)) {
    room -= letterWidth(segment);
    if (room < 0) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

/** @type {Record<string, string>} */
const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** What XML does not allow, a terminal's escapes, and what changes the direction of writing. */
const UNFIT =
  /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]|[\u007f-\u009f\u202a-\u202e\u2066-\u2069]/gu;

/** Harmless in a page, but the start of a command where a CI prints the page. */
const COMMAND = /[\n\r\u2028\u2029]|#(?=#\w*\[)/g;

/**
 * A text for HTML and SVG, as content and in quoted attributes; what is unfit shows as a replacement.
 *
 * @param {string} text
 */
function escaped(text) {
  return text
    .replace(/[&<>"']/g, (letter) => ENTITIES[letter] ?? letter)
    .replace(UNFIT, "\ufffd")
    .replace(COMMAND, (letter) => `&#${letter.charCodeAt(0)};`);
}

/**
 * `1 person`, `2 people`.
 *
 * @param {number} count
 * @param {string} one
 * @param {string} [many]
 */
function counted(count, one, many = `${one}s`) {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}

module.exports = { widthOf, fitted, escaped, counted };
