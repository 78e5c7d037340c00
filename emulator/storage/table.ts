import { type Database, type Value } from "./database";

/** A column: its SQL, and for the compiler what it holds and whether a new row must give it. */
class Column<T extends Value, Must extends boolean> {
  declare readonly holds: T;
  declare readonly must: Must;

  constructor(readonly sql: string) {}

  /** May hold nothing. */
  get orNull(): Column<T | null, false> {
    return new Column(this.sql.replace(" NOT NULL", ""));
  }

  get unique(): Column<T, Must> {
    return new Column(`${this.sql} UNIQUE`);
  }

  get ignoringCase(): Column<T, Must> {
    return new Column(`${this.sql} COLLATE NOCASE`);
  }

  /** The table's only key. */
  get key(): Column<T, Must> {
    return new Column(`${this.sql.replace(" NOT NULL", "")} PRIMARY KEY`);
  }

  /** Holds this where a new row gives nothing. */
  or(value: T): Column<T, false> {
    return new Column(
      `${this.sql} DEFAULT ${typeof value === "string" ? `'${value}'` : String(value)}`,
    );
  }
}

/** The number of a row, counted by SQLite and never used again. */
export const serial = new Column<number, false>("INTEGER PRIMARY KEY AUTOINCREMENT");
export const integer = new Column<number, true>("INTEGER NOT NULL");
export const text = new Column<string, true>("TEXT NOT NULL");
/** A text that is one of a few. */
export const textOf = <T extends string>() => new Column<T, true>("TEXT NOT NULL");

type Columns = Record<string, Column<Value, boolean>>;
type Held<C> = C extends Column<infer T, boolean> ? T : never;

/** What a row of a table holds. */
export type Row<T> = T extends Table<infer C> ? { [K in keyof C]: Held<C[K]> } : never;

type RowOf<C extends Columns> = { [K in keyof C]: Held<C[K]> };
type Musts<C extends Columns> = {
  [K in keyof C]: C[K] extends Column<Value, true> ? K : never;
}[keyof C];
/** What a new row is given. */
type New<C extends Columns> = Pick<RowOf<C>, Musts<C>> & Partial<RowOf<C>>;

interface Shape {
  /** Conditions on several columns. */
  constraints?: string[];
  withoutRowid?: boolean;
  /** Each as `INDEX name ON table (columns)`. */
  indexes?: string[];
}

/** A table: what `CREATE TABLE` says of it, what its rows hold, and the plain ways to them. */
export class Table<C extends Columns> {
  constructor(
    private readonly name: string,
    private readonly columns: C,
    private readonly shape: Shape = {},
  ) {}

  /** The statements that make the table. */
  get ddl(): string {
    const { constraints = [], withoutRowid = false, indexes = [] } = this.shape;
    const columns = Object.entries(this.columns).map(([name, { sql }]) => `${quote(name)} ${sql}`);
    const table = `CREATE TABLE ${this.name} (${[...columns, ...constraints].join(", ")})`;
    const parts = [withoutRowid ? `${table} WITHOUT ROWID` : table];
    return [...parts, ...indexes.map((index) => `CREATE ${index}`)].join(";\n");
  }

  /** The first row that holds these values. */
  find(db: Database, where: Partial<RowOf<C>>): RowOf<C> | undefined {
    const { sql, values } = conditions(where);
    return db.get(`SELECT * FROM ${this.name}${sql}`, ...values);
  }

  /** All rows that hold these values. */
  list(db: Database, where: Partial<RowOf<C>>, order: (keyof C & string) | "rowid"): RowOf<C>[] {
    const { sql, values } = conditions(where);
    return db.all(`SELECT * FROM ${this.name}${sql} ORDER BY ${quote(order)}`, ...values);
  }

  /** A page of all rows; all of them without bounds. */
  page(db: Database, order: keyof C & string, limit = -1, offset = 0): RowOf<C>[] {
    const sql = `SELECT * FROM ${this.name} ORDER BY ${quote(order)} LIMIT ? OFFSET ?`;
    return db.all(sql, limit, offset);
  }

  has(db: Database, where: Partial<RowOf<C>>): boolean {
    const { sql, values } = conditions(where);
    return db.get(`SELECT 1 FROM ${this.name}${sql} LIMIT 1`, ...values) !== undefined;
  }

  count(db: Database, where: Partial<RowOf<C>> = {}): number {
    const { sql, values } = conditions(where);
    return db.get<{ n: number }>(`SELECT COUNT(*) AS n FROM ${this.name}${sql}`, ...values)?.n ?? 0;
  }

  /**
   * Adds a row and answers its number.
   *
   * @param or what becomes of a row with the key of another; an error by default
   */
  insert(db: Database, row: New<C>, or: "ABORT" | "IGNORE" | "REPLACE" = "ABORT"): number {
    return db.run(this.insertion(row, or), ...Object.values<Value>(row as RowOf<C>)).id;
  }

  /** As `insert`, and answers the row. */
  add(db: Database, row: New<C>): RowOf<C> {
    const sql = `${this.insertion(row, "ABORT")} RETURNING *`;
    return db.get(sql, ...Object.values<Value>(row as RowOf<C>)) as RowOf<C>;
  }

  private insertion(row: New<C>, or: string): string {
    const names = Object.keys(row);
    const marks = names.map(() => "?").join(", ");
    return `INSERT OR ${or} INTO ${this.name} (${names.map(quote).join(", ")}) VALUES (${marks})`;
  }

  /** Writes the given values into all rows that hold some others; nothing where none are given. */
  update(db: Database, where: Partial<RowOf<C>>, changes: Partial<RowOf<C>>): void {
    const entries = Object.entries<Value>(changes as RowOf<C>);
    if (entries.length === 0) return;
    const { sql, values } = conditions(where);
    const sets = entries.map(([name]) => `${quote(name)} = ?`).join(", ");
    db.run(
      `UPDATE ${this.name} SET ${sets}${sql}`,
      ...entries.map(([, value]) => value),
      ...values,
    );
  }

  /** As `update` of one row by its key, and answers it. */
  change(db: Database, key: Partial<RowOf<C>>, changes: Partial<RowOf<C>>): RowOf<C> {
    this.update(db, key, changes);
    return this.find(db, key) as RowOf<C>;
  }

  /** Deletes the rows that hold these values; answers how many there were. */
  remove(db: Database, where: Partial<RowOf<C>>): number {
    const { sql, values } = conditions(where);
    return db.run(`DELETE FROM ${this.name}${sql}`, ...values).changes;
  }
}

const quote = (name: string): string => `"${name}"`;

/**
 * ` WHERE …` of some values. 0 and 1 stand in the text, because SQLite takes a partial index only
 * where the text has its condition.
 */
function conditions(where: object): { sql: string; values: Value[] } {
  const parts: string[] = [];
  const values: Value[] = [];
  for (const [name, value] of Object.entries(where) as [string, Value][]) {
    const isPlain = value === 0 || value === 1;
    parts.push(`${quote(name)} ${isPlain ? `= ${value}` : "IS ?"}`);
    if (!isPlain) values.push(value);
  }
  return { sql: parts.length > 0 ? ` WHERE ${parts.join(" AND ")}` : "", values };
}
