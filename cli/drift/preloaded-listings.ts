import type { Backend } from "../../provider/backends/backend";
import type { Listable, ListablePart, Listing } from "../../provider/backends/listing";
import type { LiveOrg } from "./live-org";

/** Listings that are at hand. */
type Seen = { readonly [P in ListablePart]?: Listing<Listable[P]> };

/**
 * The same backend, which need not list again what the look at an org has brought: its nodes and who
 * is in them.
 */
export function preloadedListings(backend: Backend, orgs: readonly LiveOrg[]): Backend {
  const known = new Map(orgs.map((org) => [org.state.id, listingsOf(org)]));
  return {
    ...backend,
    list: async (part, scope, budget) =>
      known.get(scope)?.[part] ?? (await backend.list(part, scope, budget)),
  };
}

/** A part with a gap is no listing: what it lacks may well be there. */
function listingsOf({ nodes, nodeMembers, unseen }: LiveOrg): Seen {
  if (unseen.some(({ part }) => part === "nodes" || part === "nodeMembers")) return {};
  const all = [...nodes.values()];
  // What a topmost node lies below is in no look at the org.
  const placed = all.flatMap(({ kind: _, builtIn: __, parent, ...node }) =>
    parent === undefined ? [] : [[node.id, { ...node, parent }] as const],
  );
  return {
    nodes: new Map(placed),
    nodeMembers: new Map(all.map(({ id }) => [id, nodeMembers.get(id) ?? []])),
  };
}
