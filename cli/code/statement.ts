import { printable } from "../../provider/printable";
import { usedBy, type CodeObject } from "./code";
import { print, quoted } from "./print";
import { widthOf } from "./width";

/** A statement of a program that makes a resource. */
export interface Statement {
  /** Where it is kept; `undefined` where nothing uses it. */
  readonly variable?: string | undefined;
  readonly isExported?: boolean;
  /** The class. */
  readonly kind: string;
  /** The resource's name. */
  readonly name: string;
  readonly args: CodeObject;
  /** Sentences above it. */
  readonly notes?: readonly string[];
}

/** `const platform = new Node("platform", { … });`, formatted as Prettier would. */
export function printStatement(statement: Statement): string {
  const { variable, isExported, kind, name, args, notes = [] } = statement;
  const keeping =
    variable === undefined ? "" : `${isExported ? "export " : ""}const ${variable} = `;
  const start = `${keeping}new ${kind}(${quoted(name)}, `;
  const comments = notes.map((note) => `// ${printable(note)}\n`).join("");
  const room = { indent: 0, before: widthOf(start), after: 2 };
  const printed = `${start}${print(args, room)});`;
  return `${comments}${printed}\n`;
}

export const usedIn = ({ args }: Statement): string[] => usedBy(args);
