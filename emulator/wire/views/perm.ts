import { pick } from "../../same";
import { type OwnerRow, ownersWith } from "../../model/grant-rows";
import { nodeValue, ownStatus, userGrant } from "../../model/grants";
import { nodeLabel } from "../../model/manager-groups";
import { type Database } from "../../storage/database";
import { type PermRow } from "../../model/tables";

/** A permission. */
export function permView(perm: PermRow): Record<string, unknown> {
  const { id, sub_account } = perm;
  return {
    perm_id: id,
    ...pick(perm, "uid", "name", "remark", "scope", "action", "subject"),
    ...(sub_account && { sub_account: JSON.parse(sub_account) as unknown }),
  };
}

/** How many owners a listing names before it says that there are more. */
const SHOWN = 10;

/**
 * A permission with some of those who have it and those who are refused it.
 *
 * @param subject only owners of this kind; nothing at all for an empty one
 */
export function permWithOwners(
  db: Database,
  perm: PermRow,
  subject?: string,
): Record<string, unknown> {
  const owners = (status: 1 | -1) => {
    if (subject === "") return null;
    const all = ownersWith(db, perm, status).filter((owner) => isOf(owner, subject));
    const results = all.slice(0, SHOWN).map((owner) => pick(owner, "uid", "name", "subject"));
    return { count: all.length, results, has_more: all.length > SHOWN };
  };
  return { ...permView(perm), permit_owners: owners(1), reject_owners: owners(-1) };
}

const isOf = (owner: OwnerRow, subject: string | undefined): boolean =>
  subject === undefined || subject === "all" || owner.subject === subject;

/** What a permission is worth to a user. */
export function userPermView(db: Database, perm: PermRow, userId: number): Record<string, unknown> {
  const grant = userGrant(db, perm.id, userId);
  return {
    perm: permView(perm),
    status: grant.status,
    dept_perm_value: grant.deptValue,
    group_perm_value: grant.groupValue,
    node_perm_value: grant.deptValue || grant.groupValue,
    value: grant.value,
  };
}

/** As `userPermView`, with the nodes that it comes from. */
export function userPermDetail(
  db: Database,
  perm: PermRow,
  userId: number,
): Record<string, unknown> {
  const { source } = userGrant(db, perm.id, userId);
  return {
    ...userPermView(db, perm, userId),
    source: source.map((node) => ({ ...nodeLabel(node), uid: node.uid })),
  };
}

/** What a permission is worth to a node. */
export function nodePermView(db: Database, perm: PermRow, nodePk: number): Record<string, unknown> {
  return {
    perm: permView(perm),
    status: ownStatus(db, perm.id, "n", nodePk),
    value: nodeValue(db, perm.id, nodePk),
    locked: false,
  };
}
