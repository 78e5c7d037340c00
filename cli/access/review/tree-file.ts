import { isDeepStrictEqual } from "node:util";
import {
  isMap,
  isScalar,
  isSeq,
  parseDocument,
  visit,
  type Document,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import type { Ending } from "./decision";

/** What becomes of somebody's entry in the list of a node. */
export interface TreeEdit {
  /** Name of the `NodeMembers` that an `OrgTree` made of the list: `acme/platform-people`. */
  readonly resource: string;
  readonly username: string;
  readonly decision: Ending;
}

/** The text of an edited file, and which edits are in it. */
export interface EditedTree {
  readonly text: string;
  readonly done: readonly TreeEdit[];
}

/**
 * Edits the file of an `OrgTree` in place: all but the entries stays as somebody wrote it. An edit that it
 * has no entry for is left out; so are all where the file has aliases, or would mean something else besides.
 */
export function editTree(text: string, edits: readonly TreeEdit[]): EditedTree {
  const nothing: EditedTree = { text, done: [] };
  const document = parseDocument(text, { logLevel: "error" });
  if (document.errors.length > 0 || hasAlias(document)) return nothing;
  const keys = personKeys(document);
  const slices: Slice[] = [];
  const done: TreeEdit[] = [];
  for (const list of listsIn(document)) {
    const own = edits.filter(({ resource }) => resource.endsWith(`/${list.node}-people`));
    const decisions = new Map(own.map((one) => [keys.get(one.username) ?? one.username, one]));
    const found = list.items.items.map((item) => decisions.get(personIn(item) ?? ""));
    const here = found.filter((one) => one !== undefined);
    if (here.length === 0) continue;
    slices.push(...slicesOf(text, list.items, found));
    applyTo(list.items, found);
    done.push(...here);
  }
  const edited = spliced(text, slices);
  const after = parseDocument(edited, { logLevel: "error" });
  const isMeant = after.errors.length === 0 && isDeepStrictEqual(after.toJS(), document.toJS());
  return isMeant ? { text: edited, done } : nothing;
}

function hasAlias(document: Document): boolean {
  let found = false;
  visit(document, { Alias: () => ((found = true), visit.BREAK) });
  return found;
}

/** Keys of people by username. */
function personKeys(document: Document): ReadonlyMap<string, string> {
  const people = document.get("people", true);
  const entries = isSeq(people) ? people.items.filter(isMap) : [];
  return new Map(
    entries.map((one) => {
      const key = textIn(one, "key");
      return [textIn(one, "username") || key, key];
    }),
  );
}

/** A property of an entry; empty where it has none. */
function textIn(map: YAMLMap, property: string): string {
  const value = map.get(property);
  return typeof value === "string" ? value : "";
}

/** The list of a node's people. */
interface List {
  /** Its key. */
  readonly node: string;
  readonly items: YAMLSeq;
}

function listsIn(document: Document): List[] {
  const found: List[] = [];
  visit(document, {
    Map(_, map: YAMLMap) {
      const items = map.get("people", true);
      const node = textIn(map, "key");
      if (node !== "" && isSeq(items)) found.push({ node, items });
    },
  });
  return found;
}

function personIn(item: unknown): string | undefined {
  if (isMap(item)) return textIn(item, "person");
  return isScalar(item) ? String(item.value) : undefined;
}

type Found = readonly (TreeEdit | undefined)[];
const isRemoved = (edit: TreeEdit | undefined) => edit?.decision.decision === "remove";

/** What the edits mean, to compare with. */
function applyTo(list: YAMLSeq, found: Found): void {
  const items = list.items.flatMap((item, index) => {
    const edit = found[index];
    if (edit === undefined) return [item];
    if (edit.decision.decision === "remove") return [];
    return [{ person: personIn(item), until: edit.decision.until }];
  });
  list.items = items;
}

/** A part of a text, and what comes in its place. */
interface Slice {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

const spliced = (text: string, slices: readonly Slice[]): string =>
  slices
    .toSorted((a, b) => b.from - a.from)
    .reduce((all, one) => all.slice(0, one.from) + one.text + all.slice(one.to), text);

function slicesOf(text: string, list: YAMLSeq, found: Found): Slice[] {
  const ranges = list.items.map(rangeOf);
  const texts = ranges.map(({ from, to }, index) => entryText(text.slice(from, to), found[index]));
  const removed = found.filter(isRemoved).length;
  if (removed > 0 && (list.flow === true || removed === found.length)) {
    const kept = texts.filter((_, index) => !isRemoved(found[index]));
    const { from, to } = rangeOf(list);
    // A list of lines ends where the next property begins.
    const end = list.flow === true ? to : (ranges.at(-1)?.to ?? to);
    return [{ from, to: end, text: `[${kept.join(", ")}]` }];
  }
  return ranges.flatMap((range, index) => {
    if (found[index] === undefined) return [];
    return isRemoved(found[index])
      ? [{ ...linesOf(text, range), text: "" }]
      : [{ ...range, text: texts[index] ?? "" }];
  });
}

interface Range {
  readonly from: number;
  readonly to: number;
}

/** Of what is written on lines of its own up to its last value: its own range goes to what comes next. */
function rangeOf(node: unknown): Range {
  const isNode = isMap(node) || isScalar(node) || isSeq(node);
  const [from, to] = (isNode ? node.range : null) ?? [0, 0];
  const last = isMap(node) && node.flow !== true ? node.items.at(-1)?.value : undefined;
  return { from, to: last ? rangeOf(last).to : to };
}

/** The whole lines of an entry that has them for itself. */
function linesOf(text: string, { from, to }: Range): Range {
  const end = text.indexOf("\n", to);
  return { from: text.lastIndexOf("\n", from - 1) + 1, to: end === -1 ? text.length : end + 1 };
}

/** Quoted, so that it is JSON too, where the person was. */
function entryText(written: string, edit: TreeEdit | undefined): string {
  if (edit?.decision.decision !== "until") return written;
  const { until } = edit.decision;
  const person = PERSON.exec(written)?.[1] ?? written.trim();
  return person.startsWith('"')
    ? `{ "person": ${person}, "until": "${until}" }`
    : `{ person: ${person}, until: ${until} }`;
}

/** Of an entry that has an end already. */
const PERSON = /(?:^|[{,\s])"?person"?\s*:\s*("(?:[^"\\]|\\.)*"|[^\s,}]+)/;
