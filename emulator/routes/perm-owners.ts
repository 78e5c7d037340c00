import { type OwnerRow, rowsOf } from "../model/grant-rows";
import { nodeValue, setStatus, userGrant } from "../model/grants";
import { findNode, findNodeById, nodeUid, subtreeOf } from "../model/nodes";
import { type PermRow } from "../model/perms";
import { findUser } from "../model/users";
import { asObject } from "../wire/fields";
import { paginateList } from "../wire/pagination";
import { invalidField } from "../wire/refusal";
import { type Context, adminOnly } from "./context";
import { auditPerm, called, pathPerm } from "./perms";
import { type Resource, ok } from "./router";
import { entriesOf } from "./statuses";

/** Who has a row of the permission; nobody's status shows, it is asked for (ARKID.md 33). */
function list(context: Context) {
  const perm = pathPerm(context);
  const status = context.query("status");
  if (status !== undefined && !["-1", "0", "1"].includes(status)) {
    throw invalidField("status", "this field must be one of -1, 0, 1");
  }
  const value = { true: true, false: false }[context.query("value") ?? ""];
  const rows = rowsFor(context, perm, context.query("owner_subject") ?? "all")
    .filter((row) => status === undefined || row.status === Number(status))
    .filter((row) => value === undefined || valueOf(context, perm, row) === value);
  return ok(paginateList(context.url, rows, ({ name, uid, subject }) => ({ name, uid, subject })));
}

/** The rows of one kind of owners: `user`, `dept`, or the uid of a group, for those below it. */
function rowsFor(context: Context, perm: PermRow, subject: string): OwnerRow[] {
  const { db } = context;
  if (subject === "all") return rowsOf(db, perm, ["u", "d", "g"]);
  if (subject === "user") return rowsOf(db, perm, ["u"]);
  if (subject === "dept") return rowsOf(db, perm, ["d"]);
  const top = findNode(db, "g", subject);
  if (!top) return [];
  const below = new Set(subtreeOf(db, top.pk).map(nodeUid));
  return rowsOf(db, perm, ["g"]).filter((row) => below.has(row.uid));
}

function valueOf(context: Context, perm: PermRow, row: OwnerRow): boolean {
  if (row.status !== 0) return row.status === 1;
  return row.kind === "u"
    ? userGrant(context.db, perm.id, row.id).value
    : nodeValue(context.db, perm.id, row.id);
}

/**
 * Sets the status of any number of owners, after clearing all if asked. Who does not exist is
 * passed over, and echoed all the same (ARKID.md 32).
 */
function change(context: Context) {
  const { db } = context;
  const perm = pathPerm(context);
  const body = asObject(context.body.data());
  const users = entriesOf(body, "user_perm_status");
  const nodes = entriesOf(body, "node_perm_status");
  if (body["clean"]) db.run("UPDATE grants SET status = 0 WHERE perm_id = ?", perm.id);
  for (const { uid, status } of users) {
    const user = findUser(db, uid);
    if (user) setStatus(db, perm, "u", user, status);
  }
  for (const { uid, status } of nodes) {
    const node = findNodeById(db, uid);
    if (node) setStatus(db, perm, "n", { id: node.pk, born: node.born }, status);
  }
  auditPerm(context, "perm_assign", `修改权限(${called(perm)})的黑白名单`);
  return ok({
    user_perm_status: body["user_perm_status"] ?? [],
    node_perm_status: body["node_perm_status"] ?? [],
  });
}

/** Who has a permission. */
export const permOwnerRoutes: Resource[] = [
  {
    path: "perm/<uid:perm>/owner/",
    guard: (context) => void (adminOnly(context), pathPerm(context)),
    methods: { GET: list, PATCH: change, PUT: change },
  },
];
