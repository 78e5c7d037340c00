import { type ManagerGroup, managerGroupOf, setManagerGroup } from "../model/manager-groups";
import { membersOf } from "../model/node-members";
import { type NodeRow, childrenOf, deleteNode, updateNode } from "../model/nodes";
import { canRead, canWrite } from "../model/rights";
import { type Database } from "../storage/database";
import { type Values, validate } from "../wire/fields";
import { denied, invalidField, notFound } from "../wire/refusal";
import { nodeDetail, purgeScopes } from "../wire/views/node";
import { type Context } from "./context";
import { pathNode } from "./lookup";
import { auditDeleted, auditLeft, auditUpdated } from "./node-audit";
import { NODE_FIELDS, checkManagerPerms } from "./node-fields";
import { underNodes } from "./node-paths";
import { type Resource, noContent, ok } from "./router";

/** The node of the path, for those who may write it; 403 for others. */
export function writableNode(context: Context): NodeRow {
  const node = pathNode(context);
  if (!canWrite(context.db, context.user(), node)) throw denied();
  return node;
}

function get(context: Context) {
  const node = pathNode(context);
  if (!canRead(context.db, context.user(), node)) throw notFound();
  return ok(nodeDetail(context.db, purgeScopes(context.db, node)));
}

function patch(context: Context) {
  const { db } = context;
  const node = writableNode(context);
  const values = validate(NODE_FIELDS, context.body.json(), { partial: true });
  if (typeof values.uid === "string" && values.uid !== node.uid) {
    throw invalidField("uid", "this field is immutable");
  }
  const updated = updateNode(db, node.pk, columnsOf(values));
  auditUpdated(context, updated);
  return ok(nodeDetail(db, patchManagerGroup(db, updated, values.manager_group)));
}

/** The columns that hold what a body gave. */
function columnsOf(values: Values<typeof NODE_FIELDS>): Partial<NodeRow> {
  const { name, remark, visibility, accept_user, node_scope, user_scope } = values;
  return {
    ...(name !== undefined && { name }),
    ...(remark !== undefined && { remark }),
    ...(visibility !== undefined && { visibility }),
    ...(accept_user !== undefined && { accept_user: accept_user ? 1 : 0 }),
    ...(node_scope !== undefined && { node_scope: JSON.stringify(node_scope) }),
    ...(user_scope !== undefined && { user_scope: JSON.stringify(user_scope) }),
  };
}

/** Writes the given parts of a manager group's block; other nodes have none to write. */
function patchManagerGroup(
  db: Database,
  node: NodeRow,
  changes: Partial<ManagerGroup> | undefined,
): NodeRow {
  const group = managerGroupOf(node);
  if (!group || !changes) return node;
  checkManagerPerms(db, changes);
  return setManagerGroup(db, node, { ...group, ...changes });
}

/** Deletes an empty node; `ignore_user=true` one that has only members (ARKID.md 21). */
function remove(context: Context) {
  const { db } = context;
  const node = writableNode(context);
  if (childrenOf(db, node.pk).length > 0) throw invalidField("node", "protected_by_child_node");
  const ignoreUsers = ["true", "True"].includes(context.query("ignore_user") ?? "");
  const members = membersOf(db, node.pk);
  if (!ignoreUsers && members.length > 0) throw invalidField("node", "protected_by_child_user");
  if (ignoreUsers) auditLeft(context, node, members);
  auditDeleted(context, node);
  deleteNode(db, node.pk);
  return noContent();
}

/** One department or group. */
export const nodeRoutes: Resource[] = underNodes(
  {
    path: "",
    guard: (context) => {
      pathNode(context);
      context.user();
    },
    methods: { GET: get, PATCH: patch, PUT: patch, DELETE: remove },
    head: false,
  },
  () => "",
);
