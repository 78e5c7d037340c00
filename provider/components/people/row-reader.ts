import { isOver } from "../../end-date";
import type { Problem } from "../../files/problem";
import { isProblems } from "../tree/plan";
import { parsePerson } from "../tree/schema";
import { InvalidCell, textOf, textsOf } from "./cell";
import type { Column } from "./columns";
import { InvalidFile, quoted, type Fault } from "./fault";
import type { FoundPerson, FoundPlace, FoundRows } from "./found";
import { optionalFields, planOfColumns, type ColumnPlan } from "./column-plan";
import type { PeopleOptions } from "./options";
import { joined, plain, type Cell, type Row, type Table } from "./table";
import { partsOf, usernameOf, withoutCollisions, type NameParts } from "./username";

/** What a row says, before its username is made. */
interface Draft {
  readonly row: Row;
  readonly key: string | undefined;
  readonly username: string | undefined;
  /** What a name makes, where the row has no username. */
  readonly made: string | undefined;
  readonly append: string;
  readonly until: string | undefined;
  readonly hasLeft: boolean;
}

/** Makes people of the rows of a table. */
export class RowReader {
  private readonly faults: Fault[];
  private readonly columns: ColumnPlan;

  /**
   * @param at the time by which an end date has passed or not
   * @throws InvalidFile for columns that the table has not
   */
  constructor(
    private readonly table: Table,
    private readonly options: PeopleOptions,
    private readonly at: Date,
  ) {
    this.columns = planOfColumns(table, options);
    this.faults = [...table.faults];
  }

  /** @throws InvalidFile where no row is left: that is more likely a mistake than an org without people */
  read(): FoundRows {
    const rows = this.table.rows.filter((row) => this.isMeant(row));
    if (rows.length === 0 && this.faults.length === 0) throw new InvalidFile([this.empty()]);
    const drafts = rows.map((row) => this.draft(row));
    const current = drafts.filter(({ hasLeft }) => !hasLeft);
    const stays = new Set(current.map(idOf));
    const left = drafts.filter((draft) => draft.hasLeft && !stays.has(idOf(draft)));
    const usernames = this.usernames([...current, ...left]);
    const people = current.map((draft) => this.person(draft, usernames.get(draft)));
    const { kinds, columnOf } = this.columns;
    return {
      ...{ people, kinds, columnOf, faults: this.faults },
      leavers: new Set(left.flatMap((draft) => idOf(draft) ?? [])),
      isWhole: this.table.faults.length === 0 && people.every(({ person }) => person),
    };
  }

  private isMeant(row: Row): boolean {
    return this.columns.where.every(({ column, texts }) => {
      const cell = row.cells[column.index] ?? "";
      return typeof cell === "string" && texts.has(plain(cell));
    });
  }

  private empty(): Fault {
    const { where } = this.columns;
    const texts = where.map(
      ({ column, texts }) => `${quoted(column.name)} of ${[...texts].map(quoted).join(" or ")}`,
    );
    const rows = this.table.rows.length;
    if (rows === 0) return { says: "it has no people" };
    return { says: `none of its ${rows} rows has ${texts.join(" and ")}` };
  }

  private draft(row: Row): Draft {
    const { key, username, until, readDate, naming, append } = this.columns;
    const end =
      until && this.cell(row, until, (cell) => readIf(textOf(cell, until.rule), readDate));
    const hasLeft = this.options.leaveAfterEnd === true && !!end && isOver(end, this.at);
    const isQuiet = hasLeft;
    const text = (column?: Column) =>
      column && this.cell(row, column, (cell) => textOf(cell, column.rule), isQuiet);
    const id = text(key);
    const login = text(username);
    const isMade = naming !== undefined && (login ?? "") === "";
    const required = (column: Column | undefined, given: string | undefined) => {
      if (given === "" && column && !isQuiet) this.fault(row, column, "it is empty");
      return given === "" ? undefined : given;
    };
    return {
      ...{ row, hasLeft, until: end === "" ? undefined : end },
      key: required(key, id),
      username: isMade ? undefined : required(username, login),
      made: isMade ? this.made(row, isQuiet) : undefined,
      append: (text(append) ?? "").toLowerCase().replace(/[^a-z0-9]/g, ""),
    };
  }

