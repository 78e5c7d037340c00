import type { Referent } from "./preview";

/** A resource that names an object. */
export interface Naming {
  /** As messages call it: `NodeMembers "platform-people"`. */
  readonly label: string;
  /** The number of a person when it was last written, where that is known. */
  readonly userId: unknown;
}

/**
 * What the resources name that this run has compared with their states, and that the states name as
 * well: as far as the engine knows nothing is left to do about it.
 */
export class Compared {
  private readonly byName = new Map<string, Naming>();

  add(referent: Referent, name: string, naming: Naming): void {
    this.byName.set(`${referent} ${name}`, naming);
  }

  naming(referent: Referent, name: string): Naming | undefined {
    return this.byName.get(`${referent} ${name}`);
  }
}
