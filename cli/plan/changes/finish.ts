import { nodePath, permPath, type AccessGraph } from "../../../access";
import type { Change } from "../report";
import { PeopleBelow } from "./people-below";

/** The two graphs that a plan lies between. */
export interface BeforeAndAfter {
  readonly before: AccessGraph;
  readonly after: AccessGraph;
}

/** Gives changes their names and paths, and the number of people who go along. */
export function finished(changes: readonly Change[], graphs: BeforeAndAfter): Change[] {
  const people = new PeopleBelow(graphs.before);
  const counts = countGrants(graphs.before);
  return changes.map((change) => {
    const { kind, object, what } = change;
    const name = nameOf(kind, object, graphs);
    const grants = counts.get(`${kind} ${object}`);
    const isNode = kind === "Node" && ["move", "delete", "replace"].includes(what);
    return {
      ...change,
      ...(name !== undefined && name !== "" && { name }),
      ...placesOf(change, graphs),
      ...(isNode && { people: people.of(object).size }),
      ...(what === "delete" && grants !== undefined && { grants }),
    };
  });
}

/** What an object is called: as it is now, else as it will be. */
function nameOf(kind: Change["kind"], id: string, { before, after }: BeforeAndAfter) {
  const named = ({ orgs, people, nodes, apps, perms }: AccessGraph) =>
    ({
      ...{ Org: orgs, OrgMembers: orgs, OrgMember: orgs, User: people, Node: nodes },
      ...{ NodeMembers: nodes, App: apps, Perm: perms, PermGrants: perms },
    })[kind].get(id)?.name;
  return named(before) ?? named(after);
}

/** A node's way is told by names: where it is now, and where it will be. */
function placesOf({ kind, what, from, to }: Change, { before, after }: BeforeAndAfter) {
  if (kind !== "Node" || (what !== "move" && what !== "create")) return {};
  return {
    ...(from !== undefined && { from: nodePath(before, from) }),
    ...(to !== undefined && { to: nodePath(after, to) }),
  };
}

/** How many grants and denials hang on a person, a node or a perm. */
function countGrants({ grants }: AccessGraph): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const add = (key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);
  for (const { perm, to } of grants) {
    add(`Perm ${perm}`);
    add(`${to.kind === "user" ? "User" : "Node"} ${to.id}`);
  }
  return counts;
}

/** Names for all ids that are told of: paths of nodes, perms with their app or org. */
export function namesFor(
  ids: Iterable<string>,
  { before, after }: BeforeAndAfter,
): Record<string, string> {
  const nameIn = (graph: AccessGraph, id: string): string | undefined => {
    if (graph.nodes.has(id)) return nodePath(graph, id);
    if (graph.perms.has(id)) return permPath(graph, id);
    const { orgs, apps, people } = graph;
    return orgs.get(id)?.name ?? apps.get(id)?.name ?? people.get(id)?.name;
  };
  const named = [...new Set(ids)].flatMap((id) => {
    const name = nameIn(before, id) ?? nameIn(after, id);
    return name === undefined || name === "" ? [] : [[id, name] as const];
  });
  return Object.fromEntries(named);
}
