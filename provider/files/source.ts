import { parseJson } from "./json";
import type { Place } from "./place";
import { pathText, type Path, type Problem } from "./problem";
import { bytesOf, FileError, utf8 } from "./read";
import { parseYaml } from "./yaml";

/** What a tree is read from, and how messages name its places. */
export interface Source {
  /** The tree, not yet validated. */
  readonly value: unknown;
  /** Whether an entry may be without a key. */
  readonly keysAreOptional: boolean;
  /** The line of an entry or of its property; `undefined` for a tree written in the program. */
  readonly placeOf: (path: Path) => Place | undefined;
  /** Formats a problem with its place: `org.yaml:7: name: …`. */
  readonly format: (problem: Problem) => string;
}

/** A tree written in the program. */
export function literalSource(name: string, value: unknown): Source {
  return {
    value,
    keysAreOptional: true,
    placeOf: () => undefined,
    format: ({ path, says }) => `${name}: ${labelled(path, says)}`,
  };
}

/**
 * A YAML or JSON file, relative to the program's folder.
 * @throws FileError with a line for each place that can't be read
 */
export function fileSource(file: string): Source {
  const text = utf8(bytesOf(file, "a YAML or JSON file"));
  if (text === undefined) throw new FileError(`${file}: it is not in UTF-8`);
  const { value, lineAt } = parseJson(text) ?? parseYaml(file, text);
  return {
    value,
    keysAreOptional: false,
    placeOf: (path) => ({ file, line: lineAt(path) }),
    format: ({ path, says }) => `${file}:${lineAt(path)}: ${labelled(path.slice(-1), says)}`,
  };
}

function labelled(path: Path, says: string): string {
  const last = path.at(-1);
  return last === undefined || (path.length === 1 && typeof last === "number")
    ? says
    : `${pathText(path)}: ${says}`;
}
