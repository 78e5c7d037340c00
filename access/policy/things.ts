import { findNode, findPerm, permPath, type Match } from "../find";
import { finder, type Spelled } from "../find/spelling";
import type { AccessGraph } from "../graph";
import { nodePath } from "../node-path";
import type { Guarded } from "./rules";

/** How one kind of thing is named in rules and in what is said of it. */
interface Thing {
  readonly one: string;
  readonly many: string;
  /** All of a graph, by their ids. */
  readonly all: (graph: AccessGraph) => ReadonlyMap<string, unknown>;
  /** What a text means in a graph. */
  readonly find: (graph: AccessGraph, text: string) => readonly Match[];
  /** What shows which one it is: `Acme/Engineering/Platform`. */
  readonly path: (graph: AccessGraph, id: string) => string;
}

export const things: Readonly<Record<Guarded, Thing>> = {
  User: {
    one: "person",
    many: "people",
    all: ({ people }) => people,
    // By username only: a name can be anybody's.
    find: finder((graph) => spelled(everybody(graph), () => [])),
    path: (_, id) => id,
  },
  Node: {
    one: "node",
    many: "nodes",
    all: ({ nodes }) => nodes,
    find: findNode,
    path: nodePath,
  },
  Perm: {
    one: "perm",
    many: "perms",
    all: ({ perms }) => perms,
    find: findPerm,
    path: permPath,
  },
  App: {
    one: "app",
    many: "apps",
    all: ({ apps }) => apps,
    find: finder((graph) =>
      spelled(graph.apps.keys(), (id) => [appPath(graph, id), graph.apps.get(id)?.name ?? id]),
    ),
    path: appPath,
  },
  Org: {
    one: "org",
    many: "orgs",
    all: ({ orgs }) => orgs,
    find: finder(({ orgs }) => spelled(orgs.keys(), (id) => [orgs.get(id)?.name ?? id])),
    path: ({ orgs }, id) => orgs.get(id)?.name ?? id,
  },
};

/** Also whom only a membership or a grant names, where people can't be listed. */
const everybody = ({ people, memberships, grants }: AccessGraph): ReadonlySet<string> =>
  new Set([
    ...people.keys(),
    ...memberships.map(({ person }) => person),
    ...grants.flatMap(({ to }) => (to.kind === "user" ? [to.id] : [])),
  ]);

/** `Acme/CI`; of an app without an org `CI`. */
function appPath({ apps, orgs }: AccessGraph, id: string): string {
  const { name = id, org } = apps.get(id) ?? {};
  return org === undefined ? name : `${orgs.get(org)?.name ?? org}/${name}`;
}

/** By the id, then by other ways, of which the first shows which one it is. */
function spelled(ids: Iterable<string>, waysOf: (id: string) => readonly string[]): Spelled[] {
  return [...ids].map((id) => {
    const ways = waysOf(id);
    return { id, path: ways[0] ?? id, ways: [id, ...ways].map((way) => [way]) };
  });
}
