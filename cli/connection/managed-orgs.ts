import type { Connection } from "./connections";

/** The orgs that resources of a stack are in, as far as their inputs and outputs name them. */
export function managedOrgs({ inspector, resources }: Connection): string[] {
  const { capabilities } = inspector.backend;
  const ids = resources.flatMap(({ kind, id, inputs, outputs }) => {
    if (kind === "Org") return [id];
    return [inputs.org ?? outputs.org, kind === "Perm" ? inputs.scope : undefined];
  });
  const texts = ids.filter((id): id is string => typeof id === "string");
  return [...new Set(texts)].filter((id) => capabilities.orgProblem(id) === undefined);
}

/**
 * Which orgs of `--org` to look into on one of several connections: those that the stack has something in
 * there; the others on the stack's own connection, which is the first.
 *
 * @returns `undefined` where none is chosen
 */
export function chosenOrgs(
  connections: readonly Connection[],
  index: number,
  chosen: readonly string[] | undefined,
): string[] | undefined {
  if (chosen === undefined) return undefined;
  const managed = connections.map(managedOrgs);
  const isElsewhere = (id: string) => managed.some((orgs) => orgs.includes(id));
  return chosen.filter((id) => managed[index]?.includes(id) || (index === 0 && !isElsewhere(id)));
}
