import { nearest } from "../../../access/nearest";
import type { NodeKind } from "../../backends/domain";
import { quoted, type Fault } from "./fault";
import type {
  PeopleColumnRule,
  PeopleColumns,
  PeopleNodeColumns,
  PeopleNodeRule,
  PeopleOptions,
} from "./options";
import { plain, type Table } from "./table";

/** A column of a file, with what is done to its cells. */
export interface Column<R extends PeopleColumnRule = PeopleColumnRule> {
  readonly index: number;
  /** Columns whose texts are joined to its own. */
  readonly others: readonly number[];
  /** As messages name it. */
  readonly name: string;
  readonly rule: R;
}

/** Columns that say where somebody belongs, each with the kind of node that it names. */
export const nodeColumns = {
  department: "department",
  groups: "group",
  roles: "role",
  labels: "label",
} as const satisfies Record<string, NodeKind>;
export type NodeColumnName = keyof typeof nodeColumns;

/** Names of all columns that the options speak of. */
export function namesIn({ columns, usernameFrom, where = {} }: PeopleOptions): string[] {
  const { name, first, last, append } = usernameFrom ?? {};
  const rules = Object.values(columns).flatMap(
    (one: PeopleColumns[keyof PeopleColumns]) => one ?? [],
  );
  return [
    ...rules.flatMap((one) => (typeof one === "string" ? one : one.column)),
    ...[name, first, last, append].filter((one) => one !== undefined),
    ...Object.keys(where),
  ];
}

/** The columns of a table by their names, each with the rule that an option gives. */
export class ColumnsOf {
  readonly faults: Fault[] = [];

  constructor(private readonly table: Table) {}

  /** @param option for messages: `columns.email` */
  column<R extends PeopleColumnRule>(
    option: string,
    given: string | R,
  ): Column<R | PeopleColumnRule> {
    const rule = typeof given === "string" ? { column: given } : given;
    const names = [rule.column].flat();
    const [index = -1, ...others] = names.map((name) => this.indexOf(option, name));
    return { index, others, name: names.map(plain).join(" + "), rule };
  }

  optional<R extends PeopleColumnRule>(
    option: string,
    given: string | R | undefined,
  ): Column<R | PeopleColumnRule> | undefined {
    return given === undefined ? undefined : this.column(option, given);
  }

  nodes(option: string, given: PeopleNodeColumns | undefined): Column<PeopleNodeRule>[] {
    const all = given === undefined ? [] : isList(given) ? given : [given];
    return all.map((one) => this.column<PeopleNodeRule>(option, one));
  }

  private indexOf(option: string, given: string): number {
    const { columns, headerLine: line } = this.table;
    const name = plain(given);
    const index = columns.indexOf(name);
    if (index < 0) this.faults.push({ line, says: `${option}: ${this.noSuch(given)}` });
    else if (columns.lastIndexOf(name) !== index) {
      const says = `${option}: several columns have the name ${quoted(name)}: rename all but one`;
      this.faults.push({ line, says });
    }
    return index;
  }

  private noSuch(name: string): string {
    const { columns } = this.table;
    const named = columns.filter((one) => one !== "");
    const near = nearest(plain(name), named);
    const there = `there is no column ${quoted(name)}`;
    if (near !== undefined) return `${there}: is ${quoted(near)} meant?`;
    const shown = named.slice(0, MOST).map(quoted).join(", ");
    return `${there}, only ${shown}${named.length > MOST ? ` and ${named.length - MOST} more` : ""}`;
  }
}

const isList = (given: PeopleNodeColumns): given is readonly (string | PeopleNodeRule)[] =>
  Array.isArray(given);

const MOST = 50;
