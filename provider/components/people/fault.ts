import { printable } from "../../printable";

/** What is invalid in a file of people, as a sentence without the place. */
export interface Fault {
  /** Line of the file; none is the file as a whole. */
  readonly line?: number | undefined;
  /** The row, where its number is not the line's: `row 12`. */
  readonly row?: string | undefined;
  /** Name of the column. */
  readonly column?: string | undefined;
  /** A function where the sentence costs time: most faults of a bad file are never printed. */
  readonly says: string | (() => string);
}

/** A file that can't be read, for these reasons. */
export class InvalidFile extends Error {
  override readonly name = "InvalidFile";

  constructor(readonly faults: readonly Fault[]) {
    super("a file of people is invalid");
  }
}

/** `people.csv:14: row 12, E-Mail: it is empty` */
export function faultText(file: string, { line, row, column, says }: Fault): string {
  const place = line === undefined ? file : `${file}:${line}`;
  const label = [row, column].filter((one) => one !== undefined).join(", ");
  const sentence = typeof says === "string" ? says : says();
  return printable([place, label, sentence].filter((one) => one !== "").join(": "));
}

/** A text in a message: on one line, and not all of a long one. */
export const quoted = (text: string): string =>
  JSON.stringify(text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
const LONGEST = 60;
