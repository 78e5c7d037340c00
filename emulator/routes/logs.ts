import { LOG_SUBJECTS, type LogRow } from "../model/logs";
import { runsOrg } from "../model/rights";
import { getUser } from "../model/users";
import { paginate } from "../wire/pagination";
import { denied, notFound } from "../wire/refusal";
import { type Context, loggedIn } from "./context";
import { pathOrg } from "./lookup";
import { type Reply, type Resource, ok } from "./router";

function view(context: Context, row: LogRow): Record<string, unknown> {
  const user = getUser(context.db, row.user_id);
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

function list(context: Context, orgId: number | undefined): Reply {
  const { db } = context;
  const where = orgId === undefined ? "1" : `org_id = ${orgId}`;
  const count = db.get<{ n: number }>(`SELECT COUNT(*) AS n FROM logs WHERE ${where}`)?.n ?? 0;
  return ok(
    paginate(context.url, count, (limit, offset) =>
      db
        .all<LogRow>(
          `SELECT * FROM logs WHERE ${where} ORDER BY id DESC LIMIT ? OFFSET ?`,
          limit,
          offset,
        )
        .map((row) => view(context, row)),
    ),
  );
}

/** What was done and by whom. */
export const logRoutes: Resource[] = [
  { path: "log/", guard: readers, methods: { GET: (context) => list(context, undefined) } },
  {
    path: "log/<word:uuid>/",
    guard: readers,
    methods: {
      GET: (context) => {
        const uuid = context.param("uuid");
        const row = context.db.get<LogRow>("SELECT * FROM logs WHERE uuid = ?", uuid);
        if (!row) throw notFound();
        return ok({ ...view(context, row), detail: row.detail });
      },
    },
  },
  {
    path: "org/<uid:oid>/log/",
    guard: (context) => void (pathOrg(context), loggedIn(context)),
    methods: {
      GET: (context) => {
        const org = pathOrg(context);
        const actor = context.user();
        if (!runsOrg(actor, org) && !actor.holds(`${org.oid}_log_read`)) throw denied();
        return list(context, org.id);
      },
    },
  },
];
