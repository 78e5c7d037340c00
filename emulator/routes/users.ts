import { z } from "zod";
import { created, noContent } from "../http/answers";
import { type Context } from "../http/context";
import { guarded, hook, loggedIn, patchOrPut } from "../http/guarded";
import { managedBy } from "../model/manager-groups";
import { addMembers } from "../model/node-members";
import { hashPassword } from "../model/passwords";
import { managesUser } from "../model/rights";
import { type NodeRow, type UserRow } from "../model/tables";
import { revokeToken } from "../model/tokens";
import { createUser, deleteUser, findUser, updateUser } from "../model/users";
import { bool, text } from "../wire/field-types";
import { anything, form, query } from "../wire/fields";
import { message } from "../wire/messages";
import { paginate, paginateList } from "../wire/pagination";
import { denied, invalidField, notFound } from "../wire/refusal";
import { userDetail, userView } from "../wire/views/user";
import { auditBy, person } from "./audit";
import { administered, pathUser } from "./lookup";
import { auditPlaced } from "./node-audit";
import { userColumns, validateNewUser, validateUser } from "./user-fields";
import { nodesForNewUser } from "./user-nodes";

const FILTERS = query("keyword", "wechat_unionid");

/** Everybody but `admin`; a manager sees those whom they manage. */
function list(context: Context<unknown, z.output<typeof FILTERS>>) {
  const { db, address } = context;
  const actor = context.user();
  const managed = actor.isAdmin ? undefined : managedBy(db, actor.id);
  if (!actor.isAdmin && !managed) throw denied();
  const { where, values } = filter(context.query);
  const page = (limit: number, offset: number) =>
    db.all<UserRow>(
      `SELECT * FROM users ${where} ORDER BY id LIMIT ${limit} OFFSET ${offset}`,
      ...values,
    );
  const view = (user: UserRow) => userDetail(db, user);
  if (managed) {
    const mine = page(-1, 0).filter((user) => managesUser(db, managed, user));
    return paginateList(address, mine, view);
  }
  const count = db.get<{ n: number }>(`SELECT COUNT(*) AS n FROM users ${where}`, ...values)?.n;
  return paginate(address, count ?? 0, (limit, offset) => page(limit, offset).map(view));
}

function filter({ keyword = "", wechat_unionid: unionid }: z.output<typeof FILTERS>) {
  const columns = ["username", "name", "mobile", "private_email"];
  const parts = ["deleted = 0", "username <> 'admin'"];
  if (unionid) parts.push("0"); // nobody is bound to WeChat here
  if (keyword) parts.push(`(${columns.map((c) => `${c} LIKE ? ESCAPE '\\'`).join(" OR ")})`);
  const pattern = `%${keyword.replace(/[\\%_]/g, "\\$&")}%`;
  return {
    where: `WHERE ${parts.join(" AND ")}`,
    values: keyword ? columns.map(() => pattern) : [],
  };
}

/** Who may create users: system administrators and holders of the permission (ARKID.md 28). */
function mayCreate(context: Context): void {
  const actor = context.user();
  if (!actor.isAdmin && !actor.holds("system_user_create")) throw denied();
}

function create(context: Context<z.output<typeof anything>>): unknown {
  const { db, body } = context;
  if (body["user"] === undefined || body["user"] === null) {
    throw invalidField("user", message("required"));
  }
  const values = validateNewUser(db, body["user"]);
  const make = (hashed: { password?: string }) => {
    const nodes = nodesForNewUser(context, body);
    const user = createUser(db, { ...userColumns(values), ...hashed, username: values.username });
    for (const node of nodes) addMembers(db, node, [user.id]);
    auditCreate(context, user, nodes);
    return created(userDetail(db, user));
  };
  if (!values.password) return make({});
  return hashPassword(values.password).then(({ stored }) => () => {
    // Somebody else may have been quicker meanwhile.
    validateNewUser(db, body["user"]);
    return make({ password: stored });
  });
}

/** A creation is four entries there, whether or not there were nodes. */
function auditCreate(context: Context, user: UserRow, nodes: NodeRow[]): void {
  auditBy(context, "user_create", ` 创建新用户 ${person(user)}`);
  if (user.password) auditPassword(context, user);
  for (const kind of ["d", "g"] as const) {
    const own = nodes.filter((node) => node.kind === kind);
    auditPlaced(context, user, "joined", kind, own);
  }
}

function auditPassword(context: Context, user: UserRow): void {
  auditBy(context, "ucenter_reset_pwd", ` 修改用户(${person(user)})密码`);
}

/** Who is in no node: the document has this, the reference only a user of that name. */
function listIsolated(context: Context) {
  const { db, address } = context;
  context.admin();
  const isolated = db.all<UserRow>(
    `SELECT * FROM users u WHERE deleted = 0 AND username <> 'admin' AND NOT EXISTS (
       SELECT 1 FROM node_members m JOIN nodes n ON n.pk = m.node
       WHERE m.user_id = u.id AND n.deleted = 0
     ) ORDER BY id`,
  );
  return paginateList(address, isolated, (user) => userView(db, user));
}

function get(context: Context) {
  const { db } = context;
  const actor = context.user();
  const user = pathUser(context);
  const managed = actor.isAdmin ? undefined : managedBy(db, actor.id);
  if (!actor.isAdmin && !(managed && managesUser(db, managed, user))) throw notFound();
  return userDetail(db, user);
}

/** The body is flat; passwords and nodes in it are ignored (ARKID.md 25). */
function patch(context: Context<z.output<typeof anything>>) {
  const { db } = context;
  const user = administered(context);
  const values = validateUser(db, context.body, user);
  const updated = updateUser(db, user.id, userColumns(values, user));
  auditBy(context, "user_update", ` 编辑用户(${person(updated)})信息`);
  return userDetail(db, updated);
}

const PASSWORD = z.object({ password: text(), require_reset_password: bool });

async function changePassword(context: Context<z.output<typeof PASSWORD>>) {
  const { db, body } = context;
  const { stored } = await hashPassword(body.password);
  return () => {
    const user = administered(context);
    const { require_reset_password } = body;
    updateUser(db, user.id, { password: stored, require_reset: require_reset_password ? 1 : 0 });
    revokeToken(db, user.id);
    auditPassword(context, user);
    return { require_reset_password };
  };
}

/** People. */
export const userRoutes = guarded(loggedIn, (app) => {
  const one = "/user/:username/";
  app.get("/user/", { schema: { querystring: FILTERS } }, list);
  app.route({
    method: "POST",
    url: "/user/",
    schema: { body: form(anything) },
    preValidation: hook(mayCreate),
    config: { atomic: true },
    handler: create,
  });
  app.get(one, (context) =>
    context.param("username") === "isolated" && !findUser(context.db, "isolated")
      ? listIsolated(context)
      : get(context),
  );
  patchOrPut(app, one, { body: form(anything), before: administered }, patch);
  app.delete(one, (context) => {
    const user = administered(context);
    auditBy(context, "user_delete", `批量删除用户[${person(user)}]`);
    deleteUser(context.db, user.id);
    return noContent();
  });
  app.route({
    method: "PATCH",
    url: `${one}password/`,
    schema: { body: form(PASSWORD) },
    preValidation: hook(administered),
    handler: changePassword,
  });
});
