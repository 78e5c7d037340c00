import { membersOf } from "../model/node-members";
import { type NodeRow, findNode, findNodeById } from "../model/nodes";
import { type UserRow } from "../model/users";
import { invalidField } from "../wire/refusal";
import { message } from "../wire/messages";
import { type Context } from "./context";

/**
 * The members that a listing shows: those of `uids` too; groups in the order of the users' ids and
 * filtered, departments in their own order and not filtered, whatever is asked (ARKID.md 24).
 */
export function listedMembers(context: Context, node: NodeRow): UserRow[] {
  const { db } = context;
  const all = new Map(membersOf(db, node.pk).map((user) => [user.id, user]));
  for (const uid of (context.query("uids") ?? "").split(/[ ,]+/).filter(Boolean)) {
    const other = findNode(db, node.kind, uid) ?? findNodeById(db, uid);
    for (const user of other ? membersOf(db, other.pk) : []) all.set(user.id, user);
  }
  const users = [...all.values()];
  if (node.kind === "d") return users;
  return users.filter(filterOf(context)).sort((a, b) => a.id - b.id);
}

function filterOf(context: Context): (user: UserRow) => boolean {
  const fields = ["username", "name", "mobile", "private_email"] as const;
  const wanted = fields.flatMap((field) => {
    const part = context.query(field)?.toLowerCase();
    return part ? [{ field, part }] : [];
  });
  const before = day(context, "before_created");
  const after = day(context, "after_created");
  return (user) => {
    const created = Date.parse(user.created);
    return (
      wanted.every(({ field, part }) => user[field].toLowerCase().includes(part)) &&
      (before === undefined || created <= before) &&
      (after === undefined || created >= after)
    );
  };
}

/** A day or time of the query as milliseconds; 400 for what is none. */
function day(context: Context, name: string): number | undefined {
  const value = context.query(name);
  if (!value) return undefined;
  const at = Date.parse(value);
  if (Number.isNaN(at)) throw invalidField(name, message("datetime", "YYYY-MM-DD"));
  return at;
}
