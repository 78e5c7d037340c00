import { type z } from "zod";
import { noContent } from "../http/answers";
import { type Context } from "../http/context";
import { guarded, patchOrPut } from "../http/guarded";
import { managerGroupOf, setManagerGroup } from "../model/manager-groups";
import { membersOf } from "../model/node-members";
import { childrenOf, deleteNode, updateNode } from "../model/nodes";
import { canRead, canWrite } from "../model/rights";
import { type NodeRow } from "../model/tables";
import { changesOf, json, query } from "../wire/fields";
import { denied, invalidField, notFound } from "../wire/refusal";
import { nodeDetail, purgeScopes } from "../wire/views/node";
import { nodeThenUser, pathNode } from "./lookup";
import { auditDeleted, auditLeft, auditUpdated } from "./node-audit";
import { NODE_FIELDS, checkManagerPerms } from "./node-fields";

/** The three names of a node: `node/d_x/`, `dept/x/`, `group/x/`. */
export const NODE_URLS = ["/node/:id/", "/dept/:dept/", "/group/:group/"] as const;

/** The node of the path, for those who may write it; 403 for others. */
export function writableNode(context: Context): NodeRow {
  const node = pathNode(context);
  if (!canWrite(context.db, context.user(), node)) throw denied();
  return node;
}

function get(context: Context) {
  const { db } = context;
  const node = pathNode(context);
  if (!canRead(db, context.user(), node)) throw notFound();
  return nodeDetail(db, purgeScopes(db, node));
}

const CHANGES = changesOf(NODE_FIELDS);

function patch(context: Context<z.output<typeof CHANGES>>) {
  const { db, body } = context;
  const node = writableNode(context);
  const { uid, accept_user, node_scope, user_scope, manager_group, ...plain } = body;
  if (typeof uid === "string" && uid !== node.uid) {
    throw invalidField("uid", "this field is immutable");
  }
  const updated = updateNode(db, node.pk, {
    ...plain,
    ...(accept_user !== undefined && { accept_user: accept_user ? 1 : 0 }),
    ...(node_scope !== undefined && { node_scope: JSON.stringify(node_scope) }),
    ...(user_scope !== undefined && { user_scope: JSON.stringify(user_scope) }),
  });
  auditUpdated(context, updated);
  const group = managerGroupOf(updated);
  // Other nodes have none to write.
  if (!group || !manager_group) return nodeDetail(db, updated);
  checkManagerPerms(db, manager_group);
  return nodeDetail(db, setManagerGroup(db, updated, { ...group, ...manager_group }));
}

const REMOVAL = query("ignore_user");

/** Deletes an empty node; `ignore_user=true` one that has only members (ARKID.md 21). */
function remove(context: Context<unknown, z.output<typeof REMOVAL>>) {
  const { db } = context;
  const node = writableNode(context);
  if (childrenOf(db, node.pk).length > 0) throw invalidField("node", "protected_by_child_node");
  const ignoreUsers = ["true", "True"].includes(context.query.ignore_user ?? "");
  const members = membersOf(db, node.pk);
  if (!ignoreUsers && members.length > 0) throw invalidField("node", "protected_by_child_user");
  if (ignoreUsers) auditLeft(context, node, members);
  auditDeleted(context, node);
  deleteNode(db, node.pk);
  return noContent();
}

/** One department or group. */
export const nodeRoutes = guarded(nodeThenUser, (app) => {
  for (const url of NODE_URLS) {
    app.get(url, { config: { headless: true } }, get);
    patchOrPut(app, url, { body: json(CHANGES), before: writableNode }, patch);
    app.delete(url, { schema: { querystring: REMOVAL } }, remove);
  }
});
