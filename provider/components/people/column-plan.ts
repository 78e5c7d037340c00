import { userTexts } from "../../backends/domain";
import { InvalidCell } from "./cell";
import { ColumnsOf, nodeColumns, type Column, type NodeColumnName } from "./columns";
import { InvalidFile, type Fault } from "./fault";
import type {
  PeopleListRule,
  PeopleNodeRule,
  PeopleOptions,
  PeopleTextRule,
  PeopleUsernameFrom,
} from "./options";
import { plain, type Table } from "./table";
import { dateReader, type ReadDate } from "./until";

/** What a person may be without. */
export const optionalFields = ["gender", ...userTexts] as const;

/** The columns of a table that count, and for what. */
export interface ColumnPlan {
  readonly key: Column | undefined;
  readonly username: Column | undefined;
  readonly previously: Column<PeopleListRule> | undefined;
  readonly until: Column | undefined;
  readonly readDate: ReadDate;
  readonly naming: Naming | undefined;
  readonly append: Column | undefined;
  readonly where: readonly { readonly column: Column; readonly texts: ReadonlySet<string> }[];
  readonly nodes: readonly {
    readonly kind: NodeColumnName;
    readonly column: Column<PeopleNodeRule>;
  }[];
  readonly kinds: readonly NodeColumnName[];
  /** The column that a property of a person comes from. */
  readonly columnOf: (property: string) => Column<PeopleTextRule> | undefined;
}

/** Columns of names of which usernames are made: of full names, or of given names and of surnames. */
interface Naming {
  readonly isSplit: boolean;
  readonly columns: readonly [Column, ...Column[]];
}

/** @throws InvalidFile with all that is invalid in the options, or is not in the table */
export function planOfColumns(table: Table, options: PeopleOptions): ColumnPlan {
  const columns = new ColumnsOf(table);
  const { columns: given, usernameFrom, where = {} } = options;
  const one = (name: "key" | "username" | (typeof optionalFields)[number]) =>
    columns.optional<PeopleTextRule>(`columns.${name}`, given[name]);
  const texts = new Map<string, Column<PeopleTextRule> | undefined>([
    ["key", one("key")],
    ["username", one("username")],
    ...optionalFields.map((name) => [name, one(name)] as const),
  ]);
  const [key, username] = [texts.get("key"), texts.get("username")];
  const naming = usernameFrom && namingOf(columns, usernameFrom);
  const kinds = (Object.keys(nodeColumns) as NodeColumnName[]).filter((kind) => given[kind]);
  const nodes = kinds.flatMap((kind) =>
    columns.nodes(`columns.${kind}`, given[kind]).map((column) => ({ kind, column })),
  );
  const until = columns.optional("columns.until", given.until);
  const previously = columns.optional<PeopleListRule>("columns.previously", given.previously);
  const plan = {
    ...{ key, username, previously, naming, nodes, kinds, until },
    append: columns.optional("usernameFrom.append", usernameFrom?.append),
    readDate: dateReaderOf(given.until, columns.faults),
    where: Object.entries(where).map(([name, texts]) => ({
      column: columns.column("where", name),
      texts: new Set([texts].flat().map(plain)),
    })),
    columnOf: (property: string) =>
      texts.get(property) ??
      (property === "username" ? (naming?.columns[0] ?? key) : undefined) ??
      (property === "key" ? username : undefined) ??
      (property === "previously" ? previously : undefined),
  } satisfies ColumnPlan;
  const missing = missingIn(options);
  const faults = [...columns.faults, ...(missing === undefined ? [] : [{ says: missing }])];
  if (faults.length > 0) throw new InvalidFile(faults);
  return plan;
}

function namingOf(columns: ColumnsOf, from: PeopleUsernameFrom): Naming {
  if (from.name !== undefined) {
    return { isSplit: false, columns: [columns.column("usernameFrom.name", from.name)] };
  }
  const first = columns.column("usernameFrom.first", from.first);
  return { isSplit: true, columns: [first, columns.column("usernameFrom.last", from.last)] };
}

/** What is known of people by a name that changes has to be known by something else. */
function missingIn({
  columns: { key, username },
  usernameFrom,
}: PeopleOptions): string | undefined {
  if (key !== undefined || (username !== undefined && usernameFrom === undefined)) return undefined;
  if (usernameFrom === undefined) {
    return "nothing says who a row is: give columns.key, such as the employee number, or columns.username";
  }
  return "usernameFrom needs columns.key, such as the employee number: a person stays the same whatever their name becomes";
}

function dateReaderOf(until: PeopleOptions["columns"]["until"], faults: Fault[]): ReadDate {
  try {
    return dateReader(typeof until === "object" ? until.dateFormat : undefined);
  } catch (error) {
    if (!(error instanceof InvalidCell)) throw error;
    faults.push({ says: `columns.until: ${error.message}` });
    return (text) => text;
  }
}
