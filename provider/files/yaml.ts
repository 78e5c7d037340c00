import {
  LineCounter,
  isAlias,
  isCollection,
  isMap,
  parseDocument,
  visit,
  type Document as YamlDocument,
  type Node,
  type Tags,
} from "yaml";
import type { Document } from "./document";
import type { Path } from "./problem";
import { FileError } from "./read";

/**
 * Parses YAML or JSON, which is YAML, too.
 * @param file for messages
 * @param reading `text` reads every scalar but `null` as it is written: `007` stays so
 * @throws FileError with a line for each place that can't be read
 */
export function parseYaml(
  file: string,
  text: string,
  reading: "typed" | "text" = "typed",
): Document {
  if (isTooDeep(text)) throw new FileError(`${file}: its brackets are nested too deep`);
  const lines = new LineCounter();
  // The parser prints nothing: its warnings are problems here, with their lines. YAML 1.1 has times,
  // which would lose how a date is written.
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    logLevel: "error",
    ...(reading === "text"
      ? { schema: "failsafe", customTags: ["null"] }
      : { customTags: (tags) => tags.filter((tag) => !isTimestamp(tag)) }),
  });
  const lineOf = (offset: number) => lines.linePos(offset).line || 1;
  const all = faultsOf(document);
  const faults = /^\s*[[{]/.test(text) ? inBrackets(all) : all;
  if (faults.length > 0) {
    const problems = faults.map(({ offset, says }) => `${file}:${lineOf(offset)}: ${says}`);
    throw new FileError(problems.join("\n"));
  }
  return { value: valueOf(file, document), lineAt: (path) => lineOf(offsetOf(document, path)) };
}

/** Brackets in brackets, of which some thousands end the parser, and the process with it. */
const DEEPEST = 1000;

function isTooDeep(text: string): boolean {
  let depth = 0;
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    depth = bracket === "[" || bracket === "{" ? depth + 1 : Math.max(0, depth - 1);
    if (depth > DEEPEST) return true;
  }
  return false;
}

const isTimestamp = (tag: Tags[number]): boolean =>
  (typeof tag === "string" ? tag : tag.tag).endsWith("timestamp");

/** The document as plain data; fails for an alias inside its own anchor. */
function valueOf(file: string, document: YamlDocument): unknown {
  try {
    const value: unknown = document.toJS();
    JSON.stringify(value);
    return value;
  } catch (error) {
    const reason = "its aliases lead to themselves, or to too much";
    throw new FileError(`${file}: ${reason}`, { cause: error });
  }
}

interface Fault {
  readonly offset: number;
  readonly says: string;
  /** The parser's name for it. */
  readonly code?: string;
}

/** More than anybody writes: each is looked for in all of the file when it becomes data. */
const MOST_ALIASES = 10_000;

/** Errors and warnings of the parser, each by its first line, and unknown aliases. */
function faultsOf(document: YamlDocument): Fault[] {
  const faults: Fault[] = [...document.errors, ...document.warnings].map(
    ({ pos, message, code }) => ({
      ...{ offset: pos[0], code },
      says: message.split("\n", 1)[0] ?? message,
    }),
  );
  const anchors = new Set<string>();
  let aliases = 0;
  visit(document, {
    Node(_, { anchor }) {
      if (anchor !== undefined) anchors.add(anchor);
    },
    Alias(_, alias) {
      aliases += 1;
      const says =
        aliases > MOST_ALIASES
          ? `there are more than ${MOST_ALIASES} aliases`
          : `there is no anchor &${alias.source} before it`;
      const isInvalid = aliases > MOST_ALIASES || !anchors.has(alias.source);
      if (isInvalid) faults.push({ offset: startOf(alias), says });
      return aliases > MOST_ALIASES ? visit.BREAK : undefined;
    },
  });
  return faults;
}

/** In JSON one mark too few or too many leads to errors in words of YAML: the first one has the place. */
function inBrackets(faults: readonly Fault[]): readonly Fault[] {
  const broken = faults.find(({ code = "" }) => BROKEN.has(code));
  if (broken !== undefined) return [{ ...broken, says: MARKS }];
  return faults.map((one) =>
    one.code === "DUPLICATE_KEY" ? { ...one, says: "this property is named twice" } : one,
  );
}

const BROKEN: ReadonlySet<string> = new Set([
  ...["BAD_INDENT", "BLOCK_AS_IMPLICIT_KEY", "BLOCK_IN_FLOW", "MISSING_CHAR"],
  ...["MULTILINE_IMPLICIT_KEY", "TAB_AS_INDENT", "UNEXPECTED_TOKEN"],
]);

const MARKS =
  "a comma, a colon, a quote or a bracket is missing here or right before, or is one too many";

/** The offset of the innermost part of a path that the file has: of a property's name. */
function offsetOf(document: YamlDocument, path: Path): number {
  let offset = startOf(document.contents);
  let node: unknown = document.contents;
  for (const step of path) {
    const collection = isAlias(node) ? node.resolve(document) : node;
    if (!isCollection(collection)) break;
    const property = isMap(collection)
      ? collection.items.find(({ key }) => String((key as Node | null)?.toJSON()) === String(step))
      : undefined;
    node = collection.get(step, true);
    if (property === undefined && node === undefined) break;
    offset = startOf(property === undefined ? node : property.key);
  }
  return offset;
}

function startOf(node: unknown): number {
  return (node as Node | null)?.range?.[0] ?? 0;
}
