import { type Database, type Value } from "../../storage/database";

/** Inserts a row by its columns; answers its number. */
export function insert(db: Database, table: string, columns: Record<string, Value>): number {
  const names = Object.keys(columns);
  const { id } = db.run(
    `INSERT INTO ${table} (${names.map(quote).join(", ")})
     VALUES (${names.map(() => "?").join(", ")})`,
    ...Object.values(columns),
  );
  return id;
}

/** Writes the given columns of one row; nothing where there are none. */
export function update(
  db: Database,
  table: string,
  id: number,
  columns: Record<string, Value>,
): void {
  const names = Object.keys(columns);
  if (names.length === 0) return;
  db.run(
    `UPDATE ${table} SET ${names.map((name) => `${quote(name)} = ?`).join(", ")} WHERE id = ?`,
    ...Object.values(columns),
    id,
  );
}

const quote = (name: string) => `"${name}"`;

/** The given properties without those that are not given. */
export function given<T extends Record<string, unknown>>(
  values: T,
): { [K in keyof T]: Exclude<T[K], undefined> } {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]: Exclude<T[K], undefined> };
}
