import type { Origin } from "./origin";

/** An object, or a part of it that several resources may declare: an entry of a list. */
export interface Named {
  readonly kind: string;
  /** As `objectId` tells it. */
  readonly id: string;
  /** Its natural key, as the state has it. */
  readonly key?: string | undefined;
  readonly part?: string | undefined;
}

type Sought = Omit<Named, "id"> & Partial<Pick<Named, "id">>;

/** What one resource of the program declares. */
export interface Declaration {
  /** The natural key; `undefined` while it is unknown. */
  readonly key: string | undefined;
  readonly parts: readonly string[];
  /** Ids of its containers: it is deleted with them. */
  readonly within: readonly unknown[];
}

interface Declared {
  readonly key: string | undefined;
  readonly parts: ReadonlySet<string>;
  readonly within: ReadonlySet<unknown>;
  /** Known once the engine has passed it; never for a resource that is about to be replaced. */
  id?: string;
}

/**
 * What the resources of the program declare, as far as this run has checked them. All checks of a
 * run come before its deletes, but for those of what is replaced by deleting it first.
 */
export class Registry {
  private readonly kinds = new Map<string, Map<string, Declared>>();
  private readonly deletedFirst = new Map<string, string>();
  /** Where the resources that were checked are declared. */
  origin: Origin | undefined;

  /** A run without any check is a destroy, or limited to targets. */
  get isEmpty(): boolean {
    return this.kinds.size === 0;
  }

  /** Registers a checked resource: its object must stay, whatever fails later in the run. */
  declare(kind: string, resource: string, { key, parts, within }: Declaration): void {
    const declared = { key, parts: new Set(parts), within: new Set(within) };
    this.kinds.set(kind, this.ofKind(kind).set(resource, declared));
  }

  /**
   * Registers a resource's object, as `objectId` tells it. Ignores one that was not checked: a refresh compares
   * with what an earlier program declared.
   */
  identify(kind: string, resource: string, id: string): void {
    const declared = this.ofKind(kind).get(resource);
    if (declared !== undefined) declared.id = id;
    this.deletedFirst.delete(`${kind} ${id}`);
  }

  /** A resource is about to be replaced under the same key: until then it does not keep its object. */
  deleteFirst(kind: string, resource: string, id: string): void {
    this.deletedFirst.set(`${kind} ${id}`, resource);
  }

  /** Whether something is being replaced by deleting it first: the run has not checked all yet. */
  get isReplacing(): boolean {
    return this.deletedFirst.size > 0;
  }

  has(kind: string, resource: string): boolean {
    return this.ofKind(kind).has(resource);
  }

  /** The natural key that a resource declares, as far as it is known. */
  keyOf(kind: string, resource: string): string | undefined {
    return this.ofKind(kind).get(resource)?.key;
  }

  /** The resources that declare an object, or a part of it; without an id those that declare its key. */
  declarersOf(object: Sought): string[] {
    const replaced = this.deletedFirst.get(`${object.kind} ${object.id}`);
    return [...this.ofKind(object.kind)]
      .filter(([name, one]) => name !== replaced && isSame(one, object) && isPart(one, object))
      .map(([resource]) => resource);
  }

  /** The resources whose objects would be deleted with this one: `Node "platform"`. */
  declaredWithin(id: string): string[] {
    return [...this.kinds].flatMap(([kind, resources]) =>
      [...resources]
        .filter(([, { within }]) => within.has(id))
        .map(([name]) => `${kind} "${name}"`),
    );
  }

  /** The keys of what the resources of a kind declare with this part: the nodes of somebody's lists. */
  keysWith(kind: string, part: string): string[] {
    const all = [...this.ofKind(kind).values()].filter(({ parts }) => parts.has(part));
    return all.flatMap(({ key }) => key ?? []);
  }

  /** The ids of the declared objects of a kind, or their keys while the ids are unknown. */
  idsOf(kind: string): Set<string | undefined> {
    return new Set([...this.ofKind(kind).values()].map(({ id, key }) => id ?? key));
  }

  private ofKind(kind: string): Map<string, Declared> {
    return this.kinds.get(kind) ?? new Map<string, Declared>();
  }
}

function isSame(one: Declared, { id, key }: Sought): boolean {
  if (one.id !== undefined && id !== undefined) return one.id === id;
  return one.key !== undefined && (one.key === key || one.key === id);
}

const isPart = ({ parts }: Declared, { part }: Sought) => part === undefined || parts.has(part);
