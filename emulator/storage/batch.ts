import { type Database } from "./database";

type Settle = (failure?: Error) => void;

/**
 * Group commit: requests that arrive while the event loop is busy share one durable transaction,
 * each in its own savepoint, and every answer waits for the commit. So nobody is told of a change
 * (his own or another's) that a crash could still take back, and a disk flush is paid once a batch.
 */
export class Batch {
  private waiting: Settle[] = [];

  constructor(private readonly db: Database) {}

  /** How many requests wait for the commit that is under way. */
  get size(): number {
    return this.waiting.length;
  }

  /** Runs `work` now; resolves, or rejects with what it threw, after the commit. */
  run<T>(work: () => T): Promise<T> {
    if (this.waiting.length === 0) this.begin();
    return new Promise<T>((resolve, reject) => {
      try {
        const value = this.db.savepoint(work);
        this.waiting.push((failure) => (failure ? reject(failure) : resolve(value)));
      } catch (error) {
        const reason = error instanceof Error ? error : new Error(String(error));
        this.waiting.push((failure) => reject(failure ?? reason));
      }
    });
  }

  /** Commits what is pending, at once. */
  flush(): void {
    const waiting = this.waiting;
    if (waiting.length === 0) return;
    this.waiting = [];
    const failure = this.commit();
    for (const settle of waiting) settle(failure);
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
      this.db.exec("ROLLBACK");
      return error instanceof Error ? error : new Error(String(error));
    }
  }
}
