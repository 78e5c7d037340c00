import type { AccessGraph, Perm } from "../graph";
import { type Spelled, finder } from "./spelling";

/**
 * The perms that a text means: an id, `<app id>/access` or `App/access` for the one to use an app,
 * `App/Perm` or `Org/Perm`, the name alone.
 */
export const findPerm = finder((graph) =>
  [...graph.perms.values()].map((perm) => spelled(graph, perm)),
);

/** What shows which perm it is: `CI/Deploy`, `CI/access`; the id of one that is unknown. */
export function permPath(graph: AccessGraph, id: string): string {
  const perm = graph.perms.get(id);
  return perm ? `${scopeOf(graph, perm)}/${perm.isAppAccess ? "access" : perm.name}` : id;
}

const scopeOf = ({ apps, orgs }: AccessGraph, { scope }: Perm): string =>
  apps.get(scope)?.name ?? orgs.get(scope)?.name ?? scope;

function spelled(graph: AccessGraph, perm: Perm): Spelled {
  const { id, scope, name, isAppAccess } = perm;
  const names = isAppAccess ? ["access", name] : [name];
  const scopes = [scope, scopeOf(graph, perm)];
  const full = scopes.flatMap((one) => names.map((last) => `${one}/${last}`));
  return { id, path: permPath(graph, id), ways: [[id], full, [name]] };
}
