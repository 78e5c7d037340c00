import { identified } from "../object-id";
import type { Origin } from "../origin";

/** A resource of this provider in the stack's state. */
export interface StackResource {
  readonly kind: string;
  /** As `resourceName` makes it. */
  readonly name: string;
  readonly id: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, unknown>>;
  /** URN of the provider resource: whose connection it is. */
  readonly provider: string;
  /** Replaced, and still to be deleted. */
  readonly isPending: boolean;
  /** The engine keeps its object: `protect`, `retainOnDelete`. */
  readonly isKept: boolean;
  /** The bulk resource that holds it, by its name as `resourceName` makes it; none is the state. */
  readonly heldBy?: string;
}

/** @throws Error with the reason why the state can't be read */
export type ReadState = (origin: Origin) => Promise<readonly StackResource[]>;

/**
 * The stack's state, for deletes: it has resources, too, that this run's program does not declare.
 * It is read once in a process, at the first delete; the deletes of the run since then are counted.
 */
export class StackState {
  private readingEarly: Promise<readonly StackResource[]> | undefined;
  private reading: Promise<readonly StackResource[]> | undefined;
  private byHeldName: Promise<ReadonlyMap<string, StackResource>> | undefined;
  private byObject: Promise<ReadonlyMap<string, readonly StackResource[]>> | undefined;
  private readonly deletes = new Map<string, number>();

  constructor(private readonly read: ReadState) {}

  /** As it was when somebody first asked, before the run wrote all that it writes. */
  early(origin: Origin): Promise<readonly StackResource[]> {
    this.readingEarly ??= this.read(origin);
    return this.readingEarly;
  }

  all(origin: Origin): Promise<readonly StackResource[]> {
    this.reading ??= this.read(origin);
    return this.reading;
  }

  /** The resources of one object, as `objectId` tells it. */
  async resourcesOf(origin: Origin, kind: string, id: string): Promise<readonly StackResource[]> {
    this.byObject ??= this.all(origin).then((all) => grouped(all));
    return (await this.byObject).get(`${kind} ${id}`) ?? [];
  }

  /** What a bulk resource holds under a name, as it was when somebody first asked. */
  async heldAs(origin: Origin, kind: string, name: string): Promise<StackResource | undefined> {
    this.byHeldName ??= this.early(origin).then((all) => {
      const held = all.filter(({ heldBy }) => heldBy !== undefined);
      return new Map(held.map((one) => [`${one.kind} ${one.name}`, one]));
    });
    return (await this.byHeldName).get(`${kind} ${name}`);
  }

  /** Counts a delete of an object, or of a part of it, and returns how many there were. */
  countDelete(kind: string, id: string, part?: string): number {
    const key = JSON.stringify([kind, id, part]);
    const count = (this.deletes.get(key) ?? 0) + 1;
    this.deletes.set(key, count);
    return count;
  }

  /** How many deletes of an object, or of a part of it, there were in this run. */
  deletesOf(kind: string, id: string, part?: string): number {
    return this.deletes.get(JSON.stringify([kind, id, part])) ?? 0;
  }
}

function grouped(all: readonly StackResource[]): Map<string, StackResource[]> {
  const groups = new Map<string, StackResource[]>();
  for (const one of all) {
    const object = identified(one);
    const group = groups.get(object);
    if (group === undefined) groups.set(object, [one]);
    else group.push(one);
  }
  return groups;
}
