import { readFileSync } from "node:fs";
import {
  LineCounter,
  isAlias,
  isCollection,
  isPair,
  parseDocument,
  visit,
  type Document,
  type Node,
} from "yaml";
import { pathText, type Path, type Problem } from "./problem";

/** What a tree is read from, and how messages name its places. */
export interface Source {
  /** The tree, not yet validated. */
  readonly value: unknown;
  /** Whether an entry may be without a key. */
  readonly keysAreOptional: boolean;
  /** Formats a problem with its place: `org.yaml:7: name: …`. */
  readonly format: (problem: Problem) => string;
}

/** A tree written in the program. */
export function literalSource(name: string, value: unknown): Source {
  return {
    value,
    keysAreOptional: true,
    format: ({ path, says }) => `${name}: ${labelled(path, says)}`,
  };
}

/**
 * A YAML or JSON file, relative to the program's folder; JSON is YAML, too.
 * @throws FileError with a line for each place that can't be read
 */
export function fileSource(file: string): Source {
  const lines = new LineCounter();
  // The parser prints nothing: its warnings are problems here, with their lines.
  const options = { lineCounter: lines, prettyErrors: false, logLevel: "error" } as const;
  const document = parseDocument(read(file), options);
  const lineAt = (offset: number) => lines.linePos(offset).line || 1;
  const faults = faultsOf(document);
  if (faults.length > 0) {
    const problems = faults.map(({ offset, says }) => `${file}:${lineAt(offset)}: ${says}`);
    throw new FileError(problems.join("\n"));
  }
  return {
    value: valueOf(file, document),
    keysAreOptional: false,
    format: ({ path, says }) =>
      `${file}:${lineAt(offsetOf(document, path))}: ${labelled(path.slice(-1), says)}`,
  };
}

/** A file that can't be read as YAML or JSON. */
export class FileError extends Error {
  override readonly name = "FileError";
}

function read(file: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(file));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "";
    const reason = REASONS[code] ?? (error as Error).message;
    throw new FileError(`${file}: ${reason}`, { cause: error });
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file; a path is relative to the program's folder",
  EISDIR: "it is a folder: give a YAML or JSON file",
  EACCES: "it may not be read",
  ERR_ENCODING_INVALID_ENCODED_DATA: "it is not in UTF-8",
};

/** The document as plain data; fails for an alias inside its own anchor. */
function valueOf(file: string, document: Document): unknown {
  try {
    const value: unknown = document.toJS();
    JSON.stringify(value);
    return value;
  } catch (error) {
    const reason = "its aliases lead to themselves, or to too much";
    throw new FileError(`${file}: ${reason}`, { cause: error });
  }
}

/** Errors and warnings of the parser, each by its first line, and unknown aliases. */
function faultsOf(document: Document): { offset: number; says: string }[] {
  const faults = [...document.errors, ...document.warnings].map(({ pos, message }) => ({
    offset: pos[0],
    says: message.split("\n", 1)[0] ?? message,
  }));
  visit(document, {
    Alias(_, alias) {
      if (alias.resolve(document)) return;
      faults.push({
        offset: startOf(alias),
        says: `there is no anchor &${alias.source} before it`,
      });
    },
  });
  return faults;
}

/** The offset of the innermost part of a path that the file has: of a property's name. */
function offsetOf(document: Document, path: Path): number {
  let offset = startOf(document.contents);
  let node: unknown = document.contents;
  for (const step of path) {
    const collection = isAlias(node) ? node.resolve(document) : node;
    if (!isCollection(collection)) break;
    const property = collection.items.find(
      (item) => isPair(item) && String((item.key as Node | null)?.toJSON()) === String(step),
    );
    node = collection.get(step, true);
    if (property === undefined && node === undefined) break;
    offset = startOf(isPair(property) ? property.key : node);
  }
  return offset;
}

function startOf(node: unknown): number {
  return (node as Node | null)?.range?.[0] ?? 0;
}

function labelled(path: Path, says: string): string {
  const last = path.at(-1);
  return last === undefined || (path.length === 1 && typeof last === "number")
    ? says
    : `${pathText(path)}: ${says}`;
}
