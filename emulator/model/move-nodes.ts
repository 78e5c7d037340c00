import { type Database } from "../storage/database";
import { childrenOf, nextPosition, pathOf, subtreeOf, updateNode } from "./nodes";
import { type NodeRow } from "./tables";

/** Why a node can't be moved below another. */
type MoveProblem = "deadlock" | "across_scope";

/**
 * What speaks against a move: a node below itself, or a group that would leave its kind. Groups
 * stay within their org and top; departments may go to another org (ARKID.md 16).
 */
export function moveProblem(db: Database, node: NodeRow, parent: NodeRow): MoveProblem | undefined {
  if (pathOf(db, parent.pk).includes(node.pk)) return "deadlock";
  if (node.kind === "d") return undefined;
  const sameScope = node.subject === parent.subject && node.org_id === parent.org_id;
  return sameScope ? undefined : "across_scope";
}

/** Puts a node last below a parent, its subtree with it. */
export function moveNode(db: Database, node: NodeRow, parent: NodeRow): void {
  const stays = node.parent === parent.pk;
  if (stays && node.kind === "d") return;
  updateNode(db, node.pk, { parent: parent.pk, position: nextPosition(db, parent.pk) });
  if (node.org_id === parent.org_id) return;
  for (const { pk } of subtreeOf(db, node.pk)) updateNode(db, pk, { org_id: parent.org_id });
}

/** Sorts some children among themselves: they share out the places they hold. */
export function sortChildren(db: Database, parent: NodeRow, wanted: NodeRow[]): void {
  const all = childrenOf(db, parent.pk);
  const chosen = new Set(wanted.map((node) => node.pk));
  const queue = [...new Map(wanted.map((node) => [node.pk, node])).values()];
  const order = all.map((node) => (chosen.has(node.pk) ? (queue.shift() as NodeRow) : node));
  order.forEach((node, index) => updateNode(db, node.pk, { position: index + 1 }));
}
