import { z } from "zod";
import type { ChildNode } from "../child-node";
import type { ManagerGroup } from "../manager-group";
import type { Node } from "../node";
import type { NodeInfo } from "../node-info";
import type { MemberInfo, Tree } from "../tree";
import { id, number } from "./id";

/** Where a child listing details what a node itself only names. */
const reference = z.union([
  id,
  z.object({ node_uid: id }).transform(({ node_uid }) => node_uid),
  z.object({ username: id }).transform(({ username }) => username),
  z.object({ uid: id }).transform(({ uid }) => uid),
]);

const managerGroup = z
  .object({
    nodes: z.array(reference),
    users: z.array(reference),
    apps: z.array(reference),
    perms: z.array(reference),
    scope_subject: z.literal([1, 2]),
  })
  .transform(({ scope_subject, ...lists }): ManagerGroup => ({
    ...lists,
    scopeSubject: scope_subject,
  }));

const infoFields = {
  node_uid: id,
  uid: id,
  node_subject: z.string(),
  name: z.string(),
  remark: z.string(),
  dept_id: number.optional(),
  group_id: number.optional(),
  accept_user: z.boolean().optional(),
  manager_group: managerGroup.nullish(),
};

type Numbers = Partial<Record<"dept_id" | "group_id", number | undefined>>;
/** Departments and groups are numbered apart; one without a number would be another node. */
const isNumbered = ({ dept_id, group_id }: Numbers) =>
  dept_id !== undefined || group_id !== undefined;
const NUMBERED = { path: ["dept_id"], error: "received undefined" };

const info = z.object(infoFields).refine(isNumbered, NUMBERED);

function toNodeInfo(wire: z.output<typeof info>): NodeInfo {
  return {
    nodeUid: wire.node_uid,
    uid: wire.uid,
    nodeSubject: wire.node_subject,
    name: wire.name,
    remark: wire.remark,
    ...(wire.dept_id !== undefined && { deptId: wire.dept_id }),
    ...(wire.group_id !== undefined && { groupId: wire.group_id }),
    ...(wire.accept_user !== undefined && { acceptUser: wire.accept_user }),
    ...(wire.manager_group && { managerGroup: wire.manager_group }),
  };
}

/** A node's core. */
export const nodeInfo: z.ZodType<NodeInfo> = info.transform(toNodeInfo);

/** A node as its own endpoint has it. */
export const node: z.ZodType<Node> = z
  .object({
    ...infoFields,
    parent_uid: z.string().nullable(),
    parent_node_uid: z.string().nullable(),
    parent_name: z.string().nullable(),
    visibility: z.literal([1, 2, 3, 4, 5]),
    node_scope: z.array(id),
    user_scope: z.array(id),
  })
  .refine(isNumbered, NUMBERED)
  .transform((wire) => ({
    ...toNodeInfo(wire),
    parentUid: wire.parent_uid,
    parentNodeUid: wire.parent_node_uid,
    parentName: wire.parent_name,
    visibility: wire.visibility,
    nodeScope: wire.node_scope,
    userScope: wire.user_scope,
  }));

/** Nodes as a list of all below one has them. */
export const nodes: z.ZodType<Node[]> = z.array(node);

const memberInfo = z
  .object({ user_id: number, username: id, name: z.string() })
  .transform(({ user_id, username, name }): MemberInfo => ({ userId: user_id, username, name }));

/** Nodes as answers wrap them. */
export const nodeInfos: z.ZodType<NodeInfo[]> = z
  .object({ nodes: z.array(nodeInfo) })
  .transform(({ nodes }) => nodes);

/** The children of a node, as answers wrap them. */
export const children: z.ZodType<ChildNode[]> = z
  .object({
    nodes: z.array(
      z
        .object({ ...infoFields, users: z.array(memberInfo).optional() })
        .refine(isNumbered, NUMBERED)
        .transform(({ users, ...wire }) => ({ ...toNodeInfo(wire), ...(users && { users }) })),
    ),
  })
  .transform(({ nodes }) => nodes);

const tree: z.ZodType<Tree> = z
  .object({
    info: nodeInfo,
    nodes: z.array(z.lazy(() => tree)),
    users: z.array(memberInfo).optional(),
    headcount: z.number().optional(),
  })
  .transform(({ users, headcount, ...rest }) => ({
    ...rest,
    ...(users && { users }),
    ...(headcount !== undefined && { headcount }),
  }));

/** A node with everything below it; another node's is none. */
export const treeOf = (uid: string): z.ZodType<Tree> =>
  tree.refine(({ info }) => info.nodeUid === uid, {
    path: ["info", "node_uid"],
    error: "is another than the one asked for",
  });
