import { type PermRow } from "../model/perms";
import { type Value } from "../storage/database";
import { type Context } from "./context";

/** The permissions that a query asks for, in the order of their making. */
export function askedPerms(context: Context): PermRow[] {
  const conditions: [string, string | undefined][] = [
    ["scope = ?", context.query("scope")],
    ["action = ?", context.query("action")],
    ["action <> ?", context.query("action_except")],
    ["subject = ?", context.query("subject")],
    ["instr(lower(name), lower(?)) > 0", context.query("name")],
  ];
  const asked = conditions.filter(([, value]) => value);
  const where = ["1", ...asked.map(([condition]) => condition)].join(" AND ");
  const values = asked.map(([, value]) => value as Value);
  return context.db.all<PermRow>(`SELECT * FROM perms WHERE ${where} ORDER BY id`, ...values);
}
