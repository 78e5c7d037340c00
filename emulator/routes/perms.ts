import { randomUUID } from "node:crypto";
import { type PermRow, createPerm, deletePerm, findPerm, updatePerm } from "../model/perms";
import { freeSlug, randomHex } from "../model/slug";
import { text } from "../wire/field-types";
import { FieldError, type Field, asObject, validate } from "../wire/fields";
import { paginateList } from "../wire/pagination";
import { invalid, notAllowed, notFound } from "../wire/refusal";
import { permView, permWithOwners } from "../wire/views/perm";
import { audit, person } from "./audit";
import { type Context, adminOnly } from "./context";
import { askedPerms } from "./perm-filters";
import { type Resource, created, noContent, ok } from "./router";

interface SubAccount {
  domain: string;
  username: string;
  password: string;
}

const subAccount: Field<SubAccount> = {
  parse(value) {
    const { domain, username, password } = asObject(value);
    if (![domain, username, password].every((part) => typeof part === "string")) {
      throw new FieldError(["Invalid data."]);
    }
    return { domain, username, password } as SubAccount;
  },
};

const FIELDS = {
  scope: text({ max: 128, required: true }),
  name: text({ max: 255, required: true }),
  sub_account: subAccount,
};

const CHANGES = {
  name: text({ max: 255 }),
  remark: text({ blank: true }),
  scope: text({ max: 128 }),
};

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

/** Its uid comes from scope and name; what else a body says of it is dropped (ARKID.md 29). */
function create(context: Context) {
  const { db } = context;
  const body = validate(FIELDS, context.body.data());
  const { scope = "", name = "", sub_account: account } = body;
  if (account) return made(context, createAccountPerm(context, scope, account));
  const uidOf = (action: string) => `app_${scope}_${action}`;
  const action = freeSlug(name, (taken) => findPerm(db, uidOf(taken)) !== undefined);
  const perm = createPerm(db, {
    uid: uidOf(action),
    name,
    scope,
    action,
    subject: "app",
    posted: true,
  });
  return made(context, perm);
}

function made(context: Context, perm: PermRow) {
  auditPerm(context, "perm_create", `创建权限(${called(perm)})`);
  return created(permView(perm));
}

function remove(context: Context) {
  const perm = ownPerm(context, "DELETE");
  deletePerm(context.db, perm.id);
  auditPerm(context, "perm_delete", `删除权限(${called(perm)})`);
  return noContent();
}

/** A permission in the log's summaries. */
export const called = ({ name, uid }: PermRow): string => `${name}(${uid})`;

/** Notes in the system's log what was done to a permission: an org's own has none of it. */
export function auditPerm(
  context: Context,
  subject: "perm_create" | "perm_delete" | "perm_assign",
  done: string,
): void {
  const actor = context.user().user;
  audit(context, actor, subject, `${person(actor)}${done}`);
}

/** The permission to use an app by a shared account. */
function createAccountPerm(context: Context, scope: string, account: SubAccount): PermRow {
  const { db } = context;
  const app = db.get<{ name: string }>("SELECT name FROM apps WHERE uid = ?", scope);
  if (!app) throw invalid({ scope: "not found" });
  const action = `access${randomHex(10)}`;
  return createPerm(db, {
    uid: `app_${scope}_${action}`,
    name: `以 "${account.username}" 身份访问 ${app.name}`,
    scope,
    action,
    subject: "app",
    posted: true,
    subAccount: JSON.stringify({ uuid: randomUUID().replaceAll("-", ""), ...account }),
  });
}

function patch(context: Context) {
  const perm = ownPerm(context, "MODIFY");
  const changes = validate(CHANGES, context.body.json(), { partial: true });
  return ok(permView(updatePerm(context.db, perm.id, changes)));
}

/** Permissions; system administrators only. */
export const permRoutes: Resource[] = [
  {
    path: "perm/",
    guard: adminOnly,
    methods: {
      GET: (context) =>
        ok(
          paginateList(context.url, askedPerms(context), (perm) =>
            permWithOwners(context.db, perm, context.query("owner_subject")),
          ),
        ),
      POST: create,
    },
    atomic: ["POST"],
  },
  {
    path: "perm/<uid:perm>/",
    guard: adminOnly,
    methods: {
      GET: (context) => ok(permView(pathPerm(context))),
      PATCH: patch,
      PUT: patch,
      DELETE: remove,
    },
  },
];
