import { parse, type ParseError } from "papaparse";
import { InvalidFile, quoted, type Fault } from "./fault";
import { plain, type Row, type Table } from "./table";

/**
 * Reads CSV (RFC 4180): its first row that is not empty is the header.
 * @param wanted names of columns, by which the separator is found
 * @throws InvalidFile where a quote is wrong: what follows can't be told from cells
 */
export function csvTable(text: string, wanted: readonly string[], separator?: string): Table {
  // Line breaks keep their number, so that lines are those of the file.
  const lines = text.replace(/\r\n?/g, "\n");
  const [hint = "", hinted] = /^sep=(.)\n/i.exec(lines) ?? []; // Excel's own
  const body = lines.slice(hint.length);
  const delimiter = separator ?? hinted ?? foundSeparator(body, wanted);
  const found = rowsOf(body, delimiter, hint === "" ? 0 : 1);
  const [header, ...others] = found;
  if (header === undefined) throw new InvalidFile([{ says: "it is empty" }]);
  const columns = header.cells.map(plain);
  const faults: Fault[] = [];
  const rows = others.flatMap((row): Row[] => {
    const cells = row.cells.slice(0, columns.length);
    const isTooLong = row.cells.slice(columns.length).some((cell) => cell.trim() !== "");
    if (cells.length === columns.length && !isTooLong) return [{ ...row, cells }];
    const count = row.cells.length === 1 ? "1 cell" : `${row.cells.length} cells`;
    const says = `it has ${count}, and the header has ${columns.length}: is a ${named(delimiter)} or a quote missing, or one too many?`;
    faults.push({ line: row.line, row: row.label, says });
    return [];
  });
  return { columns, headerLine: header.line, rows, faults, lineOf };
}

interface Found extends Row {
  readonly cells: readonly string[];
}

/** All rows that are not empty, with their lines. */
function rowsOf(body: string, delimiter: string, linesBefore: number): Found[] {
  const { data, errors } = parse<string[]>(body, { delimiter, newline: "\n" });
  const quote = errors.find(({ type }) => type === "Quotes");
  if (quote) throw new InvalidFile([quoteFault(body, quote, linesBefore)]);
  let line = linesBefore + 1;
  return data.flatMap((cells, index) => {
    const number = linesBefore + index + 1;
    const row = { line, cells, label: number === line ? undefined : `row ${number}` };
    line += 1 + breaksIn(cells);
    return cells.every((cell) => cell.trim() === "") ? [] : [row];
  });
}

function quoteFault(body: string, { code, index = 1 }: ParseError, linesBefore: number): Fault {
  const says =
    code === "MissingQuotes"
      ? "the quote that begins here never ends"
      : 'the quote that begins here ends before its cell does: inside quotes a " is written twice, ""';
  return { line: linesBefore + 1 + breaksIn([body.slice(0, index - 1)]), says };
}

const breaksIn = (texts: readonly string[]): number =>
  texts.reduce((sum, text) => (text.includes("\n") ? sum + text.split("\n").length - 1 : sum), 0);

const lineOf = ({ line, cells }: Row, column: number): number =>
  line + breaksIn(cells.slice(0, column).filter((cell) => typeof cell === "string"));

/** The separator with which the header has the most columns that are asked for, then the most at all. */
function foundSeparator(body: string, wanted: readonly string[]): string {
  const header = body.slice(Math.max(body.search(/\S/), 0));
  const scores = SEPARATORS.map((delimiter) => {
    const { data } = parse<string[]>(header, { delimiter, newline: "\n", preview: 1 });
    const columns = new Set((data[0] ?? []).map(plain));
    const known = wanted.filter((one) => columns.has(one)).length;
    return { delimiter, known, all: columns.size };
  });
  const [best] = scores.sort((a, b) => b.known - a.known || b.all - a.all);
  return best?.delimiter ?? ",";
}

const SEPARATORS = [",", ";", "\t", "|"];

const named = (separator: string): string => (separator === "\t" ? "tab" : quoted(separator));
