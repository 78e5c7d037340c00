import { uniqueUserTexts } from "../backends/domain";
import { ConflictError } from "../backends/errors";

/** What an object has, and no other can have. */
const OWNED: ReadonlySet<string> = new Set(uniqueUserTexts);

/** Ensures that no two resources declare one object or list: they would undo each other for ever. */
export class Uniqueness {
  private readonly keys = new Map<string, string>();
  private readonly objects = new Map<string, string>();
  private readonly lists = new Map<string, Map<string, boolean>>();

  /**
   * A resource declares an object by its natural key.
   * @throws ConflictError naming another resource that does so too
   */
  registerKey(kind: string, key: string, resource: string): void {
    const owner = this.keys.get(`${kind} ${key}`) ?? resource;
    if (owner !== resource) {
      throw new ConflictError(
        OWNED.has(kind)
          ? `resource "${owner}" of this program has the ${kind} ${key}, which is one person's alone: give another`
          : `resource "${owner}" of this program is the same ${kind} ${key} already`,
        OWNED.has(kind) ? kind : undefined,
      );
    }
    this.keys.set(`${kind} ${key}`, owner);
  }

  /**
   * Registers the object of a resource of a kind whose names are not unique on the server.
   * @throws ConflictError where another resource has taken it over, by a name that it was yet to
   * lose
   */
  registerObject(kind: string, id: string, resource: string): void {
    const owner = this.objects.get(`${kind} ${id}`) ?? resource;
    if (owner !== resource) {
      throw new ConflictError(
        `resource "${owner}" of this program is ${kind} ${id} too, taken over by its old name: take that one out by "pulumi state delete", and rename this one in an up before it`,
      );
    }
    this.objects.set(`${kind} ${id}`, resource);
  }

  /**
   * Without the objects of other resources: no two resources declare one name, so that such an
   * object is about to be renamed.
   */
  notOfOthers<T extends { id: string }>(kind: string, found: readonly T[], resource: string): T[] {
    return found.filter(({ id }) => (this.objects.get(`${kind} ${id}`) ?? resource) === resource);
  }

  /**
   * An exact list allows no other one beside it, of whatever mode: it would remove those members.
   * @throws ConflictError naming the other resource
   */
  registerList(list: string, resource: string, isExact: boolean): void {
    const owners = this.lists.get(list) ?? new Map<string, boolean>();
    for (const [other, otherIsExact] of owners) {
      if (other === resource || !(isExact || otherIsExact)) continue;
      const exact = isExact ? resource : other;
      throw new ConflictError(
        `resource "${other}" of this program has the list of ${list} too, and "${exact}", which is exact, would take out whom only the other names: make them one, or neither exact`,
      );
    }
    this.lists.set(list, owners.set(resource, isExact));
  }
}
