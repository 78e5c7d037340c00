import { plain } from "./table";

/** Where an entry of a list begins. */
interface EntryOffset {
  readonly offset: number;
  /** From 1. */
  readonly line: number;
}

/**
 * Where the entries of a list begin.
 * @param json valid JSON; what is no list has none
 */
export function entryOffsets(json: string): EntryOffset[] {
  const found: EntryOffset[] = [];
  let line = 1;
  let isAwaited = false;
  walk(json, 0, (at, depth) => {
    const mark = json[at];
    if (mark === "\n") line++;
    else if (isAwaited && !/\s/.test(mark ?? "")) {
      if (mark !== "]") found.push({ offset: at, line });
      isAwaited = false;
    }
    if (depth === 1 && (mark === "[" || mark === ",")) isAwaited = true;
    return true;
  });
  return found;
}

/** Where a property of the object at an offset is named; else the offset. */
export function propertyOffset(json: string, offset: number, property: string): number {
  let found = offset;
  walk(json, offset, (at, depth) => {
    if (depth === 0) return false;
    if (depth !== 1 || json[at] !== '"') return true;
    const end = textEnd(json, at);
    const isName = /^\s*:/.test(json.slice(end, end + 20));
    if (!isName || !isSame(json.slice(at, end), property)) return true;
    found = at;
    return false;
  });
  return found;
}

const isSame = (json: string, property: string): boolean =>
  plain(String(JSON.parse(json))) === property;

/** Tells of each mark outside texts, and of each text's beginning, with how many brackets are open. */
function walk(json: string, from: number, tell: (at: number, depth: number) => boolean): void {
  let depth = 0;
  for (let at = from; at < json.length; at++) {
    const mark = json[at];
    if (mark === "{" || mark === "[") depth++;
    if (mark === "}" || mark === "]") depth--;
    if (!tell(at, depth)) return;
    if (mark === '"') at = textEnd(json, at) - 1;
  }
}

/** After the closing quote of the text that begins here. */
function textEnd(json: string, start: number): number {
  let end = start;
  do end = json.indexOf('"', end + 1);
  while (isEscaped(json, end));
  return end + 1;
}

function isEscaped(json: string, at: number): boolean {
  let slashes = 0;
  while (json[at - 1 - slashes] === "\\") slashes++;
  return slashes % 2 === 1;
}
