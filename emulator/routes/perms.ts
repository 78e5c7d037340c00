import { randomUUID } from "node:crypto";
import { z } from "zod";
import { type Context } from "../http/context";
import { created, noContent } from "../http/answers";
import { adminOnly, guarded, patchOrPut } from "../http/guarded";
import { createPerm, deletePerm, findPerm } from "../model/perms";
import { freeSlug, randomHex } from "../model/slug";
import { PERMS, type PermRow } from "../model/tables";
import { type Value } from "../storage/database";
import { text } from "../wire/field-types";
import { block, changesOf, form, json, query } from "../wire/fields";
import { paginateList } from "../wire/pagination";
import { invalid, notAllowed, notFound } from "../wire/refusal";
import { permView, permWithOwners } from "../wire/views/perm";
import { auditBy } from "./audit";
import { findApp } from "../model/apps";

const ACCOUNT = z.object({
  domain: text({ max: 255 }),
  username: text({ max: 255 }).nullable().default(""),
  password: text({ max: 512 }),
});

const NEW = z.object({
  scope: text({ max: 128 }),
  name: text({ max: 255 }),
  sub_account: block(ACCOUNT).optional(),
});

const CHANGES = changesOf({
  name: text({ max: 255 }),
  remark: text({ blank: true }),
  scope: text({ max: 128 }),
});

/** What a listing of permissions may be asked for. */
export const PERM_FILTERS = query("scope", "action", "action_except", "subject", "name");

/** The permissions that a query asks for, in the order of their making. */
export function askedPerms({ db, query: asked }: Context<unknown, z.output<typeof PERM_FILTERS>>) {
  const conditions: [string, string | undefined][] = [
    ["scope = ?", asked.scope],
    ["action = ?", asked.action],
    ["action <> ?", asked.action_except],
    ["subject = ?", asked.subject],
    ["instr(lower(name), lower(?)) > 0", asked.name],
  ];
  const given = conditions.filter(([, value]) => value);
  const where = ["1", ...given.map(([condition]) => condition)].join(" AND ");
  const values = given.map(([, value]) => value as Value);
  return db.all<PermRow>(`SELECT * FROM perms WHERE ${where} ORDER BY id`, ...values);
}

/** The permission of the path; 404. */
export function pathPerm(context: Context): PermRow {
  const perm = findPerm(context.db, context.param("perm"));
  if (!perm) throw notFound();
  return perm;
}

/** The permission of the path, unless it is the system's own: 405. */
function ownPerm(context: Context, verb: string): PermRow {
  const perm = pathPerm(context);
  if (perm.subject === "system") throw notAllowed(`${verb} protected perm`);
  return perm;
}

/** A permission in the log's summaries. */
export const called = ({ name, uid }: PermRow): string => `${name}(${uid})`;

/** Its uid comes from scope and name; what else a body says of it is dropped (ARKID.md 29). */
function create(context: Context<z.output<typeof NEW>>) {
  const { db } = context;
  const { scope, name, sub_account: account } = context.body;
  const uidOf = (action: string) => `app_${scope}_${action}`;
  const fresh = { scope, subject: "app", posted: 1 };
  const make = () => {
    const action = freeSlug(name, (taken) => findPerm(db, uidOf(taken)) !== undefined);
    return createPerm(db, { ...fresh, uid: uidOf(action), name, action });
  };
  /** The permission to use an app by a shared account. */
  const makeForAccount = () => {
    const app = findApp(db, scope);
    if (!app) throw invalid({ scope: "not found" });
    const action = `access${randomHex(10)}`;
    return createPerm(db, {
      ...fresh,
      uid: uidOf(action),
      name: `以 "${String(account?.username)}" 身份访问 ${app.name}`,
      action,
      sub_account: JSON.stringify({ uuid: randomUUID().replaceAll("-", ""), ...account }),
    });
  };
  const perm = account ? makeForAccount() : make();
  auditBy(context, "perm_create", `创建权限(${called(perm)})`);
  return created(permView(perm));
}

function remove(context: Context) {
  const perm = ownPerm(context, "DELETE");
  deletePerm(context.db, perm.id);
  auditBy(context, "perm_delete", `删除权限(${called(perm)})`);
  return noContent();
}

/** Permissions; system administrators only. */
export const permRoutes = guarded(adminOnly, (app) => {
  const listing = PERM_FILTERS.extend(query("owner_subject").shape);
  app.get("/perm/", { schema: { querystring: listing } }, (context) =>
    paginateList(context.address, askedPerms(context), (perm) =>
      permWithOwners(context.db, perm, context.query.owner_subject),
    ),
  );
  app.post("/perm/", { schema: { body: form(NEW) }, config: { atomic: true } }, create);
  app.get("/perm/:perm/", (context) => permView(pathPerm(context)));
  patchOrPut(
    app,
    "/perm/:perm/",
    { body: json(CHANGES), before: (context) => ownPerm(context, "MODIFY") },
    (context) => permView(PERMS.change(context.db, { uid: context.param("perm") }, context.body)),
  );
  app.delete("/perm/:perm/", remove);
});