  private made(row: Row, isQuiet: boolean): string | undefined {
    const { usernameFrom } = this.options;
    const { naming } = this.columns;
    if (naming === undefined || usernameFrom === undefined) return undefined;
    const texts = naming.columns.map((column) =>
      this.cell(row, column, (cell) => textOf(cell, column.rule), isQuiet),
    );
    const [first, last] = texts;
    if (first === undefined || (naming.isSplit && last === undefined)) return undefined;
    const parts: NameParts = naming.isSplit ? { first, last: last ?? "" } : partsOf(first);
    return this.cell(row, naming.columns[0], () => usernameOf(parts, usernameFrom), isQuiet);
  }

  /** The username of each; none where there is a fault. */
  private usernames(drafts: readonly Draft[]): Map<Draft, string> {
    const given = drafts.flatMap((draft) => {
      const username =
        draft.made === undefined ? (draft.username ?? this.keyAsName(draft)) : undefined;
      return username === undefined ? [] : [[draft, username] as const];
    });
    const usernames = new Map(given);
    const unnamed = drafts.flatMap(({ made, append, ...rest }) =>
      made === undefined ? [] : [{ person: rest.row, made, append }],
    );
    const byRow = new Map(drafts.map((draft) => [draft.row, draft]));
    const made = withoutCollisions(unnamed, new Set(usernames.values()), (row) =>
      this.placeName(row),
    );
    for (const [row, name] of made) {
      const draft = byRow.get(row);
      if (draft === undefined) continue;
      if (typeof name === "string") usernames.set(draft, name);
      else if (!draft.hasLeft) this.fault(row, this.columns.naming?.columns[0], name.message);
    }
    return usernames;
  }

  private keyAsName({ key }: Draft): string | undefined {
    return this.columns.username || this.columns.naming ? undefined : key;
  }

  private placeName({ line, label }: Row): string {
    return label ?? `line ${line}`;
  }

  private person(draft: Draft, username: string | undefined): FoundPerson {
    const { row, until } = draft;
    const texts = this.texts(row);
    const places = this.places(row);
    const key = this.columns.key ? draft.key : username;
    const previously = this.formerKeys(row).filter((one) => one !== key);
    if (key === undefined || username === undefined) {
      return { row, person: undefined, previously, until, places };
    }
    const parsed = parsePerson({ ...texts, key, username, previously });
    if (isProblems(parsed)) {
      for (const problem of parsed) this.invalid(row, key, problem);
      return { row, person: { key, username }, previously: [], until, places };
    }
    return { row, person: { ...parsed, key, username }, previously, until, places };
  }

  /** All that a person may be without; an empty cell clears a text, or says nothing. */
  private texts(row: Row): Record<string, string | null> {
    const texts: Record<string, string | null> = {};
    for (const field of optionalFields) {
      const column = this.columns.columnOf(field);
      const text = column && this.cell(row, column, (cell) => textOf(cell, column.rule));
      if (text) texts[field] = text;
      else if (text === "" && column?.rule.clear) texts[field] = null;
    }
    return texts;
  }

  private formerKeys(row: Row): string[] {
    const { previously: column } = this.columns;
    return (column && this.cell(row, column, (cell) => textsOf(cell, column.rule))) ?? [];
  }

  private invalid(row: Row, key: string, { path: [property], says }: Problem): void {
    const isKey = property === "key";
    const advice = isKey && !this.columns.key ? ADVICE : "";
    const column = this.columns.columnOf(String(property));
    this.fault(row, column, `${isKey ? `${quoted(key)}: ` : ""}${says}${advice}`);
  }

  private places(row: Row): FoundPlace[] {
    return this.columns.nodes.flatMap(({ kind, column }) => {
      const texts = this.cell(row, column, (cell) => textsOf(cell, column.rule)) ?? [];
      return [...new Set(texts)].map((text) => ({ column, kind, text }));
    });
  }

  private cell<T>(
    row: Row,
    column: Column,
    read: (cell: Cell) => T,
    isQuiet = false,
  ): T | undefined {
    try {
      return read(joined(row, column, column.rule.join));
    } catch (error) {
      if (!(error instanceof InvalidCell)) throw error;
      if (!isQuiet) this.fault(row, column, error.message);
      return undefined;
    }
  }

  private fault(row: Row, column: Column | undefined, says: string): void {
    const line = column ? this.table.lineOf(row, column.index) : row.line;
    this.faults.push({ line, row: row.label, column: column?.name, says });
  }
}

const idOf = ({ key, username }: Draft): string | undefined => key ?? username;

const ADVICE = "; give columns.key a column such as the employee number";

const readIf = (text: string, read: (text: string) => string): string =>
  text === "" ? "" : read(text);
