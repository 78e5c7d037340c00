import { z } from "zod";
import type { GrantStatus, NodePerm } from "../grant";
import type { FirstOwners, Perm, PermOwner, SubAccount } from "../perm";
import type { UserPerm } from "../user-perm";
import { id, number } from "./id";

/** Who is named in a perm. */
export const permOwner: z.ZodType<PermOwner> = z.object({
  uid: id,
  name: z.string(),
  subject: z.string(),
});

const firstOwners = z
  .object({ count: z.number(), results: z.array(permOwner), has_more: z.boolean() })
  .transform(({ count, results, has_more }): FirstOwners => ({
    ...{ count, owners: results, hasMore: has_more },
  }));

const subAccount = z
  .object({
    uuid: z.string().optional(),
    domain: z.string(),
    username: z.string(),
    password: z.string(),
  })
  .transform(({ uuid, ...rest }): SubAccount => ({ ...rest, ...(uuid !== undefined && { uuid }) }));

/** A permission. */
export const perm: z.ZodType<Perm> = z
  .object({
    perm_id: number,
    uid: id,
    name: z.string(),
    remark: z.string(),
    scope: z.string(),
    action: z.string(),
    subject: z.string(),
    sub_account: subAccount.nullish(),
    permit_owners: firstOwners.nullish(),
    reject_owners: firstOwners.nullish(),
  })
  .transform(({ perm_id, sub_account, permit_owners, reject_owners, ...rest }) => ({
    permId: perm_id,
    ...rest,
    ...(sub_account && { subAccount: sub_account }),
    ...(permit_owners && { permitOwners: permit_owners }),
    ...(reject_owners && { rejectOwners: reject_owners }),
  }));

/** Any number: the server stores what it is given (contract, 32). */
const status = z.custom<GrantStatus>((given) => typeof given === "number", "expected number");

/** A node's standing in one perm. */
export const nodePerm: z.ZodType<NodePerm> = z.object({
  perm,
  status,
  value: z.boolean(),
  locked: z.boolean(),
});

const source = z
  .object({
    name: z.string(),
    uid: z.string(),
    node_uid: z.string(),
    node_subject: z.string(),
  })
  .transform(({ name, uid, node_uid, node_subject }) => ({
    ...{ name, uid, nodeUid: node_uid, nodeSubject: node_subject },
  }));

/** A user's standing in one perm. */
export const userPerm: z.ZodType<UserPerm> = z
  .object({
    perm,
    status,
    value: z.boolean(),
    dept_perm_value: z.boolean(),
    group_perm_value: z.boolean(),
    node_perm_value: z.boolean(),
    source: z.array(source).optional(),
  })
  .transform((wire) => ({
    perm: wire.perm,
    status: wire.status,
    value: wire.value,
    deptPermValue: wire.dept_perm_value,
    groupPermValue: wire.group_perm_value,
    nodePermValue: wire.node_perm_value,
    ...(wire.source && { source: wire.source }),
  }));

const echoed = z.array(z.object({ uid: z.string(), status: z.unknown() }));

/** The echo of a write to a perm's owners: it says nothing of what was done (contract, 32). */
export const ownersEcho = z.object({
  user_perm_status: echoed,
  node_perm_status: echoed,
});
