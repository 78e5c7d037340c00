import { z } from "zod";
import { Answer, created, noContent } from "../http/answers";
import { type Context } from "../http/context";
import { adminOnly, guarded, hook, loggedIn, patchOrPut } from "../http/guarded";
import { createApp, deleteApp, findApp, oauthBlock } from "../model/apps";
import { nodeValue, userGrant } from "../model/grants";
import { managedBy } from "../model/manager-groups";
import { createCompanion } from "../model/new-nodes";
import { findNodeById } from "../model/nodes";
import { getOrg } from "../model/orgs";
import { findPerm } from "../model/perms";
import { roleIn, runsOrg } from "../model/rights";
import { freeSlug } from "../model/slug";
import { APPS, type AppRow } from "../model/tables";
import { findUser } from "../model/users";
import { text } from "../wire/field-types";
import { anything, form, parseBody, query } from "../wire/fields";
import { paginateList } from "../wire/pagination";
import { denied, invalidField, notAllowed, notFound } from "../wire/refusal";
import { type AccessResult, appListView, appView, oauthView } from "../wire/views/app";
import { APP_CHANGES, appColumns, checkSamlChange } from "./app-fields";
import { auditBy } from "./audit";
import { pathOrg } from "./lookup";

/** The app that the server itself is. */
const OWN_APP = "oneid";

export const APP_FILTERS = query("name", "owner_access", "node_uid", "user_uid");
type Listing = Context<unknown, z.output<typeof APP_FILTERS>>;

/** Apps as listings show them; `owner_access` keeps those that an owner has access to, or has not. */
export function listApps(context: Listing, apps: AppRow[]) {
  const { db, address, query: asked } = context;
  const access = accessOf(context);
  const wanted = wantedAccess(asked.owner_access);
  const name = asked.name?.toLowerCase() ?? "";
  const listed = apps
    .filter((app) => app.name.toLowerCase().includes(name))
    .filter((app) => wanted === undefined || access(app).value === wanted);
  return paginateList(address, listed, (app) => appListView(db, app, address.origin, access(app)));
}

/**
 * The apps that the caller manages, youngest first; for a system administrator those of every org
 * (ARKID.md 34).
 */
function visibleApps(context: Context): AppRow[] {
  const actor = context.user();
  const all = APPS.page(context.db, "id").reverse();
  const apps = all.filter((app) => app.uid !== OWN_APP);
  if (actor.isAdmin) return apps;
  const managed = managedBy(context.db, actor.id);
  return apps.filter((app) => managed?.apps.has(app.uid));
}

/** Tells what an app is to the user or node that the query names; 400 for an unknown one. */
function accessOf({ db, query: asked }: Listing): (app: AppRow) => AccessResult {
  const { node_uid = "", user_uid = "" } = asked;
  const node = node_uid ? findNodeById(db, node_uid) : undefined;
  const user = user_uid ? findUser(db, user_uid) : undefined;
  if (node_uid && !node) throw invalidField("node_uid", "not found");
  if (user_uid && !user) throw invalidField("user_uid", "not found");
  return (app) => {
    const perm = findPerm(db, `app_${app.uid}_access`);
    const byUser = perm && user ? userGrant(db, perm.id, user.id).value : false;
    const byNode = perm && node ? nodeValue(db, perm.id, node.pk) : false;
    return { node_uid, user_uid, value: byUser || byNode };
  };
}

function wantedAccess(wanted: string | undefined): boolean | undefined {
  if (wanted === undefined || wanted === "") return undefined;
  if (/^(true|1)$/i.test(wanted)) return true;
  if (/^(false|0)$/i.test(wanted)) return false;
  throw invalidField("owner_access", "must be a boolean");
}

const taken = () => invalidField("uid", "this value has be used");

function mayCreate(context: Context): void {
  const org = pathOrg(context);
  const actor = context.user();
  if (!runsOrg(actor, org) && !actor.holds(`${org.oid}_app_create`)) throw denied();
}

const NEW = z.object({ ...APP_CHANGES.shape, name: text({ max: 255 }) });

