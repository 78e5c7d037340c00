import { type z } from "zod";
import { type Context } from "../http/context";
import { adminOnly, anyone, guarded, loggedIn } from "../http/guarded";
import { findApp } from "../model/apps";
import { findNodeById, nodeUid } from "../model/nodes";
import { findUser } from "../model/users";
import { anything, form } from "../wire/fields";
import { Refusal, invalidField, notAllowed, notFound } from "../wire/refusal";
import { idList } from "./lookup";

function userStatistic({ db }: Context) {
  const count = (where: string) =>
    db.get<{ n: number }>(`SELECT COUNT(*) AS n FROM users WHERE deleted = 0 AND ${where}`)?.n ?? 0;
  return { total_count: count("1"), active_count: count("last_active IS NOT NULL") };
}

/** Names nodes, users and apps by their ids, all of which must exist. */
function slice({ db, body }: Context<z.output<typeof anything>>) {
  const known = <T>(field: string, find: (uid: string) => T | undefined): T[] =>
    idList(body, field).map((uid) => {
      const found = find(uid);
      if (found === undefined) throw invalidField(field, `${uid} not found`);
      return found;
    });
  return {
    nodes: known("node_uids", (uid) => findNodeById(db, uid)).map(nodeUid),
    users: known("user_uids", (uid) => findUser(db, uid)).map(({ username }) => username),
    apps: known("app_uids", (uid) => findApp(db, uid)).map(({ uid }) => uid),
  };
}

const refuse = (refusal: () => Refusal) => () => {
  throw refusal();
};

/** What fits nowhere else, and what is here only so that it is refused as there. */
export const miscRoutes = [
  guarded(anyone, (app) => {
    const schema = { body: form(anything) };
    app.get("/ping/", () => "pong");
    app.post("/auth/invitation_key/", { schema }, ({ body }) => {
      throw invalidField("key", body["key"] ? "invalid" : "this field is requied");
    });
    app.get(
      "/service/file/:file",
      refuse(() => new Refusal(404, undefined)),
    );
  }),
  guarded(loggedIn, (app) => {
    const keptNone = refuse(() => invalidField("file", "this server keeps no files"));
    app.post("/service/file/", keptNone);
  }),
  guarded(adminOnly, (app) => {
    const schema = { body: form(anything) };
    app.get("/statistics/user_statistic/", userStatistic);
    app.post("/slice/", { schema }, slice);
    app.post("/slice/delete/", { schema }, slice);
    app.get("/task/:task/result/", refuse(notFound));
    app.get("/docs/", refuse(notFound));
    app.get(
      "/migration/user/csv/export/",
      refuse(() => notAllowed("GET")),
    );
  }),
];
