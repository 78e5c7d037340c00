import { type ManagerGroup } from "../model/manager-groups";
import { findPerm } from "../model/perms";
import { type Database } from "../storage/database";
import { bool, choice, scope, text } from "../wire/field-types";
import { block, changesOf, fail, field } from "../wire/fields";
import { message } from "../wire/messages";
import { invalid } from "../wire/refusal";

/** The block of a manager group, as far as a body has it. */
const managerGroup = field((value): unknown => value ?? fail(message("null"))).pipe(
  block(
    changesOf({
      nodes: scope("nodes"),
      users: scope("users"),
      apps: scope("apps"),
      perms: scope("perms"),
      scope_subject: choice(1, 2),
    }),
  ),
);

/** What of a node a body may write. */
export const NODE_FIELDS = {
  uid: text({ max: 255 }).nullable(),
  name: text({ max: 255 }),
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
