import { nodePath, permPath, type AccessGraph, type Path } from "../../access";
import type { AskedPerm, AskedPerson } from "./report";

export const personIn = ({ people }: AccessGraph, username: string): AskedPerson => ({
  username,
  name: people.get(username)?.name ?? "",
});

export function permIn({ perms, apps, orgs }: AccessGraph, id: string): AskedPerm {
  const perm = perms.get(id);
  const scope = perm?.scope ?? "";
  const app = apps.get(scope)?.name ?? orgs.get(scope)?.name ?? scope;
  return { id, name: perm?.isAppAccess === true ? "access" : (perm?.name ?? id), app };
}

/** Collects what the ids of a report are called. */
export class Names {
  private readonly names = new Map<string, string>();
  private readonly nodeTitles = new Map<string, string>();

  /** Whoever and whatever has one of these ids in a graph. */
  add(graph: AccessGraph, ids: Iterable<string>): this {
    for (const id of new Set(ids)) {
      if (this.names.has(id)) continue;
      const name = nameIn(graph, id);
      if (name !== undefined && name !== "" && name !== id) this.names.set(id, name);
      const title = titleIn(graph, id);
      if (title !== undefined) this.nodeTitles.set(id, title);
    }
    return this;
  }

  addPaths(graph: AccessGraph, paths: readonly Path[]): this {
    return this.add(
      graph,
      paths.flatMap((path) => path.flatMap(({ from, to, through = to }) => [from, to, through])),
    );
  }

  /** By id. */
  get all(): Record<string, string> {
    return Object.fromEntries(this.names);
  }

  /** Of nodes, by id: without those above them. */
  get titles(): Record<string, string> {
    return Object.fromEntries(this.nodeTitles);
  }
}

function nameIn(graph: AccessGraph, id: string): string | undefined {
  if (graph.nodes.has(id)) return nodePath(graph, id);
  if (graph.perms.has(id)) return permPath(graph, id);
  return graph.people.get(id)?.name ?? graph.apps.get(id)?.name ?? graph.orgs.get(id)?.name;
}

/** The root of an org's departments goes by the org's name. */
function titleIn(graph: AccessGraph, id: string): string | undefined {
  const node = graph.nodes.get(id);
  if (node?.isRoot !== true && node?.parent !== undefined) return node.name;
  if (node === undefined) return undefined;
  const isTop = node.kind === "department";
  return isTop ? (graph.orgs.get(node.org)?.name ?? node.name) : nodePath(graph, id);
}
