import { type Database } from "./database";

type Settle = (failure?: Error) => void;

/**
 * Group commit: requests that arrive while the event loop is busy share one durable transaction,
 * each in its own savepoint, and every answer waits for the commit. So nobody is told of a change
 * (their own or another's) that a crash could still take back, and a disk flush is paid once a
 * batch. Where the database fails (a full disk, an I/O error) nothing of the batch is kept, and
 * everybody in it is told of the failure; the next batch begins anew.
 */
export class Batch {
  private waiting: Settle[] = [];

  constructor(private readonly db: Database) {}

  /**
   * Runs `work` now; resolves, or rejects with what it threw, after the commit. What is only promised
   * is no answer yet, and waits for nothing.
   */
  run<T>(work: () => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (this.waiting.length === 0) this.begin();
      try {
        const value = this.db.savepoint(work);
        if (value instanceof Promise) resolve(value);
        this.waiting.push((failure) => (failure ? reject(failure) : resolve(value)));
      } catch (error) {
        const reason = asError(error);
        this.waiting.push((failure) => reject(failure ?? reason));
        if (!this.db.inTransaction) this.settle(reason);
      }
    });
  }

  /** Commits what is pending, at once. */
  flush(): void {
    if (this.waiting.length > 0) this.settle(this.commit());
  }

  private begin(): void {
    this.db.exec("BEGIN");
    setImmediate(() => this.flush());
  }

  private commit(): Error | undefined {
    try {
      this.db.exec("COMMIT");
      return undefined;
    } catch (error) {
      this.db.rollback();
      return asError(error);
    }
  }

  /** Ends the batch: everybody in it is told what became of it. */
  private settle(failure: Error | undefined): void {
    const waiting = this.waiting;
    this.waiting = [];
    for (const each of waiting) each(failure);
  }
}

const asError = (error: unknown): Error =>
  error instanceof Error ? error : new Error(String(error));
