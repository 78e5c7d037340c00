import { type Database } from "../storage/database";
import { type ManagerGroup } from "../model/manager-groups";
import { findPerm } from "../model/perms";
import { bool, choice, nullable, scope, text } from "../wire/field-types";
import { FieldError, type Field, check } from "../wire/fields";
import { message } from "../wire/messages";
import { invalid } from "../wire/refusal";

const MANAGER_FIELDS = {
  nodes: scope("nodes"),
  users: scope("users"),
  apps: scope("apps"),
  perms: scope("perms"),
  scope_subject: choice(1, 2),
};

/** The block of a manager group, as far as a body has it. */
const managerGroup: Field<Partial<ManagerGroup>> = {
  parse(value) {
    if (value === null) throw new FieldError([message("null")]);
    if (typeof value !== "object" || Array.isArray(value)) {
      throw new FieldError({ non_field_errors: ["Invalid data."] });
    }
    const { values, errors } = check(MANAGER_FIELDS, value as Record<string, unknown>);
    if (Object.keys(errors).length > 0) throw new FieldError(errors);
    return values;
  },
};

/** What of a node a body may write. */
export const NODE_FIELDS = {
  uid: nullable(text({ max: 255 })),
  name: text({ max: 255, required: true }),
  remark: text({ blank: true }),
  accept_user: bool,
  visibility: choice(1, 2, 3, 4, 5),
  node_scope: scope("node_scope"),
  user_scope: scope("user_scope"),
  manager_group: managerGroup,
};

/** Refuses a block that names a permission which does not exist (ARKID.md 19). */
export function checkManagerPerms(db: Database, group: Partial<ManagerGroup>): void {
  for (const uid of group.perms ?? []) {
    if (!findPerm(db, uid)) throw invalid({ perms: `${uid} not found` });
  }
}
