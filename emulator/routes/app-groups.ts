import { type AppRow } from "../model/apps";
import {
  type NodeRow,
  childrenOf,
  createNode,
  deleteNode,
  findNode,
  subtreeOf,
  updateNode,
} from "../model/nodes";
import { runsNode } from "../model/rights";
import { freeSlug } from "../model/slug";
import { text } from "../wire/field-types";
import { asObject, validate } from "../wire/fields";
import { denied, invalidField, notFound } from "../wire/refusal";
import { appView } from "../wire/views/app";
import { nodeDetail, nodeView } from "../wire/views/node";
import { treeOf } from "../wire/views/tree";
import { listOf } from "./app-list";
import { type Context } from "./context";
import { type Resource, created, noContent, ok } from "./router";

const FIELDS = {
  uid: text({ max: 255 }),
  name: text({ max: 255, required: true }),
  remark: text({ blank: true }),
};

/** The app group of the path, for who runs its org. */
function pathGroup(context: Context): NodeRow {
  const node = findNode(context.db, "ag", context.param("group"));
  if (!node) throw notFound();
  if (!runsNode(context.db, context.user(), node)) throw denied();
  return node;
}

function create(context: Context) {
  const { db } = context;
  const parent = pathGroup(context);
  const body = asObject(context.body.data());
  if (!body["name"]) throw invalidField("name", "this field is required");
  const values = validate(FIELDS, body);
  const isTaken = (uid: string) => findNode(db, "ag", uid) !== undefined;
  if (values.uid !== undefined && isTaken(values.uid)) {
    throw invalidField("uid", "this value has been used");
  }
  const node = createNode(db, {
    kind: "ag",
    uid: values.uid ?? freeSlug(values.name ?? "", isTaken),
    name: values.name ?? "",
    remark: values.remark ?? "",
    parent,
    subject: "app_group",
    orgId: parent.org_id,
  });
  return created(nodeDetail(db, node));
}

function patch(context: Context) {
  const node = pathGroup(context);
  const { uid, ...values } = validate(FIELDS, context.body.json(), { partial: true });
  if (uid !== undefined && uid !== node.uid) throw invalidField("uid", "this field is immutable");
  return ok(nodeDetail(context.db, updateNode(context.db, node.pk, values)));
}

function appsOf(context: Context, node: NodeRow): AppRow[] {
  return context.db.all<AppRow>(
    "SELECT a.* FROM app_group_members m JOIN apps a ON a.id = m.app_id WHERE m.node = ? ORDER BY a.id",
    node.pk,
  );
}

function remove(context: Context) {
  const node = pathGroup(context);
  if (childrenOf(context.db, node.pk).length > 0) {
    throw invalidField("node", "protected_by_child_node");
  }
  if (appsOf(context, node).length > 0) throw invalidField("node", "protected_by_child_app");
  deleteNode(context.db, node.pk);
  return noContent();
}

/** Puts apps in or takes them out, by their numbers. */
function changeApps(context: Context) {
  const { db } = context;
  const node = pathGroup(context);
  const { subject, app_ids: ids } = asObject(context.body.json());
  if (subject !== "add" && subject !== "delete" && subject !== "override") {
    throw invalidField("subject", "this field must be one of add, delete, override");
  }
  const list = Array.isArray(ids) ? ids.map(Number) : [];
  for (const id of list) {
    if (db.get("SELECT 1 FROM apps WHERE id = ?", id)) continue;
    throw invalidField("user_uids", `app:${id} does not exist`);
  }
  if (subject === "override") db.run("DELETE FROM app_group_members WHERE node = ?", node.pk);
  for (const id of list) {
    const sql =
      subject === "delete"
        ? "DELETE FROM app_group_members WHERE node = ? AND app_id = ?"
        : "INSERT OR IGNORE INTO app_group_members (node, app_id) VALUES (?, ?)";
    db.run(sql, node.pk, id);
  }
  return ok({ apps: appsOf(context, node).map((app) => appView(app, context.url.origin)) });
}

const guard = (context: Context): void => void pathGroup(context);

/** The groups that apps are sorted into. */
export const appGroupRoutes: Resource[] = [
  {
    path: "app-group/<uid:group>/",
    guard,
    methods: {
      GET: (context) => ok(nodeDetail(context.db, pathGroup(context))),
      PATCH: patch,
      PUT: patch,
      DELETE: remove,
    },
  },
  {
    path: "app-group/<uid:group>/app-group/",
    guard,
    methods: {
      GET: (context) =>
        ok({ app_groups: childrenOf(context.db, pathGroup(context).pk).map(nodeView) }),
      POST: create,
    },
  },
  {
    path: "app-group/<uid:group>/tree/",
    guard,
    methods: {
      GET: (context) => {
        const root = pathGroup(context);
        return ok(treeOf(subtreeOf(context.db, root.pk), root, "nodes", undefined));
      },
    },
  },
  {
    path: "app-group/<uid:group>/app/",
    guard,
    methods: {
      GET: (context) => listOf(context, appsOf(context, pathGroup(context))),
      PATCH: changeApps,
    },
  },
];
