import { type Context } from "../http/context";
import { guarded } from "../http/guarded";
import { LOG_SUBJECTS } from "../model/log-subjects";
import { runsOrg } from "../model/rights";
import { LOGS, type LogRow } from "../model/tables";
import { getUser } from "../model/users";
import { paginate } from "../wire/pagination";
import { denied, notFound } from "../wire/refusal";
import { orgThenUser, pathOrg } from "./lookup";

function view({ db }: Context, row: LogRow): Record<string, unknown> {
  const user = getUser(db, row.user_id);
  return {
    uuid: row.uuid,
    created: row.created,
    user: { username: user?.username ?? "", name: user?.name ?? "" },
    subject: row.subject,
    summary: row.summary,
    subject_verbose: LOG_SUBJECTS[row.subject],
  };
}

/** Who may read the system's log: administrators and holders of the permission. */
function readers(context: Context): void {
  const actor = context.user();
  if (!actor.isAdmin && !actor.holds("system_log_read")) throw denied();
}

function list(context: Context, org: { org_id?: number }) {
  const { db, address } = context;
  const where = org.org_id === undefined ? "1" : `org_id = ${org.org_id}`;
  const sql = `SELECT * FROM logs WHERE ${where} ORDER BY id DESC LIMIT ? OFFSET ?`;
  return paginate(address, LOGS.count(db, org), (limit, offset) =>
    db.all<LogRow>(sql, limit, offset).map((row) => view(context, row)),
  );
}

/** What was done and by whom. */
export const logRoutes = [
  guarded(readers, (app) => {
    app.get("/log/", (context) => list(context, {}));
    app.get("/log/:uuid/", (context) => {
      const row = LOGS.find(context.db, { uuid: context.param("uuid") });
      if (!row) throw notFound();
      return { ...view(context, row), detail: row.detail };
    });
  }),
  guarded(orgThenUser, (app) => {
    app.get("/org/:oid/log/", (context) => {
      const org = pathOrg(context);
      const actor = context.user();
      if (!runsOrg(actor, org) && !actor.holds(`${org.oid}_log_read`)) throw denied();
      return list(context, { org_id: org.id });
    });
  }),
];
