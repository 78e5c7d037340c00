import { given } from "../../files/shape";
import { parseYaml } from "../../files/yaml";
import { InvalidFile, type Fault } from "./fault";
import { entryOffsets, propertyOffset } from "./json-offsets";
import { plain, type Cell, type Row, type Table } from "./table";

/** A list of entries with their lines. */
interface Listing {
  readonly value: unknown;
  readonly lineOfEntry: (index: number) => number;
  readonly lineOfProperty: (index: number, property: string) => number;
}

/**
 * Reads a list of objects: JSON, or YAML, which is slower.
 * @throws InvalidFile
 * @throws FileError with a line for each place that can't be read
 */
export function recordTable(file: string, text: string, format: "json" | "yaml"): Table {
  // What is no JSON may be YAML, and else YAML says in which line.
  const { value, ...lines } = (format === "json" && jsonOf(text)) || yamlOf(file, text);
  if (!Array.isArray(value)) {
    throw new InvalidFile([{ line: 1, says: `${given(value)}: give a list of people` }]);
  }
  const faults: Fault[] = [];
  const columns = new Map<string, number>();
  const indices = new Map<Row, number>();
  let before = 0;
  for (const [index, entry] of (value as readonly unknown[]).entries()) {
    const line = lines.lineOfEntry(index);
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
      cells[at] = cellOf(one);
    }
    indices.set({ line, label, cells }, index);
  }
  const names = [...columns.keys()];
  const lineOf = (row: Row, column: number) =>
    lines.lineOfProperty(indices.get(row) ?? 0, names[column] ?? "");
  return { columns: names, rows: [...indices.keys()], faults, lineOf };
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

/** `undefined` for what is no JSON. */
function jsonOf(text: string): Listing | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const entries = entryOffsets(text);
  const lineOfEntry = (index: number) => entries[index]?.line ?? 1;
  return {
    value,
    lineOfEntry,
    lineOfProperty: (index, property) => {
      const { offset = 0 } = entries[index] ?? {};
      const end = propertyOffset(text, offset, property);
      return lineOfEntry(index) + text.slice(offset, end).split("\n").length - 1;
    },
  };
}

function yamlOf(file: string, text: string): Listing {
  const { value, lineAt } = parseYaml(file, text, "text");
  return {
    value,
    lineOfEntry: (index) => lineAt([index]),
    lineOfProperty: (index, property) => lineAt([index, property]),
  };
}
