import { z } from "zod";
import { created } from "../http/answers";
import { type Context } from "../http/context";
import { type Api, guarded, hook } from "../http/guarded";
import { managedBy, purgeManagerGroup } from "../model/manager-groups";
import { moveNode, moveProblem, sortChildren } from "../model/move-nodes";
import { createChild, holdsCategories, holdsManagers } from "../model/new-nodes";
import { childrenOf, findNode } from "../model/nodes";
import { canWrite, orgOf, runsNode, seesNode } from "../model/rights";
import { freeSlug, randomLetters } from "../model/slug";
import { type NodeRow } from "../model/tables";
import { type Database } from "../storage/database";
import { anything, asObject, isFalsy, parseBody, typedJson } from "../wire/fields";
import { denied, invalidField } from "../wire/refusal";
import { managerGroupView } from "../wire/views/manager-group";
import { nodeDetail, nodeView } from "../wire/views/node";
import { nodeThenUser, pathNode } from "./lookup";
import { auditCreated, auditMoved, auditSorted } from "./node-audit";
import { NODE_FIELDS, checkManagerPerms } from "./node-fields";
import { listKey, namedNodes, wordFor } from "./node-words";
import { writableNode } from "./nodes";

/** The node of the path, for those who may see what is in it; 403 for others. */
export function openNode(context: Context): NodeRow {
  const { db } = context;
  const node = pathNode(context);
  const actor = context.user();
  if (runsNode(db, actor, node) || !orgOf(db, node)) return node;
  const managed = managedBy(db, actor.id);
  if (!managed || !seesNode(db, managed, node)) throw denied();
  return node;
}

function list(context: Context) {
  const { db } = context;
  const parent = openNode(context);
  const view = holdsManagers(parent)
    ? (node: NodeRow) => managerGroupView(db, purgeManagerGroup(db, node))
    : nodeView;
  return { [listKey(context)]: childrenOf(db, parent.pk).map(view) };
}

/** Who may make a node here: categories and manager groups are for who runs the org. */
function mayCreate(context: Context, parent: NodeRow): boolean {
  const { db } = context;
  const actor = context.user();
  const org = orgOf(db, parent);
  if (runsNode(db, actor, parent)) return true;
  if (holdsCategories(parent))
    return org !== undefined && actor.holds(`${org.oid}_category_create`);
  return !holdsManagers(parent) && canWrite(db, actor, parent);
}

const NEW = z.object({
  ...NODE_FIELDS,
  uid: NODE_FIELDS.uid.optional(),
  remark: NODE_FIELDS.remark.exactOptional(),
  accept_user: NODE_FIELDS.accept_user.exactOptional(),
  visibility: NODE_FIELDS.visibility.exactOptional(),
  node_scope: NODE_FIELDS.node_scope.exactOptional(),
  user_scope: NODE_FIELDS.user_scope.exactOptional(),
  manager_group: NODE_FIELDS.manager_group.optional(),
});

function create(context: Context) {
  const { db, content } = context;
  const parent = pathNode(context);
  if (!mayCreate(context, parent)) throw denied();
  // The reference's department view reads its body by hand, the group view by the framework.
  const body = asObject(parent.kind === "d" ? content.json() : content.data());
  const values = parseBody(NEW, withDefaults(db, parent, body));
  const uid = values.uid ?? "";
  if (findNode(db, parent.kind, uid)) {
    const text = parent.kind === "d" ? "this value has be used" : "this value has been used";
    throw invalidField("uid", text);
  }
  const { accept_user, node_scope, user_scope, manager_group: managerGroup, ...plain } = values;
  if (holdsManagers(parent) && managerGroup) checkManagerPerms(db, managerGroup);
  const node = createChild(db, context.user(), parent, orgOf(db, parent), {
    ...plain,
    uid,
    ...(accept_user !== undefined && { acceptUser: accept_user }),
    ...(node_scope && { nodeScope: node_scope }),
    ...(user_scope && { userScope: user_scope }),
    managerGroup,
  });
  auditCreated(context, node, parent);
  return created(nodeDetail(db, node));
}

/** A body with the uid that its name yields; a manager group may do without either. */
function withDefaults(
  db: Database,
  parent: NodeRow,
  body: Record<string, unknown>,
): Record<string, unknown> {
  if (!isFalsy(body["uid"])) return body;
  const { uid: _, ...rest } = body;
  if (!rest["name"] && holdsManagers(parent) && rest["manager_group"]) {
    rest["name"] = randomLetters(8);
  }
  if (!rest["name"] && parent.kind === "g") throw invalidField("name", "this field is required");
  const name = rest["name"];
  if (typeof name !== "string" && typeof name !== "number") return rest;
  return { uid: freeSlug(String(name), (uid) => Boolean(findNode(db, parent.kind, uid))), ...rest };
}

/** Moves nodes below this one, or sorts the ones that are there. */
function change(context: Context<z.output<typeof anything>>) {
  const { db, body } = context;
  const parent = writableNode(context);
  const { subject } = body;
  if (subject !== "add" && subject !== "sort") {
    throw invalidField("subject", "this field must be one of add, sort");
  }
  const word = wordFor(parent);
  const notValid = (uid: string) => invalidField(`${word}_uids`, `${word}:${uid} invalid`);
  const nodes = namedNodes(context, parent, body, notValid);
  if (subject === "add") for (const node of nodes) move(context, parent, node);
  else {
    const other = nodes.find((node) => node.parent !== parent.pk);
    if (other) throw notValid(other.uid);
    sortChildren(db, parent, nodes);
    auditSorted(context, nodes, parent);
  }
  return { [listKey(context)]: childrenOf(db, parent.pk).map(nodeView) };
}

function move(context: Context, parent: NodeRow, node: NodeRow): void {
  const { db } = context;
  // There whoever may write the new parent may: an owner even takes another org's department.
  if (!orgOf(db, node) && !canWrite(db, context.user(), node)) throw denied();
  const problem = moveProblem(db, node, parent);
  if (problem) throw invalidField("node", problem);
  moveNode(db, node, parent);
  auditMoved(context, node, parent);
}

const define = (app: Api, url: string) => {
  app.get(url, { config: { headless: true } }, list);
  app.post(url, create);
  app.patch(
    url,
    { schema: { body: typedJson(anything) }, preValidation: hook(writableNode) },
    change,
  );
};

/** What is directly in a node. */
export const nodeChildrenRoutes = guarded(nodeThenUser, (app) => {
  define(app, "/node/:id/node/");
  define(app, "/dept/:dept/dept/");
  define(app, "/group/:group/group/");
});
