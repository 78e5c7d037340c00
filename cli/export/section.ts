import type { Code, CodeObject } from "../code/code";
import type { Statement } from "../code/statement";

/** A spread of the object that says how the program treats what exists: in one place. */
export const EXISTING = "...existing";

/** A part of a program: a file of its own where the program is large. */
export interface Section {
  /** The file's name, without an ending. */
  readonly subject: string;
  /** A sentence on what is in it. */
  readonly title: string;
  readonly statements: readonly Statement[];
  readonly table?: Table | undefined;
}

/** What an org keeps of its members: a table, and a loop that makes a resource of each row. */
export interface Table {
  readonly org: Code;
  /** By username. */
  readonly rows: Readonly<Record<string, CodeObject>>;
}

/** Arguments without those that are nothing: no text, an empty list. */
export const given = (args: Readonly<Record<string, Code | undefined>>): CodeObject =>
  Object.fromEntries(
    Object.entries(args).filter((entry): entry is [string, Code] => {
      const [, value] = entry;
      return value !== undefined && value !== "" && !(Array.isArray(value) && value.length === 0);
    }),
  );
