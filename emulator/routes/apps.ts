import { type AppRow, createApp, deleteApp, findApp, oauthBlock, updateApp } from "../model/apps";
import { managedBy } from "../model/manager-groups";
import { createCompanion } from "../model/new-nodes";
import { getOrg } from "../model/orgs";
import { roleIn, runsOrg } from "../model/rights";
import { freeSlug } from "../model/slug";
import { asObject, validate } from "../wire/fields";
import { denied, invalidField, notAllowed, notFound } from "../wire/refusal";
import { appView, oauthView } from "../wire/views/app";
import { APP_FIELDS, appColumns, checkSamlChange } from "./app-fields";
import { listApps } from "./app-list";
import { audit, person } from "./audit";
import { type Context, loggedIn } from "./context";
import { pathOrg } from "./lookup";
import { type Resource, created, noContent, ok } from "./router";

/** The app that the server itself is. */
const OWN_APP = "oneid";

function create(context: Context) {
  const { db } = context;
  const org = pathOrg(context);
  const actor = context.user();
  if (!runsOrg(actor, org) && !actor.holds(`${org.oid}_app_create`)) throw denied();
  const body = asObject(context.body.data());
  // There it makes a Kubernetes secret, or crashes for want of a cluster.
  if (body["secret_required"]) throw invalidField("secret_required", "unsupported");
  const values = validate(APP_FIELDS, body);
  const { name = "" } = values;
  const isTaken = (uid: string) => findApp(db, uid) !== undefined;
  if (values.uid !== undefined && isTaken(values.uid)) throw taken();
  const uid = values.uid ?? freeSlug(name, isTaken);
  const app = createApp(db, uid, { ...appColumns(values, undefined), name }, org);
  auditApp(context, app, "create");
  createCompanion(db, actor, org, `管理应用${name}`, { apps: [uid] });
  return created(appView(app, context.url.origin));
}

const taken = () => invalidField("uid", "this value has be used");

/** The app of the path. Its org's oid is not looked at (ARKID.md 34). */
function pathApp(context: Context): AppRow {
  const actor = context.user();
  const app = findApp(context.db, context.param("app"));
  if (!app) throw notFound();
  const org = app.org_id === null ? undefined : getOrg(context.db, app.org_id);
  const owns = org?.owner_id === actor.id;
  const manages = () => managedBy(context.db, actor.id)?.apps.has(app.uid) === true;
  if (!actor.isAdmin && !owns && !manages()) throw denied();
  return app;
}

function changeableApp(context: Context, verb: string): AppRow {
  const app = pathApp(context);
  if (app.uid === OWN_APP) throw notAllowed(`${verb} protected APP`);
  return app;
}

function patch(context: Context) {
  const { db } = context;
  const app = changeableApp(context, "MODIFY");
  checkSamlChange(context.body.data());
  const values = validate(APP_FIELDS, context.body.data(), { partial: true });
  if (values.uid !== undefined && values.uid !== app.uid) {
    throw findApp(db, values.uid) ? taken() : invalidField("uid", "this field is immutable");
  }
  const updated = updateApp(db, app.id, appColumns(values, app));
  auditApp(context, updated, "update");
  return ok(appView(updated, context.url.origin));
}

function remove(context: Context) {
  const app = changeableApp(context, "DELETE");
  deleteApp(context.db, app);
  auditApp(context, app, "delete");
  return noContent();
}

const DONE = { create: "创建", update: "更新", delete: "删除" } as const;

/** Notes in the log of an app's org what was done to it. */
function auditApp(context: Context, app: AppRow, act: keyof typeof DONE): void {
  const actor = context.user().user;
  const summary = `${person(actor)}${DONE[act]}应用(${app.name})`;
  audit(context, actor, `app_${act}`, summary, app.org_id);
}

/** Gives an app OAuth by its redirect address alone; makes the app if there is none. */
function registerOAuth(context: Context) {
  const { db } = context;
  context.admin();
  const { redirect_uris: redirect } = asObject(context.body.data());
  if (!redirect) throw invalidField("redirect_uris", "required");
  if (typeof redirect !== "string") throw invalidField("redirect_uris", "Not a valid string.");
  const uid = context.param("app");
  const existing = findApp(db, uid);
  const app = existing ?? createApp(db, uid, { name: uid }, undefined);
  const oauth = oauthBlock(app.oauth, { redirect_uris: redirect });
  updateApp(db, app.id, { oauth, index: originOf(redirect) });
  return { status: existing ? 200 : 201, body: oauthView(oauth, context.url.origin) };
}

/** `http://n.test` of `http://n.test/cb`; nothing of what is no address. */
function originOf(address: string): string {
  const origin = URL.canParse(address) ? new URL(address).origin : "";
  return origin === "null" ? "" : origin;
}

/** Apps. */
export const appRoutes: Resource[] = [
  {
    path: "org/<uid:oid>/app/",
    guard: (context) => {
      const org = pathOrg(context);
      const actor = context.user();
      const role = roleIn(context.db, org, actor.id);
      if (!actor.isAdmin && (role === "member" || role === "")) throw denied();
    },
    methods: { GET: listApps, POST: create },
    atomic: ["POST"],
  },
  {
    path: "org/<uid:oid>/app/<uid:app>/",
    guard: loggedIn,
    methods: {
      GET: (context) => ok(appView(pathApp(context), context.url.origin)),
      PATCH: patch,
      PUT: patch,
      DELETE: remove,
    },
  },
  {
    path: "org/<uid:oid>/app/<uid:app>/oauth/",
    guard: (context) => void context.admin(),
    methods: { POST: registerOAuth },
  },
];
