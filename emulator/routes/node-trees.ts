import { type z } from "zod";
import { type Context } from "../http/context";
import { guarded } from "../http/guarded";
import { type Actor } from "../model/actor";
import { managedBy } from "../model/manager-groups";
import { isMember } from "../model/node-members";
import { findNodeById, kindOf, pathOf, subtreeOf } from "../model/nodes";
import { orgMember } from "../model/org-members";
import { orgOf, runsOrg, seesNode } from "../model/rights";
import { type NodeRow } from "../model/tables";
import { type Database } from "../storage/database";
import { query } from "../wire/fields";
import { denied, notFound } from "../wire/refusal";
import { nodeDetail } from "../wire/views/node";
import { treeOf, treeUsers } from "../wire/views/tree";
import { pathNode } from "./lookup";
import { listKey } from "./node-words";
import { NODE_URLS } from "./nodes";

const TREE = query("user_required");
type Asked = Context<unknown, z.output<typeof TREE>>;

/** The people of a tree. Anything but these two spellings asks for them, even nothing (ARKID.md 22). */
const askedUsers = ({ db, query: { user_required } }: Asked, root: NodeRow) =>
  ["false", "False", undefined].includes(user_required) ? undefined : treeUsers(db, root.pk);

/** The node of the path; an id without a kind is unknown here, not malformed. */
function treeNode(context: Context): NodeRow {
  const id = context.param("id");
  if (id && !kindOf(id)) throw notFound();
  return pathNode(context);
}

function tree(context: Asked) {
  const root = treeNode(context);
  const nodes = visible(context, root, subtreeOf(context.db, root.pk));
  return treeOf(nodes, root, listKey(context), askedUsers(context, root));
}

/**
 * A node and all below it as a list, each before those below it: the document has this, the
 * reference does not.
 */
function list(context: Context) {
  const { db } = context;
  const root = treeNode(context);
  const children = new Map<number | null, NodeRow[]>();
  // From the last to the first, so that the first is on top of what is to come.
  for (const node of visible(context, root, subtreeOf(db, root.pk)).reverse()) {
    children.set(node.parent, [...(children.get(node.parent) ?? []), node]);
  }
  const listed: Record<string, unknown>[] = [];
  const next = [root];
  for (let node = next.pop(); node; node = next.pop()) {
    listed.push(nodeDetail(db, node));
    next.push(...(children.get(node.pk) ?? []));
  }
  return listed;
}

/** The nodes that the caller may see: all, or those in and above what they manage. */
function visible(context: Context, root: NodeRow, nodes: NodeRow[]): NodeRow[] {
  const { db } = context;
  const actor = context.user();
  if (actor.isAdmin) return nodes;
  const managed = managedBy(db, actor.id);
  if (!managed) throw denied();
  if (!seesNode(db, managed, root)) throw notFound();
  return nodes.filter((node) => seesNode(db, managed, node));
}

/** Who a node's `visibility` shows it to, among the members of its org. */
function isShown(db: Database, node: NodeRow, actor: Actor): boolean {
  const isBelow = (top: NodeRow) =>
    subtreeOf(db, top.pk).some((each) => isMember(db, each.pk, actor.id));
  if (node.visibility === 1) return true;
  if (node.visibility === 2) return isMember(db, node.pk, actor.id);
  if (node.visibility === 3) return isBelow(node);
  if (node.visibility !== 4) return false;
  // Those whom its scopes name, and those in a node that they name or in one below it.
  if ((JSON.parse(node.user_scope) as string[]).includes(actor.user.username)) return true;
  const scope = new Set(JSON.parse(node.node_scope) as string[]);
  return [...scope].flatMap((id) => findNodeById(db, id) ?? []).some(isBelow);
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

/** A tree without the nodes that are not shown to the caller, and without what lies below those. */
function shownTree(context: Asked) {
  const { db } = context;
  const actor = context.user();
  const root = shownNode(context);
  const nodes = subtreeOf(db, root.pk);
  const hidden = new Set(nodes.filter((node) => !isShown(db, node, actor)).map((node) => node.pk));
  const isHidden = (node: NodeRow) => pathOf(db, node.pk).some((pk) => hidden.has(pk));
  const left = nodes.filter((node) => hidden.size === 0 || !isHidden(node));
  return treeOf(left, root, "nodes", askedUsers(context, root));
}

/** Nodes with everything below them: for their managers, and for the members of their org. */
export const nodeTreeRoutes = guarded(
  (context) => void (treeNode(context), context.user()),
  (app) => {
    const schema = { querystring: TREE };
    for (const url of NODE_URLS)
      app.get(`${url}tree/`, { schema, config: { headless: true } }, tree);
    app.get("/node/:id/list/", list);
    app.get("/ucenter/node/:id/", (context) => nodeDetail(context.db, shownNode(context)));
    app.get("/ucenter/node/:id/tree/", { schema }, shownTree);
  },
);
