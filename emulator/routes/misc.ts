import { findApp } from "../model/apps";
import { findNodeById } from "../model/nodes";
import { findUser } from "../model/users";
import { asObject } from "../wire/fields";
import { Refusal, invalidField, notFound } from "../wire/refusal";
import { idList } from "./lookup";
import { type Context, adminOnly, anyone, loggedIn } from "./context";
import { type Resource, ok } from "./router";

function userStatistic({ db }: Context) {
  const count = (where: string) =>
    db.get<{ n: number }>(`SELECT COUNT(*) AS n FROM users WHERE deleted = 0 AND ${where}`)?.n ?? 0;
  return ok({ total_count: count("1"), active_count: count("last_active IS NOT NULL") });
}

/** Names nodes, users and apps by their ids, all of which must exist. */
function slice(context: Context) {
  const { db } = context;
  const body = asObject(context.body.data());
  const known = <T>(field: string, find: (uid: string) => T | undefined): T[] =>
    idList(body, field).map((uid) => {
      const found = find(uid);
      if (found === undefined) throw invalidField(field, `${uid} not found`);
      return found;
    });
  const nodes = known("node_uids", (uid) => findNodeById(db, uid));
  const users = known("user_uids", (uid) => findUser(db, uid));
  const apps = known("app_uids", (uid) => findApp(db, uid));
  return ok({
    nodes: nodes.map((node) => `${node.kind}_${node.uid}`),
    users: users.map((user) => user.username),
    apps: apps.map((app) => app.uid),
  });
}

function invitationKey(context: Context): never {
  const { key } = asObject(context.body.data());
  if (!key) throw invalidField("key", "this field is requied");
  throw invalidField("key", "invalid");
}

/** What fits nowhere else, and what is here only so that it is refused as there. */
export const miscRoutes: Resource[] = [
  { path: "statistics/user_statistic/", guard: adminOnly, methods: { GET: userStatistic } },
  { path: "slice/", guard: adminOnly, methods: { POST: slice } },
  { path: "slice/delete/", guard: adminOnly, methods: { POST: slice } },
  { path: "auth/invitation_key/", guard: anyone, methods: { POST: invitationKey } },
  { path: "migration/user/csv/export/", guard: adminOnly, methods: {} },
  {
    path: "task/<word:id>/result/",
    guard: adminOnly,
    methods: {
      GET: () => {
        throw notFound();
      },
    },
  },
  {
    path: "docs/",
    guard: adminOnly,
    methods: {
      GET: () => {
        throw notFound();
      },
    },
  },
  {
    path: "service/file/",
    guard: loggedIn,
    methods: {
      POST: () => {
        throw invalidField("file", "this server keeps no files");
      },
    },
  },
  {
    path: "service/file/<any:name>",
    guard: anyone,
    methods: {
      GET: () => {
        throw new Refusal(404, undefined);
      },
    },
  },
];
