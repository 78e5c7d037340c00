import type { Inspector, Listable, ListablePart, Listing } from "../../provider/inspect";
import type { LiveOrg } from "../live-org/live-org";

/** Listings that are at hand. */
type Preloaded = { readonly [P in ListablePart]?: Listing<Listable[P]> };

/**
 * The same connection, which need not list again what reading the orgs has brought: their nodes and who
 * is in them.
 */
export function withPreloadedListings(inspector: Inspector, orgs: readonly LiveOrg[]): Inspector {
  const { backend } = inspector;
  const preloaded = new Map(orgs.map((org) => [org.state.id, listingsOf(org)]));
  return inspector.withListings(
    async (part, scope, budget) =>
      preloaded.get(scope)?.[part] ?? (await backend.list(part, scope, budget)),
  );
}

/** A part with a gap is no listing: what it lacks may well be there. */
function listingsOf({ nodes, nodeMembers, unseen }: LiveOrg): Preloaded {
  if (unseen.some(({ part }) => part === "nodes" || part === "nodeMembers")) return {};
  const all = [...nodes.values()];
  // A listing says what each node is below, and a snapshot does not for the topmost ones.
  const listed = all.flatMap(({ kind: _, builtIn: __, managerGroup: ___, parent, ...node }) =>
    parent === undefined ? [] : [[node.id, { ...node, parent }] as const],
  );
  return {
    nodes: new Map(listed),
    nodeMembers: new Map(all.map(({ id }) => [id, nodeMembers.get(id) ?? []])),
  };
}
