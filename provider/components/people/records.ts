import { given } from "../../files/shape";
import { parseJson } from "../../files/json";
import { parseYaml } from "../../files/yaml";
import { InvalidFile, type Fault } from "./fault";
import { plain, type Cell, type Row, type Table } from "./table";

/**
 * Reads a list of objects: JSON, or YAML, which is slower.
 * @throws InvalidFile
 * @throws FileError with a line for each place that can't be read
 */
export function recordTable(file: string, text: string, format: "json" | "yaml"): Table {
  // What is no JSON may be YAML, and else YAML says in which line.
  const { value, lineAt } = (format === "json" && parseJson(text)) || parseYaml(file, text, "text");
  if (!Array.isArray(value)) {
    throw new InvalidFile([{ line: 1, says: `${given(value)}: give a list of people` }]);
  }
  const faults: Fault[] = [];
  const columns = new Map<string, number>();
  /** Of each row, where it is, and what its columns are called there. */
  const origins = new Map<Row, Origin>();
  let before = 0;
  for (const [index, entry] of (value as readonly unknown[]).entries()) {
    const line = lineAt([index]);
    const label = line === before ? `entry ${index + 1}` : undefined;
    before = line;
    if (!isObject(entry)) {
      const says = `${given(entry)}: give the columns of a person`;
      faults.push({ line, row: label, says });
      continue;
    }
    const cells: Cell[] = [];
    for (const [property, one] of Object.entries(entry)) {
      const name = plain(property);
      const at = columns.get(name) ?? columns.size;
      columns.set(name, at);
      cells[at] = cells[at] === undefined ? cellOf(one) : { invalid: TWICE };
    }
    origins.set({ line, label, cells }, { index, entry });
  }
  const names = [...columns.keys()];
  const lineOf = (row: Row, column: number) => {
    const { index = 0, entry = {} } = origins.get(row) ?? {};
    const property = Object.keys(entry).find((one) => plain(one) === names[column]);
    return lineAt(property === undefined ? [index] : [index, property]);
  };
  return { columns: names, rows: [...origins.keys()], faults, lineOf };
}

const TWICE = "two properties differ only by spaces or by how letters are written: take one out";

/** Where a row is in its list, and as it is there. */
interface Origin {
  readonly index: number;
  readonly entry: object;
}

const isObject = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function cellOf(value: unknown): Cell {
  if (Array.isArray(value)) {
    const texts = value.map(cellOf);
    const odd = texts.find((text) => typeof text !== "string");
    if (odd === undefined) return texts.filter((text) => typeof text === "string");
    return { invalid: "the list holds more than texts: give texts" };
  }
  if (value === null || value === undefined) return "";
  if (typeof value === "string") return value;
  if (typeof value === "boolean") return String(value);
  if (typeof value === "number" && Number.isSafeInteger(value)) return String(value);
  const advice = typeof value === "number" ? "in quotes, so that it is read as one" : "";
  return { invalid: `${given(value)}: give a text${advice && `, ${advice}`}` };
}
