import { type z } from "zod";
import { type Context } from "../http/context";
import { adminOnly, guarded, patchOrPut } from "../http/guarded";
import { type OwnerRow, rowsOf } from "../model/grant-rows";
import { nodeValue, setStatus, userGrant } from "../model/grants";
import { findNode, findNodeById, nodeUid, subtreeOf } from "../model/nodes";
import { GRANTS, type PermRow } from "../model/tables";
import { findUser } from "../model/users";
import { anything, form, query } from "../wire/fields";
import { paginateList } from "../wire/pagination";
import { invalidField } from "../wire/refusal";
import { auditBy } from "./audit";
import { called, pathPerm } from "./perms";

/**
 * The wishes of a body: whose (or which permission's) status becomes what. Any whole number is
 * taken, in digits too (ARKID.md 32); a missing uid or another status is a 400, where the reference
 * crashes half way.
 */
export function entriesOf(
  body: Record<string, unknown>,
  field: string,
): { uid: string; status: number }[] {
  const list = body[field] ?? [];
  if (!Array.isArray(list)) throw invalidField(field, "this field must be list");
  return list.map((entry: unknown) => {
    const { uid, status } = (entry ?? {}) as Record<string, unknown>;
    const number = typeof status === "string" && /^-?\d+$/.test(status) ? Number(status) : status;
    if (typeof uid !== "string") throw invalidField(field, "uid is required");
    if (!Number.isSafeInteger(number))
      throw invalidField(field, `status of ${uid} must be a number`);
    return { uid, status: number as number };
  });
}

const FILTERS = query("status", "value", "owner_subject");

/** Who has a row of the permission; nobody's status shows, it is asked for (ARKID.md 33). */
function list(context: Context<unknown, z.output<typeof FILTERS>>) {
  const perm = pathPerm(context);
  const { status, value: wanted = "", owner_subject: subject = "all" } = context.query;
  if (status !== undefined && !["-1", "0", "1"].includes(status)) {
    throw invalidField("status", "this field must be one of -1, 0, 1");
  }
  const value = { true: true, false: false }[wanted];
  const rows = rowsFor(context, perm, subject)
    .filter((row) => status === undefined || row.status === Number(status))
    .filter((row) => value === undefined || valueOf(context, perm, row) === value);
  return paginateList(context.address, rows, ({ name, uid, subject: kind }) => ({
    name,
    uid,
    subject: kind,
  }));
}

/** The rows of one kind of owners: `user`, `dept`, or the uid of a group, for those below it. */
function rowsFor({ db }: Context, perm: PermRow, subject: string): OwnerRow[] {
  if (subject === "all") return rowsOf(db, perm, ["u", "d", "g"]);
  if (subject === "user") return rowsOf(db, perm, ["u"]);
  if (subject === "dept") return rowsOf(db, perm, ["d"]);
  const top = findNode(db, "g", subject);
  if (!top) return [];
  const below = new Set(subtreeOf(db, top.pk).map(nodeUid));
  return rowsOf(db, perm, ["g"]).filter((row) => below.has(row.uid));
}

function valueOf({ db }: Context, perm: PermRow, { kind, id, status }: OwnerRow): boolean {
  if (status !== 0) return status === 1;
  return kind === "u" ? userGrant(db, perm.id, id).value : nodeValue(db, perm.id, id);
}

/**
 * Sets the status of any number of owners, after clearing all if asked. Who does not exist is
 * passed over, and echoed all the same (ARKID.md 32).
 */
function change(context: Context<z.output<typeof anything>>) {
  const { db, body } = context;
  const perm = pathPerm(context);
  const users = entriesOf(body, "user_perm_status");
  const nodes = entriesOf(body, "node_perm_status");
  if (body["clean"]) GRANTS.update(db, { perm_id: perm.id }, { status: 0 });
  for (const { uid, status } of users) {
    const user = findUser(db, uid);
    if (user) setStatus(db, perm, "u", user, status);
  }
  for (const { uid, status } of nodes) {
    const node = findNodeById(db, uid);
    if (node) setStatus(db, perm, "n", { id: node.pk, born: node.born }, status);
  }
  auditBy(context, "perm_assign", `修改权限(${called(perm)})的黑白名单`);
  return {
    user_perm_status: body["user_perm_status"] ?? [],
    node_perm_status: body["node_perm_status"] ?? [],
  };
}

/** Who has a permission. */
export const permOwnerRoutes = guarded(
  (context) => {
    adminOnly(context);
    pathPerm(context);
  },
  (app) => {
    const url = "/perm/:perm/owner/";
    app.get(url, { schema: { querystring: FILTERS } }, list);
    patchOrPut(app, url, { body: form(anything) }, change);
  },
);
