import { z } from "zod";
import { created, noContent } from "../http/answers";
import { type Context } from "../http/context";
import { guarded, patchOrPut } from "../http/guarded";
import {
  childrenOf,
  createNode,
  deleteNode,
  findNode,
  subtreeOf,
  updateNode,
} from "../model/nodes";
import { runsNode } from "../model/rights";
import { freeSlug } from "../model/slug";
import { APPS, APP_GROUP_MEMBERS, type AppRow, type NodeRow } from "../model/tables";
import { text } from "../wire/field-types";
import { changesOf, fail, field, form, json } from "../wire/fields";
import { denied, invalidField, notFound } from "../wire/refusal";
import { appView } from "../wire/views/app";
import { nodeDetail, nodeView } from "../wire/views/node";
import { treeOf } from "../wire/views/tree";
import { APP_FILTERS, listApps } from "./apps";
import { listSubject } from "./user-nodes";

/** The app group of the path, for who runs its org. */
function pathGroup(context: Context): NodeRow {
  const node = findNode(context.db, "ag", context.param("group"));
  if (!node) throw notFound();
  if (!runsNode(context.db, context.user(), node)) throw denied();
  return node;
}

const NO_NAME = "this field is required";
const name = text({ max: 255 });
const NEW = z.object({
  uid: text({ max: 255 }).exactOptional(),
  name: field((value): unknown => value || fail(NO_NAME), NO_NAME).pipe(name),
  remark: text({ blank: true }).exactOptional(),
});
const CHANGES = changesOf({ uid: text({ max: 255 }), name, remark: text({ blank: true }) });

function create(context: Context<z.output<typeof NEW>>) {
  const { db, body } = context;
  const parent = pathGroup(context);
  const isTaken = (uid: string) => findNode(db, "ag", uid) !== undefined;
  if (body.uid !== undefined && isTaken(body.uid)) {
    throw invalidField("uid", "this value has been used");
  }
  const node = createNode(db, {
    ...body,
    kind: "ag",
    uid: body.uid ?? freeSlug(body.name, isTaken),
    parent,
    subject: "app_group",
    orgId: parent.org_id,
  });
  return created(nodeDetail(db, node));
}

function patch(context: Context<z.output<typeof CHANGES>>) {
  const node = pathGroup(context);
  const { uid, ...values } = context.body;
  if (uid !== undefined && uid !== node.uid) throw invalidField("uid", "this field is immutable");
  return nodeDetail(context.db, updateNode(context.db, node.pk, values));
}

const appsOf = ({ db }: Context, node: NodeRow): AppRow[] =>
  db.all<AppRow>(
    "SELECT a.* FROM app_group_members m JOIN apps a ON a.id = m.app_id WHERE m.node = ? ORDER BY a.id",
    node.pk,
  );

function remove(context: Context) {
  const node = pathGroup(context);
  if (childrenOf(context.db, node.pk).length > 0) {
    throw invalidField("node", "protected_by_child_node");
  }
  if (appsOf(context, node).length > 0) throw invalidField("node", "protected_by_child_app");
  deleteNode(context.db, node.pk);
  return noContent();
}

const APPS_CHANGE = z.object({ subject: listSubject, app_ids: z.unknown() });

/** Puts apps in or takes them out, by their numbers. */
function changeApps(context: Context<z.output<typeof APPS_CHANGE>>) {
  const { db, address } = context;
  const group = pathGroup(context);
  const { pk: node } = group;
  const { subject, app_ids: given } = context.body;
  const ids = Array.isArray(given) ? given.map(Number) : [];
  const missing = ids.find((id) => !APPS.has(db, { id }));
  if (missing !== undefined) throw invalidField("user_uids", `app:${missing} does not exist`);
  if (subject === "override") APP_GROUP_MEMBERS.remove(db, { node });
  for (const app_id of ids) {
    if (subject === "delete") APP_GROUP_MEMBERS.remove(db, { node, app_id });
    else APP_GROUP_MEMBERS.insert(db, { node, app_id }, "IGNORE");
  }
  return { apps: appsOf(context, group).map((app) => appView(app, address.origin)) };
}

/** The groups that apps are sorted into. */
export const appGroupRoutes = guarded(pathGroup, (app) => {
  const url = "/app-group/:group/";
  app.get(url, (context) => nodeDetail(context.db, pathGroup(context)));
  patchOrPut(app, url, { body: json(CHANGES) }, patch);
  app.delete(url, remove);
  app.get(`${url}app-group/`, (context) => ({
    app_groups: childrenOf(context.db, pathGroup(context).pk).map(nodeView),
  }));
  app.post(`${url}app-group/`, { schema: { body: form(NEW) } }, create);
  app.get(`${url}tree/`, (context) => {
    const root = pathGroup(context);
    return treeOf(subtreeOf(context.db, root.pk), root, "nodes", undefined);
  });
  app.get(`${url}app/`, { schema: { querystring: APP_FILTERS } }, (context) =>
    listApps(context, appsOf(context, pathGroup(context))),
  );
  app.patch(`${url}app/`, { schema: { body: json(APPS_CHANGE) } }, changeApps);
});
