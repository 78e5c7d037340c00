/** An organisation. Root nodes are named without their prefix: `d_` for deptUid, `g_` for others. */
export interface Org {
  /** A UUID, the organisation's only key: names are not unique. */
  oid: string;
  name: string;
  /** The owner's username; can't be changed through the API. */
  owner: string;
  /** The root department. */
  deptUid: string;
  /** The root group, parent of the org's own categories. */
  groupUid: string;
  /** The group of direct members. */
  directUid: string;
  /** The root of manager groups. */
  managerUid: string;
  appGroupUid: string;
  defaultAppGroupUid: string;
  /** The root of roles. */
  roleUid: string;
  /** The root of labels. */
  labelUid: string;
  /** The caller's role in it: `owner`, `manager`, `member`, or empty. */
  role: string;
}

/** An organisation on the wire. */
export interface WireOrg {
  oid: string;
  name: string;
  owner: string;
  dept_uid: string;
  group_uid: string;
  direct_uid: string;
  manager_uid: string;
  app_group_uid: string;
  default_app_group_uid: string;
  role_uid: string;
  label_uid: string;
  role: string;
}

/** Wire to domain. */
export function toOrg(wire: WireOrg): Org {
  return {
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
  };
}
