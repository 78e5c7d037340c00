import { TENANT, type Part, type Snapshot } from "../snapshot";

/** The function that reads each part of a snapshot. */
export type Readers = { readonly [P in Part]: () => Promise<Snapshot[P]> };

type Parts = { readonly [P in Part]: Snapshot[P] };

const NOTHING: Parts = {
  ...{ nodes: new Map(), nodeMembers: new Map(), orgMembers: [], users: new Map() },
  ...{ apps: new Map(), perms: new Map(), grants: new Map() },
};

/** Reads the wanted parts: people of the tenant, all else of an org. */
export async function readParts(
  scope: string,
  parts: readonly Part[],
  readers: Readers,
): Promise<Parts> {
  const read = async <P extends Part>(part: P): Promise<Parts[P]> => {
    const isWanted = parts.includes(part) && (part === "users") === (scope === TENANT);
    return isWanted ? readers[part]() : NOTHING[part];
  };
  const [nodes, nodeMembers, orgMembers, users, apps, perms, grants] = await Promise.all([
    ...([read("nodes"), read("nodeMembers"), read("orgMembers"), read("users")] as const),
    ...([read("apps"), read("perms"), read("grants")] as const),
  ]);
  return { nodes, nodeMembers, orgMembers, users, apps, perms, grants };
}
