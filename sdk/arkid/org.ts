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
