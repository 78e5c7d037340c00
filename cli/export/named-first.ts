import type { DeclaredNode } from "./nodes";

/**
 * Nodes, each after those that it names: a program can only name by its variable what is made before.
 * Of several that name one another the first that the org has is first.
 */
export function namedFirst(nodes: readonly DeclaredNode[]): DeclaredNode[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const visited = new Set<DeclaredNode>();
  const ordered: DeclaredNode[] = [];
  const add = (node: DeclaredNode | undefined): void => {
    if (node === undefined || visited.has(node)) return;
    visited.add(node);
    for (const id of namesOf(node)) add(byId.get(id));
    ordered.push(node);
  };
  for (const node of nodes) add(node);
  return ordered;
}

function namesOf({ parent, inputs }: DeclaredNode): string[] {
  const { visibleToNodes, managerGroup } = inputs;
  const managed = (managerGroup as { readonly nodes?: unknown } | undefined)?.nodes;
  const lists = [visibleToNodes, managed].filter((list) => Array.isArray(list));
  return [...(parent === undefined ? [] : [parent]), ...lists.flat().map(String)];
}
