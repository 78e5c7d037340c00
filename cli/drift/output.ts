import { colorsOf } from "../terminal/colors";
import { writeText } from "../output/write-text";
import { formatNames, formats, type FormatName } from "./formats";
import { textIn } from "./formats/text";
import type { DriftReport } from "./report";
import { WrongUsage } from "../usage/wrong-usage";

/** Where a report goes, and as what; without a file to the standard output. */
export interface Output {
  readonly format: FormatName;
  readonly file?: string;
}

/**
 * Reads `--format` and `--output`: `json`, or `json=drift.json` for one of several.
 * @throws WrongUsage for a format that does not exist, two for one file, or none for `--output`
 */
export function outputsOf(given: readonly string[], output: string | undefined): Output[] {
  const all = (given.length === 0 ? ["text"] : given).map((one) => {
    const [name = "", ...rest] = one.split("=");
    const file = rest.length === 0 ? output : rest.join("=");
    const format = formatNames.find((known) => known === name);
    if (format !== undefined && file !== "") return { format, ...(file !== undefined && { file }) };
    throw new WrongUsage(
      `--format ${one} is invalid: give one of ${formatNames.join(", ")}, with =FILE for one of several`,
    );
  });
  const files = all.map(({ file }) => file);
  if (output !== undefined && !files.includes(output)) {
    throw new WrongUsage(`nothing would go to --output ${output}: each --format has its own file`);
  }
  if (new Set(files).size === all.length) return all;
  throw new WrongUsage(
    "two formats would go to one place: give each its own file, --format html=drift.html",
  );
}

/** @throws Error when a file can't be written */
export function write(report: DriftReport, { format, file }: Output): void {
  if (file !== undefined) return writeText(file, formats[format](report));
  process.stdout.write(format === "text" ? textIn(colorsOf())(report) : formats[format](report));
}
