import type { ListedNode, NodeAccess, NodeKind, Values } from "../../provider/inspect";
import { isRoot } from "../live-org/live-org";
import type { Fitting } from "./fitting";
import { nodeIdentity } from "./identities";
import type { Existing } from "./read-existing";
import type { Spell } from "./spelling";
import { uniqueNames, type Nameable } from "./unique-names";

/** The lists of a tree, and the kinds of nodes in them. */
export const TREE_LISTS = {
  department: "departments",
  group: "groups",
  role: "roles",
  label: "labels",
} as const satisfies Partial<Record<NodeKind, string>>;
export type TreeKind = keyof typeof TREE_LISTS;

const KIND_ORDER: readonly NodeKind[] = [
  "department",
  "group",
  "role",
  "label",
  "direct",
  "manager",
];

/** A node that the program declares. */
export interface DeclaredNode {
  readonly id: string;
  readonly kind: NodeKind;
  /** Its name in the program. */
  readonly key: string;
  /** Id of the node above; `undefined` for one directly below the root of its kind. */
  readonly parent: string | undefined;
  /** Whether it is an entry of the tree, below its parent's entry. */
  readonly isInTree: boolean;
  /** What a Node takes, lists with ids; without org, kind and parent. */
  readonly inputs: Values;
  readonly notes: readonly string[];
}

/** Whether a kind of nodes has a list in a tree. */
export const isTreeKind = (kind: NodeKind): kind is TreeKind => kind in TREE_LISTS;

/**
 * The nodes of an org that a program can declare, parents first. What the server made by itself is
 * none.
 * @param former names that a former export gave, by `nodeIdentity`
 */
export function declaredNodes(
  existing: Existing,
  fitting: Fitting,
  hasOwnKey: (node: ListedNode) => boolean,
  spell: Spell,
  former: ReadonlyMap<string, string>,
): DeclaredNode[] {
  const { org, access } = existing;
  const all = [...org.nodes.values()].filter(({ builtIn }) => !builtIn);
  const keys = uniqueNames(namesOf(existing, all, spell), former);
  const declared = new Map<string, DeclaredNode>();
  for (const node of all) {
    const { id, kind, uid } = node;
    if (!hasOwnKey(node)) {
      fitting.miss(
        "Node",
        id,
        `${node.name} is left out: it has no key of its own by which a program could take it over`,
      );
      continue;
    }
    const parent = node.parent === undefined || isRoot(org, node.parent) ? undefined : node.parent;
    const fitted = fitting.fit("Node", id, inputsOf(existing, node, access.get(id)), NEEDED);
    if (fitted === undefined) continue;
    const { org: _org, kind: _kind, parent: _parent, ...inputs } = fitted.inputs;
    const isInTree =
      isTreeKind(kind) && (parent === undefined || isEntryOf(declared.get(parent), kind));
    const key = keys.get(nodeIdentity(kind, uid)) ?? uid;
    declared.set(id, { id, kind, key, parent, isInTree, inputs, notes: fitted.notes });
  }
  return [...declared.values()];
}

const NEEDED = ["org", "kind", "uid", "name", "parent"];

const isEntryOf = (parent: DeclaredNode | undefined, kind: NodeKind): boolean =>
  parent !== undefined && parent.isInTree && parent.kind === kind;

/** All that differs from what a new node has. */
function inputsOf(
  { org }: Existing,
  { kind, uid, name, description, acceptsMembers, parent }: ListedNode,
  access: Partial<NodeAccess> = {},
): Values {
  const { managerGroup, ...visible } = access;
  return {
    ...{ org: org.state.id, kind, uid, name },
    ...(parent !== undefined && !isRoot(org, parent) && { parent }),
    ...(description !== "" && { description }),
    ...(kind !== "department" && acceptsMembers === false && { acceptsMembers }),
    ...visible,
    ...(managerGroup !== undefined && { managerGroup: withoutNothing({ ...managerGroup }) }),
    adopt: "only",
  };
}

/** Without empty lists, and without the scope of a new manager group. */
const withoutNothing = (group: Values): Values =>
  Object.fromEntries(
    Object.entries(group).filter(([, one]) =>
      Array.isArray(one) ? one.length > 0 : one !== "own",
    ),
  );

function namesOf({ org }: Existing, all: readonly ListedNode[], spell: Spell): Nameable[] {
  const depths = new Map<string, number>();
  return all.map(({ id, kind, uid, name, parent = "" }) => {
    const depth = (depths.get(parent) ?? 0) + 1;
    depths.set(id, depth);
    const plain = spell(name) ?? spell(uid) ?? kind;
    const above = depth === 1 ? undefined : org.nodes.get(parent)?.name;
    const prefix = (above === undefined ? undefined : spell(above)) ?? kind;
    const isOwn = spell(uid) === plain;
    return {
      ...{ id: nodeIdentity(kind, uid), plain, longer: `${prefix}-${plain}`.slice(0, LONGEST) },
      rank: [isOwn ? 0 : 1, KIND_ORDER.indexOf(kind), depth],
    };
  });
}

const LONGEST = 48;
