import type { AccessGraph, Node } from "../../access";
import { nodeKinds } from "../../provider/inspect";
import type { LiveOrg } from "../live-org/live-org";
import type { LiveNode, ReportedOrg } from "../live-org/reported-org";
import type { BeforeAndAfter } from "./changes/finish";

/**
 * The orgs as a plan leaves them, for the chart. What is deleted is still in it, and what moves stands also
 * where it was.
 * @param live as they are now; they tell what the server made by itself
 */
export function plannedOrgs(live: readonly LiveOrg[], graphs: BeforeAndAfter): ReportedOrg[] {
  const { before, after } = graphs;
  const nodes = nodesByOrg(live, graphs);
  return [...new Map([...before.orgs, ...after.orgs]).values()].map(({ id, name }) => {
    const made = before.orgs.has(id) ? {} : { planned: "made" as const };
    const planned = after.orgs.has(id) ? made : { planned: "deleted" as const };
    return { id, name, ...planned, nodes: parentsFirst(nodes.get(id) ?? []) };
  });
}

function nodesByOrg(live: readonly LiveOrg[], graphs: BeforeAndAfter) {
  const { before, after } = graphs;
  const serversOwn = new Set(
    live.flatMap((org) => [...org.nodes.values()].flatMap((one) => (one.builtIn ? [one.id] : []))),
  );
  const counts = { before: countMembers(before), after: countMembers(after) };
  const byOrg = new Map<string, LiveNode[]>();
  const add = (node: Node, rest: Partial<LiveNode>) => {
    const builtIn = serversOwn.has(node.id) || node.isRoot === true;
    const all = byOrg.get(node.org) ?? [];
    all.push({ ...chartNode(node), builtIn, ...rest });
    byOrg.set(node.org, all);
  };
  for (const node of before.nodes.values()) {
    const now = after.nodes.get(node.id);
    if (now === undefined) {
      add(node, { members: counts.before.get(node.id) ?? 0, planned: "deleted" });
    } else if (node.isRoot !== true && now.parent !== node.parent) {
      add(node, placeBefore(now, after));
    }
  }
  for (const node of after.nodes.values()) {
    const isNew = !before.nodes.has(node.id) && node.isRoot !== true;
    add(node, { members: counts.after.get(node.id) ?? 0, ...(isNew && { planned: "made" }) });
  }
  return byOrg;
}

/** Where a node was that moves: `Platform → Sales`. */
function placeBefore({ id, name, parent = "" }: Node, { nodes }: AccessGraph): Partial<LiveNode> {
  const to = nodes.get(parent)?.name ?? parent;
  return { id: `${id} before`, name: `${name} → ${to}`, members: 0, planned: "away" };
}

function chartNode({ id, name, kind, parent, isRoot }: Node): LiveNode {
  return {
    ...{ id, name, members: 0, builtIn: false },
    kind: nodeKinds.find((one) => one === kind) ?? "group",
    parent: isRoot === true ? undefined : parent,
  };
}

function countMembers({ memberships }: AccessGraph): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { node } of memberships) counts.set(node, (counts.get(node) ?? 0) + 1);
  return counts;
}

/** So that a chart finds what each is in. */
function parentsFirst(nodes: readonly LiveNode[]): LiveNode[] {
  const ids = new Set(nodes.map(({ id }) => id));
  const below = new Map<string, LiveNode[]>();
  const sorted: LiveNode[] = [];
  for (const node of nodes) {
    const { parent } = node;
    const isTop = parent === undefined || !ids.has(parent);
    const siblings = isTop ? sorted : (below.get(parent) ?? []);
    siblings.push(node);
    if (!isTop) below.set(parent, siblings);
  }
  // It grows while it is walked through.
  for (const { id } of sorted) sorted.push(...(below.get(id) ?? []));
  return sorted;
}
