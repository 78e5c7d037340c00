import type { AccessGraph, Node } from "./graph";
import { GraphIndex } from "./graph-index";
import { byText } from "./order";
import { counts } from "./until";

/** What somebody manages: ids of nodes, apps and perms, and usernames, each once and sorted. */
export interface Managed {
  /** Those that a manager group names, or that the person is in, with all below them. */
  readonly nodes: readonly string[];
  /** Those who are named, and those in the nodes. */
  readonly people: readonly string[];
  readonly apps: readonly string[];
  readonly perms: readonly string[];
}

/** What the manager groups that somebody is in at that time let them manage. */
export function managedBy(graph: AccessGraph, username: string, at: Date): Managed {
  const index = GraphIndex.of(graph);
  const own = (index.membershipsOf.get(username) ?? [])
    .filter((membership) => counts(membership, at))
    .flatMap(({ node }) => graph.nodes.get(node) ?? []);
  const groups = own.flatMap(({ org, manages }) => (manages ? [{ org, ...manages }] : []));
  const nodes = index.below(
    groups.flatMap((group) =>
      group.own
        ? own.filter((node) => node.org === group.org && !isManagers(node)).map(({ id }) => id)
        : group.nodes,
    ),
  );
  const people = [...nodes]
    .flatMap((node) => index.membersOf.get(node) ?? [])
    .filter((membership) => counts(membership, at))
    .map(({ person }) => person);
  return {
    nodes: sorted(nodes),
    people: sorted([...people, ...groups.flatMap((group) => (group.own ? [] : group.users))]),
    apps: sorted(groups.flatMap(({ apps }) => apps)),
    perms: sorted(groups.flatMap(({ perms }) => perms)),
  };
}

/** Nobody manages a group of managers by being in it. */
const isManagers = ({ kind, manages }: Node): boolean =>
  manages !== undefined || kind === "manager";

const sorted = (ids: Iterable<string>): readonly string[] =>
  [...new Set(ids)].sort(byText((id) => id));
