import Libsql from "libsql";
import { makePrivate, tighten } from "./private-file";

/** What SQLite stores in a column here. */
export type Value = string | number | Buffer | null;

/** The part of libsql's statement used here; its own types take no spread values. */
interface Statement {
  get(...values: Value[]): unknown;
  all(...values: Value[]): unknown[];
  run(...values: Value[]): { changes: number; lastInsertRowid: number | bigint };
}

/** The one connection: prepared statements by their text, and savepoints. */
export class Database {
  private readonly statements = new Map<string, Statement>();

  private constructor(private readonly connection: InstanceType<typeof Libsql>) {}

  /**
   * Opens a file or `":memory:"`. Throws when the file can't be written or another server holds it.
   *
   * Exclusive, because a second writer on the same file would break «one writer»; FULL, because an
   * answered request must survive a power cut (WAL alone only survives a kill). Only its owner reads
   * the file: it holds hashes of passwords, and Authing's access key in clear.
   */
  static open(path: string): Database {
    if (path !== ":memory:") keepPrivate(path);
    const connection = new Libsql(path);
    connection.pragma("locking_mode = EXCLUSIVE");
    connection.pragma("journal_mode = WAL");
    connection.pragma("synchronous = FULL");
    connection.pragma("foreign_keys = OFF");
    return new Database(connection);
  }

  /** The first row, or nothing. */
  get<Row>(sql: string, ...values: Value[]): Row | undefined {
    return this.use(sql, (statement) => statement.get(...values)) as Row | undefined;
  }

  /** All rows. */
  all<Row>(sql: string, ...values: Value[]): Row[] {
    return this.use(sql, (statement) => statement.all(...values)) as Row[];
  }

  /** Runs a write; `id` is the row id of an insert. */
  run(sql: string, ...values: Value[]): { changes: number; id: number } {
    const result = this.use(sql, (statement) => statement.run(...values));
    return { changes: result.changes, id: Number(result.lastInsertRowid) };
  }

  /** Runs a script of several statements, unprepared. */
  exec(sql: string): void {
    this.connection.exec(sql);
  }

  /**
   * Whether a transaction is open. SQLite itself rolls back the whole of one that meets a full
   * disk or an I/O error: after any error this is asked before something is rolled back by hand.
   */
  get inTransaction(): boolean {
    return this.connection.inTransaction;
  }

  /** Undoes the open transaction, if there still is one. */
  rollback(): void {
    if (this.inTransaction) this.exec("ROLLBACK");
  }

  /** Runs `work`, however long it takes, in a transaction; for the time before requests come. */
  async transaction<T>(work: () => Promise<T>): Promise<T> {
    this.exec("BEGIN IMMEDIATE");
    try {
      const value = await work();
      this.exec("COMMIT");
      return value;
    } catch (error) {
      this.rollback();
      throw error;
    }
  }

  /** Runs `work` wholly or not at all, inside the transaction that is open. */
  savepoint<T>(work: () => T): T {
    this.exec("SAVEPOINT request");
    try {
      const value = work();
      this.exec("RELEASE request");
      return value;
    } catch (error) {
      this.undo();
      throw error;
    }
  }

  /** Undoes what was written since the savepoint; the whole transaction where that fails. */
  private undo(): void {
    try {
      this.exec("ROLLBACK TO request; RELEASE request");
    } catch {
      this.rollback();
    }
  }

  /**
   * Writes everything into the one file and lets it go. By hand, because the binding holds the
   * connection for as long as its statements are not collected as garbage.
   */
  close(): void {
    this.statements.clear();
    try {
      this.connection.pragma("journal_mode = DELETE");
      this.connection.pragma("locking_mode = NORMAL");
      this.connection.prepare("SELECT COUNT(*) FROM sqlite_master").get();
    } catch {
      // A full disk: what was answered lies in the log beside the file, and the next start reads it.
    }
    this.connection.close();
  }

  /** Where a statement fails it is prepared anew: libsql's `get` would go on with the old values. */
  private use<T>(sql: string, work: (statement: Statement) => T): T {
    try {
      return work(this.statement(sql));
    } catch (error) {
      this.statements.delete(sql);
      throw error;
    }
  }

  private statement(sql: string): Statement {
    let statement = this.statements.get(sql);
    if (!statement) this.statements.set(sql, (statement = this.connection.prepare(sql)));
    return statement;
  }
}

/** The file, and the logs that SQLite makes beside it: new ones get the file's mode from SQLite. */
function keepPrivate(path: string): void {
  makePrivate(path);
  for (const suffix of ["-wal", "-shm", "-journal"]) tighten(`${path}${suffix}`);
}
