import { pathText, type ChangedEntry } from "../../engine/changed";
import { isUnknown } from "../../engine/unknown";
import type { Held } from "../../run/stack/held";
import { isGone, pathOf, type Change } from "./changes";
import { keyIn, type Contents } from "./contents";
import type { Given } from "./declarations";

/**
 * What differs, as paths of the resource's own inputs, `tree["people"]["ada"]["name"]`: by their keys,
 * where the kinds of the entries know usernames and ids.
 */
export function changedPaths(
  changes: readonly Change[],
  given: Given,
  contents: Contents,
  held: readonly Held[],
): ChangedEntry[] {
  const paths = new ChangedPaths(given, contents, held);
  const found = changes.flatMap((one) => paths.of(one));
  const whole = new Set(found.filter(({ path }) => path.length === 3).map(textOf));
  // Of an entry that comes or goes as a whole, the engine shows all that is in it.
  const isOwn = ({ path }: ChangedEntry) =>
    path.length === 3 || !whole.has(pathText(path.slice(0, 3)));
  const own = found.filter(isOwn);
  return [...new Map(own.map((one) => [textOf(one), one])).values()];
}

const textOf = ({ path }: ChangedEntry): string => pathText(path);

class ChangedPaths {
  /** Keys of people, by username. */
  private readonly people: ReadonlyMap<string, string>;
  private readonly nodeIds: ReadonlySet<unknown>;

  constructor({ nodeIds = {} }: Given, contents: Contents, held: readonly Held[]) {
    const before = held
      .filter(({ kind }) => kind === "User")
      .map(({ id, name, inputs: { username } }) => {
        return [typeof username === "string" ? username : id, keyIn(name)] as const;
      });
    const now = Object.entries(contents.people).map(([key, one]) => [one.username, key] as const);
    this.people = new Map([...before, ...now]);
    const ids = held.filter(({ kind }) => kind === "Node").map(({ id }) => id);
    this.nodeIds = new Set([...ids, ...Object.values(nodeIds)]);
  }

  of(change: Change): ChangedEntry[] {
    if (isGone(change)) {
      const { held } = change;
      return [{ path: inputPathOf(held), old: held.inputs, new: undefined }];
    }
    const path = inputPathOf(change.declaration);
    const { inputs } = change;
    if (change.what !== "update") return [{ path, old: undefined, new: inputs }];
    if (change.entries.length === 0 && change.held.name !== change.declaration.name) {
      const { path: entry, formerly } = change.declaration;
      return [{ path: ["tree", ...entry, "previously"], old: undefined, new: formerly }];
    }
    // There may be more to do than the inputs show.
    if (change.entries.length === 0) return [{ path, old: change.held.inputs, new: inputs }];
    return change.entries.map((one) => this.within(change.declaration.kind, path, one));
  }

  private within(kind: string, entry: readonly string[], changed: ChangedEntry): ChangedEntry {
    const [property = "", member] = changed.path;
    const { old, new: value } = changed;
    if (kind === "NodeMembers") {
      const more = member === undefined ? [] : [this.people.get(member) ?? member];
      // What else such a list declares is the tree's.
      return { path: property === "users" ? [...entry, ...more] : entry, old, new: value };
    }
    const path = [...entry, property];
    if (property !== "parent") return { path, old, new: value };
    return { path, old: this.declaredParent(old), new: this.declaredParent(value) };
  }

  /** A node directly below the root declares none. */
  private readonly declaredParent = (id: unknown): unknown =>
    isUnknown(id) || this.nodeIds.has(id) ? id : undefined;
}

/** Where the inputs have an entry, or its people. */
const inputPathOf = (of: Pick<Held, "kind" | "name">): string[] => [
  ...["tree", ...pathOf(of)],
  ...(of.kind === "NodeMembers" ? ["people"] : []),
];
