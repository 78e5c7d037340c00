import { pick } from "../../same";
import { type Role } from "../../model/rights";
import { getUser } from "../../model/users";
import { type Database } from "../../storage/database";
import { type OrgRow } from "../../model/tables";

/** An org as one of its readers sees it. */
export function orgView(db: Database, org: OrgRow, role: Role): Record<string, unknown> {
  return {
    ...pick(org, "oid", "name"),
    owner: getUser(db, org.owner_id)?.username ?? "",
    ...pick(org, "dept_uid", "group_uid", "direct_uid", "manager_uid", "app_group_uid"),
    ...pick(org, "default_app_group_uid", "role_uid", "label_uid"),
    role,
  };
}
