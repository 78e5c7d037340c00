import { Evaluation } from "./evaluation";
import type { AccessGraph } from "./graph";
import { GraphIndex } from "./graph-index";
import { byText } from "./order";
import type { Access, Path } from "./path";

/**
 * Who has a perm at that time, and by which ways; sorted by username. People whom only a membership or
 * a grant names count; an app that lets everybody in lets in the people of the graph.
 */
export function whoCan(graph: AccessGraph, perm: string, at: Date): readonly Access[] {
  const evaluation = new Evaluation(graph, perm, at);
  return [...evaluation.candidates()]
    .map((username) => ({ username, perm, paths: evaluation.paths(username) }))
    .filter(({ paths }) => paths.length > 0)
    .sort(byText(({ username }) => username));
}

/** What somebody has at that time, and by which ways; sorted by the perms' ids. */
export function whatCan(graph: AccessGraph, username: string, at: Date): readonly Access[] {
  return [...permsAround(graph, username)]
    .map((perm) => ({ username, perm, paths: why(graph, username, perm, at) }))
    .filter(({ paths }) => paths.length > 0)
    .sort(byText(({ perm }) => perm));
}

/** All ways by which somebody has a perm at that time; empty where they do not have it. */
export function why(graph: AccessGraph, username: string, perm: string, at: Date): readonly Path[] {
  return new Evaluation(graph, perm, at).paths(username);
}

/** The perms that a grant or a denial could bring to somebody, and those that everybody has. */
function permsAround(graph: AccessGraph, username: string): ReadonlySet<string> {
  const index = GraphIndex.of(graph);
  const found = new Set([...index.openPerms(), ...(index.permsOf.user.get(username) ?? [])]);
  for (const { node } of index.membershipsOf.get(username) ?? []) {
    for (const perm of index.permsAbove(node)) found.add(perm);
  }
  return found;
}
