import { type Actor } from "../model/actor";
import { isMember } from "../model/node-members";
import { type NodeRow, findNodeById, pathOf, subtreeOf } from "../model/nodes";
import { orgMember } from "../model/org-members";
import { orgOf, runsOrg } from "../model/rights";
import { type Database } from "../storage/database";
import { notFound } from "../wire/refusal";
import { nodeDetail } from "../wire/views/node";
import { treeOf, treeUsers } from "../wire/views/tree";
import { type Context } from "./context";
import { treeNode, wantsUsers } from "./node-tree";
import { type Resource, ok } from "./router";

/** Who a node's `visibility` shows it to, among the members of its org. */
function isShown(db: Database, node: NodeRow, actor: Actor): boolean {
  if (node.visibility === 1) return true;
  if (node.visibility === 2) return isMember(db, node.pk, actor.id);
  if (node.visibility === 3)
    return subtreeOf(db, node.pk).some((n) => isMember(db, n.pk, actor.id));
  return node.visibility === 4 && isInScope(db, node, actor);
}

/** Whether he is named by a node's scopes, or is in a node that they name or in one below it. */
function isInScope(db: Database, node: NodeRow, actor: Actor): boolean {
  if ((JSON.parse(node.user_scope) as string[]).includes(actor.user.username)) return true;
  const scope = new Set(JSON.parse(node.node_scope) as string[]);
  const named = [...scope].flatMap((id) => findNodeById(db, id) ?? []);
  return named.some((top) => subtreeOf(db, top.pk).some((n) => isMember(db, n.pk, actor.id)));
}

/** The node of the path, for members of its org to whom it is shown; 404 for others. */
function shownNode(context: Context): NodeRow {
  const { db } = context;
  const actor = context.user();
  const node = treeNode(context);
  const org = orgOf(db, node);
  const belongs = org && (runsOrg(actor, org) || orgMember(db, org.id, actor.id));
  if (!belongs || !isShown(db, node, actor)) throw notFound();
  return node;
}

/** A tree without the nodes that are not shown to him, and without what lies below those. */
function tree(context: Context) {
  const { db } = context;
  const actor = context.user();
  const root = shownNode(context);
  const nodes = subtreeOf(db, root.pk);
  const hidden = new Set(nodes.filter((node) => !isShown(db, node, actor)).map((node) => node.pk));
  const visible = nodes.filter((node) => hidden.size === 0 || !isBelow(db, node, hidden));
  const users = wantsUsers(context) ? treeUsers(db, root.pk) : undefined;
  return ok(treeOf(visible, root, "nodes", users));
}

const isBelow = (db: Database, node: NodeRow, hidden: Set<number>): boolean =>
  pathOf(db, node.pk).some((pk) => hidden.has(pk));

const guard = (context: Context): void => {
  treeNode(context);
  context.user();
};

/** The org as its members see it. */
export const ucenterNodeRoutes: Resource[] = [
  {
    path: "ucenter/node/<uid:id>/",
    guard,
    methods: { GET: (context) => ok(nodeDetail(context.db, shownNode(context))) },
  },
  { path: "ucenter/node/<uid:id>/tree/", guard, methods: { GET: tree } },
];
