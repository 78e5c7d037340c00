import { bytesOf, FileError } from "../../files/read";
import { namesIn } from "./columns";
import { csvTable } from "./csv";
import { decoded } from "./decode";
import type { FoundPeople } from "./found";
import type { PeopleFile, PeopleFormat, PeopleOptions } from "./options";
import { recordTable } from "./records";
import { RowReader } from "./row-reader";
import { plain, type Table } from "./table";

/**
 * Reads a file of people.
 * @param at the time by which an end date has passed or not
 * @throws InvalidFile, FileError
 */
export function readPeople({ file, options }: PeopleFile, at: Date): FoundPeople {
  const table = tableOf(file, options);
  return { file, lineOf: table.lineOf, ...new RowReader(table, options, at).read() };
}

function tableOf(file: string, options: PeopleOptions): Table {
  const format = options.format ?? formatOf(file);
  const text = decoded(bytesOf(file, "a CSV, JSON or YAML file"), options.encoding);
  if (format !== "csv") return recordTable(file, text, format);
  return csvTable(text, namesIn(options).map(plain), options.separator);
}

function formatOf(file: string): PeopleFormat {
  const [, ending = ""] = /\.([^./\\]+)$/.exec(file.toLowerCase()) ?? [];
  const format = Object.hasOwn(FORMATS, ending) ? FORMATS[ending] : undefined;
  if (format) return format;
  throw new FileError(`${file}: its name does not say what it is: give format, csv, json or yaml`);
}

const FORMATS: Readonly<Record<string, PeopleFormat>> = {
  ...{ csv: "csv", tsv: "csv", txt: "csv", json: "json", yaml: "yaml", yml: "yaml" },
};
