import type { DeclaredNode, TreeKind } from "./nodes";
import { TREE_LISTS } from "./nodes";
import type { People } from "./people";

/** An entry of a tree's file, in the order in which its properties are written. */
export interface Entry {
  readonly properties: Readonly<Record<string, unknown>>;
  /** Keys of people; none is no list. */
  readonly people: readonly string[];
  /** Name of the list of those below it. */
  readonly list: string;
  readonly below: readonly Entry[];
  /** Sentences above it. */
  readonly notes: readonly string[];
}

/** What a tree's file says of an org. */
export interface TreeFile {
  readonly name: string;
  readonly lists: readonly { readonly list: string; readonly entries: readonly Entry[] }[];
  readonly people: readonly Entry[];
}

/** The file of a tree: nodes in the order of the org, people by username. */
export function treeFile(
  name: string,
  nodes: readonly DeclaredNode[],
  members: ReadonlyMap<string, readonly string[]>,
  people: People,
): TreeFile {
  const below = new Map<string | undefined, DeclaredNode[]>();
  for (const node of nodes.filter(({ isInTree }) => isInTree)) {
    const siblings = below.get(node.parent);
    if (siblings === undefined) below.set(node.parent, [node]);
    else siblings.push(node);
  }
  const entryOf = (node: DeclaredNode): Entry => {
    const { uid, name: called, description, acceptsMembers } = node.inputs;
    const usernames = (members.get(node.id) ?? []).toSorted();
    return {
      properties: { key: node.key, name: called, uid, description, acceptsMembers },
      people: usernames.map((one) => people.keys.get(one) ?? one),
      list: TREE_LISTS[node.kind as TreeKind],
      below: (below.get(node.id) ?? []).map(entryOf),
      notes: node.notes,
    };
  };
  const tops = below.get(undefined) ?? [];
  return {
    name,
    lists: Object.entries(TREE_LISTS).map(([kind, list]) => ({
      list,
      entries: tops.filter((node) => node.kind === kind).map(entryOf),
    })),
    people: people.declared.map(({ key, username, inputs, notes }) => ({
      properties: { key, username: username === key ? undefined : username, ...inputs },
      ...{ people: [], list: "", below: [], notes },
    })),
  };
}
