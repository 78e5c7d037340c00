import type { Deleted } from "./plan";
import type { Guarded } from "./rules";

/** What a plan deletes, and what takes its place. */
export class Successors {
  private readonly deleted: ReadonlyMap<string, Deleted>;

  constructor(deleted: readonly Deleted[]) {
    this.deleted = new Map(deleted.map((one) => [keyOf(one.kind, one.id), one]));
  }

  of(kind: Guarded, id: string): Deleted | undefined {
    return this.deleted.get(keyOf(kind, id));
  }

  /** The id afterwards: the successor's, else its own. */
  after(kind: Guarded, id: string): string {
    return this.of(kind, id)?.successor ?? id;
  }
}

/** Kinds hold no colon. */
const keyOf = (kind: Guarded, id: string) => `${kind}:${id}`;
