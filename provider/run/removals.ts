import type { StackResource } from "./stack/stack-state";

/** Deletes the object of a resource in the state, as its own delete does. */
export type Remove = (resource: StackResource) => Promise<void>;

/** `undefined` in a run that is not known to be one of all resources. */
export type FindRemover = () => Promise<Remove | undefined>;

/**
 * The deletes of a run. The engine sends them in any order where it knows of no dependency, also a
 * node before those in it: then the first delete takes along what the run deletes anyway.
 */
export class Removals {
  private readonly begun = new Map<string, Promise<void>>();
  private remover: Promise<Remove | undefined> | undefined;

  constructor(private readonly findRemover: FindRemover) {}

  /** Deletes what else goes in this run; `undefined` where that is unknown. */
  get remove(): Promise<Remove | undefined> {
    return (this.remover ??= this.findRemover());
  }

  /** A delete that is under way, or was done with that of what the object was in. */
  of(key: string): Promise<void> | undefined {
    return this.begun.get(key);
  }

  /** One delete for all who ask at once. */
  once(key: string, remove: () => Promise<void>): Promise<void> {
    const done = () => this.begun.delete(key);
    return this.begin(key, remove, done);
  }

  /** One delete for all who ask in this run; after a failure the next one tries again. */
  onceInRun(key: string, remove: () => Promise<void>): Promise<void> {
    return this.begin(key, remove, () => {});
  }

  private begin(key: string, remove: () => Promise<void>, done: () => void): Promise<void> {
    const begun = this.begun.get(key);
    if (begun !== undefined) return begun;
    const removing = remove();
    this.begun.set(key, removing);
    removing.then(done, () => this.begun.delete(key));
    return removing;
  }
}
