import { type Role } from "../../model/rights";
import { getUser } from "../../model/users";
import { type Database } from "../../storage/database";
import { type OrgRow } from "../../model/tables";

/** An org as one of its readers sees it. */
export function orgView(db: Database, org: OrgRow, role: Role): Record<string, unknown> {
  return {
    oid: org.oid,
    name: org.name,
    owner: getUser(db, org.owner_id)?.username ?? "",
    dept_uid: org.dept_uid,
    group_uid: org.group_uid,
    direct_uid: org.direct_uid,
    manager_uid: org.manager_uid,
    app_group_uid: org.app_group_uid,
    default_app_group_uid: org.default_app_group_uid,
    role_uid: org.role_uid,
    label_uid: org.label_uid,
    role,
  };
}
