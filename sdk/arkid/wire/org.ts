import { z } from "zod";
import type { Org } from "../org";
import { id } from "./id";

/** An organisation. */
export const org: z.ZodType<Org> = z
  .object({
    oid: id,
    name: z.string(),
    owner: z.string(),
    dept_uid: id,
    group_uid: id,
    direct_uid: id,
    manager_uid: id,
    app_group_uid: id,
    default_app_group_uid: id,
    role_uid: id,
    label_uid: id,
    role: z.string(),
  })
  .transform((wire) => ({
    oid: wire.oid,
    name: wire.name,
    owner: wire.owner,
    deptUid: wire.dept_uid,
    groupUid: wire.group_uid,
    directUid: wire.direct_uid,
    managerUid: wire.manager_uid,
    appGroupUid: wire.app_group_uid,
    defaultAppGroupUid: wire.default_app_group_uid,
    roleUid: wire.role_uid,
    labelUid: wire.label_uid,
    role: wire.role,
  }));

/** An oid as answers write it, whatever the letter case it was asked for in. */
export function canonical(oid: string): string {
  const digits = oid.toLowerCase().replaceAll("-", "");
  if (!/^[0-9a-f]{32}$/.test(digits)) return oid;
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
