import type { AccessGraph, Grant } from "./graph";

/**
 * The grants of a graph, and those that come with them: whoever is granted a perm has its parts, too.
 * What is granted by itself as well is told by itself.
 */
export function grantsWithParts({ grants, perms }: AccessGraph): readonly Grant[] {
  if (![...perms.values()].some(({ parts }) => parts !== undefined)) return grants;
  const own = new Set(grants.map(keyOf));
  const implied = grants.flatMap((grant) =>
    [...partsOf(grant.perm, perms)].map((perm) => ({ ...grant, perm, through: grant.perm })),
  );
  return [...implied.filter((grant) => !own.has(keyOf(grant))), ...grants];
}

const keyOf = ({ perm, to, effect }: Grant): string =>
  JSON.stringify([perm, to.kind, to.id, effect]);

/** Ids of all that a perm has in it, at any depth, without itself. */
function partsOf(id: string, perms: AccessGraph["perms"]): ReadonlySet<string> {
  const found = new Set([id]);
  // A set that grows while it is walked is walked to its end.
  for (const one of found) for (const part of perms.get(one)?.parts ?? []) found.add(part);
  found.delete(id);
  return found;
}
