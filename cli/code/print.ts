import { withNothingHidden } from "../output/safe-json";
import { Expression, isList, type Code, type CodeObject } from "./code";
import { widthOf } from "./width";

/** Columns of a line. */
export const WIDTH = 100;
const IDENTIFIER = /^[\p{L}_$][\p{L}\p{N}_$]*$/u;

/** Where a value is printed. */
interface Place {
  /** Spaces before the line that it begins in. */
  readonly indent: number;
  /** Columns before it in its line, and after it in its last. */
  readonly before: number;
  readonly after: number;
}

/** A value as Prettier would format it: on one line where there is room, else an entry a line. */
export function print(code: Code, place: Place): string {
  const flat = onOneLine(code);
  const fits = place.before + widthOf(flat) + place.after <= WIDTH;
  if (fits || typeof code !== "object" || code instanceof Expression) return flat;
  const inner = place.indent + 2;
  const pad = " ".repeat(inner);
  const lines = isList(code)
    ? code.map((one) => `${pad}${print(one, { indent: inner, before: inner, after: 1 })},\n`)
    : Object.entries(code).map((entry) => `${pad}${printEntry(entry, inner)},\n`);
  const [open, close] = isList(code) ? ["[", "]"] : ["{", "}"];
  return `${open}\n${lines.join("")}${" ".repeat(place.indent)}${close}`;
}

/** A property of an object on lines of its own; a text that is too long goes below its name. */
export function printEntry([key, value]: [string, Code], indent: number): string {
  const start = startOf(key, value);
  const before = indent + widthOf(start);
  const printed = print(value, { indent, before, after: 1 });
  const isLong = typeof value === "string" && before + widthOf(printed) + 1 > WIDTH;
  return isLong ? `${start.trimEnd()}\n${" ".repeat(indent + 2)}${printed}` : start + printed;
}

function startOf(key: string, value: Code): string {
  if (key.startsWith("...")) return "...";
  if (value instanceof Expression && value.text === key) return "";
  return `${IDENTIFIER.test(key) ? key : quoted(key)}: `;
}

function onOneLine(code: Code): string {
  if (code instanceof Expression) return code.text;
  if (typeof code === "string") return quoted(code);
  if (typeof code !== "object") return String(code);
  if (isList(code)) return `[${code.map(onOneLine).join(", ")}]`;
  return inBraces(code);
}

/** A list by its entries' texts: what a server's own order would make different on another server. */
export const inOrder = (codes: readonly Code[]): Code[] =>
  codes.toSorted((a, b) => {
    const [one, other] = [onOneLine(a), onOneLine(b)];
    return one < other ? -1 : one > other ? 1 : 0;
  });

function inBraces(code: CodeObject): string {
  const entries = Object.entries(code).map(([key, one]) => startOf(key, one) + onOneLine(one));
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
}

/** A text in the quotes that need fewer escapes, with nothing hidden in it. */
export function quoted(text: string): string {
  const double = withNothingHidden(JSON.stringify(text));
  const [doubles, singles] = [/"/g, /'/g].map((quote) => text.match(quote)?.length ?? 0);
  if ((doubles ?? 0) <= (singles ?? 0)) return double;
  const inside = double.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${inside}'`;
}

/** A property of an object by a dot where it can be, else in brackets. */
export const member = (object: string, key: string): string =>
  IDENTIFIER.test(key) ? `${object}.${key}` : `${object}[${quoted(key)}]`;
