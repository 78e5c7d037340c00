import { hiddenCharacter } from "../../printable";
import { quoted } from "./fault";
import type { PeopleColumnRule, PeopleListRule } from "./options";
import type { Cell } from "./table";

/** What is invalid in a cell, as a sentence. */
export class InvalidCell extends Error {
  override readonly name = "InvalidCell";
}

/**
 * The text of a cell, as its column's rule makes it; an empty one is none.
 * @throws InvalidCell
 */
export function textOf(cell: Cell, rule: PeopleColumnRule): string {
  if (typeof cell !== "string") {
    throw new InvalidCell("invalid" in cell ? cell.invalid : "this is a list: give one text");
  }
  return changed(checked(cell, NO_BREAK), rule);
}

/**
 * The texts of a cell that may hold several.
 * @throws InvalidCell
 */
export function textsOf(cell: Cell, rule: PeopleListRule): string[] {
  if (typeof cell === "object" && "invalid" in cell) throw new InvalidCell(cell.invalid);
  const { separator = ";" } = rule;
  const split = (text: string) =>
    separator === false ? [text] : text.split("\n").flatMap((line) => line.split(separator));
  const texts = typeof cell === "string" ? split(checked(cell, separator !== false)) : cell;
  return texts.map((text) => changed(checked(text, NO_BREAK), rule)).filter((text) => text !== "");
}

function changed(text: string, { trim = true, values, before, lowerCase }: PeopleColumnRule) {
  const whole = trim ? text.trim() : text;
  const value = values && Object.hasOwn(values, whole) ? (values[whole] ?? "") : whole;
  const part = before === undefined ? value : (value.split(before, 1)[0] ?? "");
  const cut = trim ? part.trim() : part;
  return lowerCase ? cut.toLowerCase() : cut;
}

const NO_BREAK = false;

/**
 * A cell whose text is what somebody meant.
 * @throws InvalidCell
 */
function checked(cell: string, mayBreak: boolean): string {
  const normal = cell.normalize("NFC");
  if (ORDINARY.test(normal) && normal.length <= LONGEST) return normal;
  const text = written(normal);
  const bare = text.trim();
  const wrong = WRONG.find(([pattern]) => pattern.test(bare));
  if (wrong) throw new InvalidCell(`${quoted(bare)} ${wrong[1]}`);
  // What holds several texts may be as long as it likes; each of them is checked, too.
  if (!mayBreak && bare.length > LONGEST) {
    throw new InvalidCell(`it has ${bare.length} characters: is a quote missing before it?`);
  }
  const hidden = hiddenCharacter(mayBreak ? bare.replaceAll("\n", " ") : bare);
  if (hidden === "\\u{a}") throw new InvalidCell(`${quoted(bare)} has a line break: take it out`);
  if (hidden)
    throw new InvalidCell(`${quoted(bare)} has a character that does not show, ${hidden}`);
  return text;
}

/**
 * The text that spreadsheets hold in `="007"`, so that its zeros stay, and in `'=1`, so that it is no
 * formula.
 */
const written = (cell: string): string =>
  cell.replace(/^\s*="([^"]*)"\s*$/, "$1").replace(/^\s*'(?=[=+\-@|%])/, "");

/** Most texts, of which nothing else can be wrong. */
const ORDINARY = /^[\p{L}\d][\p{L}\d ._@/;-]*$/u;

/** What a spreadsheet leaves in place of a text. */
const WRONG = [
  [/^=/, "is a formula: save the file with values"],
  [
    /^#(N\/A|REF!|NAME\?|VALUE!|DIV\/0!|NULL!|NUM!|SPILL!|CALC!|#+$)/,
    "is an error of a spreadsheet",
  ],
  [
    /^\d[.,]\d+E\+\d+$/,
    "is a number that a spreadsheet has shortened: make the column text, and fill it again",
  ],
  [/\ufffd/, "has a character that was lost when the file was saved in a wrong encoding"],
] as const;

const LONGEST = 1000;
