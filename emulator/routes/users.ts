import { managedBy } from "../model/manager-groups";
import { addMembers } from "../model/node-members";
import { hashPassword } from "../model/passwords";
import { managesUser } from "../model/rights";
import { revokeToken } from "../model/tokens";
import { type UserRow, createUser, deleteUser, updateUser } from "../model/users";
import { bool, text } from "../wire/field-types";
import { asObject, validate } from "../wire/fields";
import { message } from "../wire/messages";
import { paginate, paginateList } from "../wire/pagination";
import { denied, invalidField, notFound } from "../wire/refusal";
import { userDetail } from "../wire/views/user";
import { audit, person } from "./audit";
import { type Context, loggedIn } from "./context";
import { pathUser } from "./lookup";
import { type Resource, created, noContent, ok, prepared } from "./router";
import { userColumns, validateUser } from "./user-fields";
import { nodesForNewUser } from "./user-nodes";

/** Everybody but `admin`; a manager sees those he manages. */
function list(context: Context) {
  const { db, url } = context;
  const actor = context.user();
  const managed = actor.isAdmin ? undefined : managedBy(db, actor.id);
  if (!actor.isAdmin && !managed) throw denied();
  const unionid = context.query("wechat_unionid");
  const { where, values } = filter(context.query("keyword"), unionid);
  if (managed) {
    const all = db.all<UserRow>(`SELECT * FROM users ${where} ORDER BY id`, ...values);
    const mine = all.filter((user) => managesUser(db, managed, user));
    return ok(paginateList(url, mine, (user) => userDetail(db, user)));
  }
  const count = db.get<{ n: number }>(`SELECT COUNT(*) AS n FROM users ${where}`, ...values)?.n;
  return ok(
    paginate(url, count ?? 0, (limit, offset) =>
      db
        .all<UserRow>(
          `SELECT * FROM users ${where} ORDER BY id LIMIT ? OFFSET ?`,
          ...values,
          limit,
          offset,
        )
        .map((user) => userDetail(db, user)),
    ),
  );
}

function filter(keyword: string | undefined, unionid: string | undefined) {
  const columns = ["username", "name", "mobile", "private_email"];
  const parts = ["deleted = 0", "username <> 'admin'"];
  if (unionid) parts.push("0"); // nobody is bound to WeChat here
  if (keyword) parts.push(`(${columns.map((c) => `${c} LIKE ? ESCAPE '\\'`).join(" OR ")})`);
  const pattern = `%${(keyword ?? "").replace(/[\\%_]/g, "\\$&")}%`;
  return {
    where: `WHERE ${parts.join(" AND ")}`,
    values: keyword ? columns.map(() => pattern) : [],
  };
}

/** Who may create users: system administrators and holders of the permission (ARKID.md 28). */
function mayCreate(context: Context): boolean {
  const actor = context.user();
  return actor.isAdmin || actor.holds("system_user_create");
}

/** The new user's hash, made before the transaction; nothing if there is no password. */
async function prepareCreate(context: Context): Promise<string | undefined> {
  if (!mayCreate(context)) throw denied();
  const { password } = validateUser(context.db, newUser(context));
  return password ? (await hashPassword(password)).stored : undefined;
}

function newUser(context: Context): unknown {
  const { user } = asObject(context.body.data());
  if (user === undefined || user === null) throw invalidField("user", message("required"));
  return user;
}

function create(context: Context, password: string | undefined) {
  const { db } = context;
  const values = validateUser(db, newUser(context));
  const nodes = nodesForNewUser(context, asObject(context.body.data()));
  const user = createUser(db, {
    ...userColumns(values),
    username: values.username ?? "",
    ...(password !== undefined && { password }),
  });
  for (const node of nodes) addMembers(db, node, [user.id]);
  auditCreate(context, user);
  return created(userDetail(db, user));
}

/** A creation is four entries there, whether or not there were nodes. */
function auditCreate(context: Context, user: UserRow): void {
  const actor = context.user().user;
  const [who, whom] = [person(actor), person(user)];
  audit(context, actor, "user_create", `${who} 创建新用户 ${whom}`);
  if (user.password) audit(context, actor, "ucenter_reset_pwd", `${who} 修改用户(${whom})密码`);
  audit(context, actor, "dept_member", `${who}添加用户(f${whom})至一批部门[]`);
  audit(context, actor, "group_member", `${who}添加用户(${whom})至一批组()`);
}

/** The user of the path, for system administrators; 403 for others. */
function administered(context: Context): UserRow {
  const user = pathUser(context);
  context.admin();
  return user;
}

function get(context: Context) {
  const { db } = context;
  const actor = context.user();
  const user = pathUser(context);
  const managed = actor.isAdmin ? undefined : managedBy(db, actor.id);
  if (!actor.isAdmin && !(managed && managesUser(db, managed, user))) throw notFound();
  return ok(userDetail(db, user));
}

/** The body is flat; passwords and nodes in it are ignored (ARKID.md 25). */
function patch(context: Context) {
  const { db } = context;
  const user = administered(context);
  const values = validateUser(db, context.body.data(), user);
  return ok(userDetail(db, updateUser(db, user.id, userColumns(values, user))));
}

const PASSWORD = {
  password: text({ required: true }),
  require_reset_password: { ...bool, required: true },
};

/** People. */
export const userRoutes: Resource[] = [
  {
    path: "user/",
    guard: loggedIn,
    methods: { GET: list, POST: prepared({ prepare: prepareCreate, run: create }) },
    atomic: ["POST"],
  },
  {
    path: "user/<word:username>/",
    guard: loggedIn,
    methods: {
      GET: get,
      PATCH: patch,
      PUT: patch,
      DELETE: (context) => {
        deleteUser(context.db, administered(context).id);
        return noContent();
      },
    },
  },
  {
    path: "user/<word:username>/password/",
    guard: loggedIn,
    methods: {
      PATCH: prepared<{ stored: string; reset: boolean }>({
        prepare: async (context) => {
          administered(context);
          const body = validate(PASSWORD, context.body.data());
          const { stored } = await hashPassword(body.password ?? "");
          return { stored, reset: body.require_reset_password ?? false };
        },
        run: (context, { stored, reset }) => {
          const { id } = administered(context);
          updateUser(context.db, id, { password: stored, require_reset: reset ? 1 : 0 });
          revokeToken(context.db, id);
          return ok({ require_reset_password: reset });
        },
      }),
    },
  },
];
