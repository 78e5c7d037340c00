import { createChild, holdsCategories, holdsManagers } from "../model/new-nodes";
import { managedBy, purgeManagerGroup } from "../model/manager-groups";
import { type NodeRow, childrenOf, findNode } from "../model/nodes";
import { canWrite, orgOf, runsNode, seesNode } from "../model/rights";
import { freeSlug, randomLetters } from "../model/slug";
import { type Database } from "../storage/database";
import { asObject, validate } from "../wire/fields";
import { denied, invalidField } from "../wire/refusal";
import { managerGroupView } from "../wire/views/manager-group";
import { nodeDetail, nodeView } from "../wire/views/node";
import { type Context } from "./context";
import { pathNode } from "./lookup";
import { auditCreated } from "./node-audit";
import { NODE_FIELDS, checkManagerPerms } from "./node-fields";
import { changeChildren } from "./node-moves";
import { dialectOf, underNodes } from "./node-paths";
import { type Resource, created, ok } from "./router";

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
  const children = childrenOf(db, parent.pk);
  const view = holdsManagers(parent)
    ? (node: NodeRow) => managerGroupView(db, purgeManagerGroup(db, node))
    : nodeView;
  return ok({ [dialectOf(context).list]: children.map(view) });
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

function create(context: Context) {
  const { db } = context;
  const parent = pathNode(context);
  if (!mayCreate(context, parent)) throw denied();
  // The reference's department view reads its body by hand, the group view by the framework.
  const body = asObject(parent.kind === "d" ? context.body.json() : context.body.data());
  const values = validate(NODE_FIELDS, withDefaults(db, parent, body));
  const uid = values.uid ?? "";
  if (findNode(db, parent.kind, uid)) {
    const text = parent.kind === "d" ? "this value has be used" : "this value has been used";
    throw invalidField("uid", text);
  }
  if (holdsManagers(parent) && values.manager_group) checkManagerPerms(db, values.manager_group);
  const node = createChild(db, context.user(), parent, orgOf(db, parent), {
    uid,
    name: values.name ?? "",
    ...(values.remark !== undefined && { remark: values.remark }),
    ...(values.accept_user !== undefined && { acceptUser: values.accept_user }),
    ...(values.visibility !== undefined && { visibility: values.visibility }),
    ...(values.node_scope && { nodeScope: values.node_scope }),
    ...(values.user_scope && { userScope: values.user_scope }),
    managerGroup: values.manager_group,
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
  if (body["uid"] !== undefined && body["uid"] !== null) return body;
  const { uid: _, ...rest } = body;
  if (!rest["name"] && holdsManagers(parent) && rest["manager_group"]) {
    rest["name"] = randomLetters(8);
  }
  if (!rest["name"] && parent.kind === "g") throw invalidField("name", "this field is required");
  const name = rest["name"];
  if (typeof name !== "string" && typeof name !== "number") return rest;
  return { uid: freeSlug(String(name), (uid) => Boolean(findNode(db, parent.kind, uid))), ...rest };
}

/** What is directly in a node. */
export const nodeChildrenRoutes: Resource[] = underNodes(
  {
    path: "",
    guard: (context) => {
      pathNode(context);
      context.user();
    },
    methods: { GET: list, POST: create, PATCH: changeChildren },
    head: false,
  },
  (kind) => `${kind}/`,
);
