import { WrongUsage } from "../usage/wrong-usage";
import { writeText } from "./write-text";

/** Where a report goes, and as what; without a file to the standard output. */
export interface Output<Name extends string = string> {
  readonly format: Name;
  readonly file?: string;
}

/**
 * Reads `--format` and `--output`: `json`, or `json=drift.json` for one of several; text by default.
 * @param names of the formats
 * @throws WrongUsage for a format that does not exist, two for one file, or none for `--output`
 */
export function outputsOf<Name extends string>(
  names: readonly (Name | "text")[],
  given: readonly string[] = [],
  output?: string,
): Output<Name | "text">[] {
  const all = (given.length === 0 ? ["text"] : given).map((one) => {
    const [name = "", ...rest] = one.split("=");
    const file = rest.length === 0 ? output : rest.join("=");
    const format = names.find((known) => known === name);
    if (format !== undefined && file !== "") return { format, ...(file !== undefined && { file }) };
    throw new WrongUsage(
      `--format ${one} is invalid: give one of ${names.join(", ")}, with =FILE for one of several`,
    );
  });
  const files = all.map(({ file }) => file);
  if (output !== undefined && !files.includes(output)) {
    throw new WrongUsage(`nothing would go to --output ${output}: each --format has its own file`);
  }
  if (new Set(files).size === all.length) return all;
  throw new WrongUsage(
    "two formats would go to one place: give each its own file, --format html=report.html",
  );
}

/** Writes a report in one format. @param isShown whether on the standard output, maybe in colours */
export type InFormat<Name extends string> = (format: Name, isShown: boolean) => string;

/** @throws Error when a file can't be written */
export function writeOutputs<Name extends string>(
  outputs: readonly Output<Name>[],
  inFormat: InFormat<Name>,
): void {
  for (const { format, file } of outputs) {
    const text = inFormat(format, file === undefined);
    if (file !== undefined) writeText(file, text);
    else process.stdout.write(text);
  }
}

/** Where all of a report is: in any format but Markdown, which has an end. */
export function wholeIn(outputs: readonly Output[]): string | undefined {
  const [first] = outputs.filter(({ format }) => format !== "markdown");
  return first && (first.file ?? `the ${first.format} on the standard output`);
}
