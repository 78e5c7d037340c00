import { auditBy, person } from "./audit";
import { type Context } from "../http/context";
import { wordFor } from "./node-words";
import { type NodeRow, type UserRow } from "../model/tables";

type Act = "create" | "update" | "delete" | "move" | "member";

/** Notes in the log of a node's org what was done to it. */
function note(context: Context, node: NodeRow, act: Act, done: string): void {
  auditBy(context, `${wordFor(node)}_${act}`, done, node.org_id);
}

/** `部门(Lab)`: a node in the log's summaries goes by its kind and name. */
const called = (node: NodeRow, name = node.name) => `${node.kind === "d" ? "部门" : "组"}(${name})`;

const people = (users: UserRow[]) => `一批用户[${users.map(person).join(",")}]`;

/** A new node is two entries there: that it was made, and that it was put below another. */
export function auditCreated(context: Context, node: NodeRow, parent: NodeRow): void {
  note(context, node, "create", `创建${called(node)}`);
  note(context, node, "move", `将新${called(node)}加入到${called(parent)}下`);
}

/** By the name that it has then. */
export function auditUpdated(context: Context, node: NodeRow): void {
  note(context, node, "update", `编辑${called(node)}信息`);
}

export function auditDeleted(context: Context, node: NodeRow): void {
  note(context, node, "delete", `删除${called(node)}`);
}

export function auditMoved(context: Context, node: NodeRow, parent: NodeRow): void {
  note(context, node, "move", `将${called(node)}移到${called(parent)}下`);
}

export function auditSorted(context: Context, nodes: NodeRow[], parent: NodeRow): void {
  const names = nodes.map(({ name }) => name).join(",");
  note(context, parent, "move", `调整${called(parent, names)}在${called(parent)}中的排序`);
}

export function auditJoined(context: Context, node: NodeRow, users: UserRow[]): void {
  note(context, node, "member", `添加${people(users)}至${called(node)}`);
}

export function auditLeft(context: Context, node: NodeRow, users: UserRow[]): void {
  note(context, node, "member", `将${people(users)}从${called(node)}删除`);
}

/** Who was put into nodes or taken out of them as seen from the person; the brackets are as there. */
const PLACED = {
  joined: {
    d: (who: string, names: string) => `添加用户(f${who})至一批部门[${names}]`,
    g: (who: string, names: string) => `添加用户(${who})至一批组(${names})`,
  },
  left: {
    d: (who: string, names: string) => `将用户(${who})从一批部门(${names})删除`,
    g: (who: string, names: string) => `将用户(${who})从一批组[${names}]删除`,
  },
} as const;

/** One entry for all the nodes of a kind, in the org of the first; in none where there are none. */
export function auditPlaced(
  context: Context,
  user: UserRow,
  act: keyof typeof PLACED,
  kind: "d" | "g",
  nodes: NodeRow[],
): void {
  const names = nodes.map(({ name }) => name).join(",");
  const subject = kind === "d" ? "dept_member" : "group_member";
  auditBy(context, subject, PLACED[act][kind](person(user), names), nodes[0]?.org_id);
}

export function auditOrdered(context: Context, node: NodeRow, users: UserRow[]): void {
  note(context, node, "member", `调整${people(users)}在${called(node)}中的顺序`);
}
