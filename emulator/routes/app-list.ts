import { type AppRow } from "../model/apps";
import { nodeValue, userGrant } from "../model/grants";
import { managedBy } from "../model/manager-groups";
import { findNodeById } from "../model/nodes";
import { findPerm } from "../model/perms";
import { findUser } from "../model/users";
import { paginateList } from "../wire/pagination";
import { invalidField } from "../wire/refusal";
import { type AccessResult, appListView } from "../wire/views/app";
import { type Context } from "./context";
import { type Reply, ok } from "./router";

/**
 * The apps that the caller manages, youngest first; for a system administrator those of every org
 * (ARKID.md 34). `owner_access` keeps those that the user or node asked for has access to, or has
 * not.
 */
export function listApps(context: Context): Reply {
  return listOf(context, visibleApps(context));
}

/** As `listApps`, of apps found otherwise. */
export function listOf(context: Context, apps: AppRow[]): Reply {
  const access = accessOf(context);
  const wanted = wantedAccess(context);
  const name = context.query("name")?.toLowerCase() ?? "";
  const listed = apps
    .filter((app) => app.name.toLowerCase().includes(name))
    .filter((app) => wanted === undefined || access(app).value === wanted);
  return ok(
    paginateList(context.url, listed, (app) =>
      appListView(context.db, app, context.url.origin, access(app)),
    ),
  );
}

function visibleApps(context: Context): AppRow[] {
  const actor = context.user();
  const all = context.db.all<AppRow>("SELECT * FROM apps WHERE uid <> 'oneid' ORDER BY id DESC");
  if (actor.isAdmin) return all;
  const managed = managedBy(context.db, actor.id);
  return all.filter((app) => managed?.apps.has(app.uid));
}

/** Tells what an app is to the user or node that the query names; 400 for an unknown one. */
function accessOf(context: Context): (app: AppRow) => AccessResult {
  const { db } = context;
  const nodeUid = context.query("node_uid") ?? "";
  const userUid = context.query("user_uid") ?? "";
  const node = nodeUid ? findNodeById(db, nodeUid) : undefined;
  const user = userUid ? findUser(db, userUid) : undefined;
  if (nodeUid && !node) throw invalidField("node_uid", "not found");
  if (userUid && !user) throw invalidField("user_uid", "not found");
  return (app) => {
    const perm = findPerm(db, `app_${app.uid}_access`);
    const byUser = perm && user ? userGrant(db, perm.id, user.id).value : false;
    const byNode = perm && node ? nodeValue(db, perm.id, node.pk) : false;
    return { node_uid: nodeUid, user_uid: userUid, value: byUser || byNode };
  };
}

function wantedAccess(context: Context): boolean | undefined {
  const wanted = context.query("owner_access");
  if (wanted === undefined || wanted === "") return undefined;
  if (/^(true|1)$/i.test(wanted)) return true;
  if (/^(false|0)$/i.test(wanted)) return false;
  throw invalidField("owner_access", "must be a boolean");
}