function create(context: Context<z.output<typeof anything>>) {
  const { db, body } = context;
  const org = pathOrg(context);
  // There it makes a Kubernetes secret, or crashes for want of a cluster.
  if (body["secret_required"]) throw invalidField("secret_required", "unsupported");
  const values = parseBody(NEW, body);
  const { name } = values;
  const isTaken = (uid: string) => findApp(db, uid) !== undefined;
  if (values.uid !== undefined && isTaken(values.uid)) throw taken();
  const uid = values.uid ?? freeSlug(name, isTaken);
  const app = createApp(db, uid, { ...appColumns(values), name }, org);
  auditApp(context, app, "create");
  createCompanion(db, context.user(), org, `管理应用${name}`, { apps: [uid] });
  return created(appView(app, context.address.origin));
}

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

function patch(context: Context<z.output<typeof anything>>) {
  const { db, body } = context;
  const app = changeableApp(context, "MODIFY");
  checkSamlChange(body);
  const values = parseBody(APP_CHANGES, body);
  if (values.uid !== undefined && values.uid !== app.uid) {
    throw findApp(db, values.uid) ? taken() : invalidField("uid", "this field is immutable");
  }
  const updated = APPS.change(db, { id: app.id }, appColumns(values, app));
  auditApp(context, updated, "update");
  return appView(updated, context.address.origin);
}

function remove(context: Context) {
  const app = changeableApp(context, "DELETE");
  deleteApp(context.db, app);
  auditApp(context, app, "delete");
  return noContent();
}

const DONE = { create: "创建", update: "更新", delete: "删除" } as const;

/** Notes in the log of an app's org what was done to it. */
const auditApp = (context: Context, app: AppRow, act: keyof typeof DONE) =>
  auditBy(context, `app_${act}`, `${DONE[act]}应用(${app.name})`, app.org_id);

/** Gives an app OAuth by its redirect address alone; makes the app if there is none. */
function registerOAuth(context: Context<z.output<typeof anything>>) {
  const { db, body, address } = context;
  const { redirect_uris: redirect } = body;
  if (!redirect) throw invalidField("redirect_uris", "required");
  if (typeof redirect !== "string") throw invalidField("redirect_uris", "Not a valid string.");
  const uid = context.param("app");
  const existing = findApp(db, uid);
  const app = existing ?? createApp(db, uid, { name: uid }, undefined);
  const oauth = oauthBlock(app.oauth, { redirect_uris: redirect });
  APPS.update(db, { id: app.id }, { oauth, index: originOf(redirect) });
  return new Answer(existing ? 200 : 201, oauthView(oauth, address.origin));
}

/** `http://n.test` of `http://n.test/cb`; nothing of what is no address. */
function originOf(address: string): string {
  const origin = URL.canParse(address) ? new URL(address).origin : "";
  return origin === "null" ? "" : origin;
}

/** The org's owner and managers, and system administrators. */
function insiders(context: Context): void {
  const role = roleIn(context.db, pathOrg(context), context.user().id);
  if (!context.user().isAdmin && (role === "member" || role === "")) throw denied();
}

/** Apps. */
export const appRoutes = [
  guarded(insiders, (app) => {
    const url = "/org/:oid/app/";
    app.get(url, { schema: { querystring: APP_FILTERS } }, (context) =>
      listApps(context, visibleApps(context)),
    );
    app.route({
      method: "POST",
      url,
      schema: { body: form(anything) },
      preValidation: hook(mayCreate),
      config: { atomic: true },
      handler: create,
    });
  }),
  guarded(loggedIn, (app) => {
    const url = "/org/:oid/app/:app/";
    app.get(url, (context) => appView(pathApp(context), context.address.origin));
    patchOrPut(
      app,
      url,
      { body: form(anything), before: (context) => changeableApp(context, "MODIFY") },
      patch,
    );
    app.delete(url, remove);
  }),
  guarded(adminOnly, (app) => {
    app.post("/org/:oid/app/:app/oauth/", { schema: { body: form(anything) } }, registerOAuth);
  }),
];
