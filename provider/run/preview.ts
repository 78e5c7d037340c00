/** What an input may name: one kind of object, or, as a `scope`, an app or an org. */
export type Referent = "org" | "node" | "user" | "app" | "perm" | "scope";

/**
 * What a constructor tells of its resource in a preview alone. `check` takes it out of the inputs,
 * so that no plan shows it and no state holds it.
 */
export interface Preview {
  /**
   * The resources whose ids are unknown as yet, as `User "ada"`, or `Org "acme"/role` for an id that
   * is made from one: by property, `managerGroup.nodes` for a setting, and in a list by position.
   */
  readonly awaited?: Readonly<Record<string, string | Labels>>;
  /** The names that the program does not declare. */
  readonly undeclared?: readonly Undeclared[];
}

/** Resources by their position in a list. */
export type Labels = Readonly<Record<number, string>>;

/** A text that names an object, which may be missing. */
export interface Undeclared {
  /** The property: `users`, `managerGroup.nodes`. */
  readonly at: string;
  readonly named: Referent;
  readonly name: string;
}

/** An object that another resource of the program declares, by its natural key. */
export interface Beside {
  readonly kind: string;
  readonly key: string;
  /** The resource: `User "ada"`. */
  readonly label: string;
}

/** A resource as messages call it, unique in its program. */
export const labelOf = (kind: string, resource: string): string => `${kind} "${resource}"`;

/** The name of a resource, as `resourceName` makes it, in a label. */
export const nameInLabel = (label: string): string =>
  label.slice(label.indexOf('"') + 1, label.lastIndexOf('"'));

/** A label as it is made: of the resource itself, and what is made from its id: `/role`. */
export function partsOfLabel(label: string): readonly [resource: string, rest: string] {
  const end = label.lastIndexOf('"') + 1;
  return [label.slice(0, end), label.slice(end)];
}
