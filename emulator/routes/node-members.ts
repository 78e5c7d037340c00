import {
  addMembers,
  isMember,
  membersOf,
  removeMembers,
  replaceMembers,
  sortMembers,
} from "../model/node-members";
import { type NodeRow, findNode, kindOf } from "../model/nodes";
import { orgMember } from "../model/org-members";
import { type UserRow, findUser } from "../model/users";
import { asObject } from "../wire/fields";
import { paginateList } from "../wire/pagination";
import { invalid, invalidField } from "../wire/refusal";
import { memberFields, userView } from "../wire/views/user";
import { type Context } from "./context";
import { idList, pathNode } from "./lookup";
import { listedMembers } from "./member-filters";
import { openNode } from "./node-children";
import { auditJoined, auditLeft, auditOrdered } from "./node-audit";
import { dialectOf, underNodes, wordFor } from "./node-paths";
import { writableNode } from "./nodes";
import { type Resource, ok } from "./router";

/** The members, paged; those of a group with what the org knows of them. */
function list(context: Context) {
  const { db } = context;
  const node = openNode(context);
  const view = (user: UserRow) => ({
    ...userView(db, user),
    ...(node.kind === "g" && memberFields(orgMember(db, node.org_id ?? 0, user.id))),
  });
  return ok(paginateList(context.url, listedMembers(context, node), view));
}

const SUBJECTS = ["add", "delete", "sort", "override", "move_out"];

/** Changes the members as `subject` says; answers all of them (ARKID.md 24). */
function change(context: Context) {
  const { db } = context;
  const node = writableNode(context);
  const body = asObject(context.body.json());
  const subject = String(body["subject"]);
  if (!SUBJECTS.includes(subject)) {
    const known = node.kind === "d" ? SUBJECTS : SUBJECTS.slice(0, 4);
    throw invalid({ subject: `thid field must be one of ${known.join(", ")}` });
  }
  const users = idList(body, "user_uids").map((username) => knownUser(context, username));
  apply(context, node, subject, users, body);
  return ok({ users: membersOf(db, node.pk).map((user) => userView(db, user)) });
}

function knownUser(context: Context, username: string): UserRow {
  const user = findUser(context.db, username);
  if (!user) throw invalidField("user_uids", `user:${username} does not exist`);
  return user;
}

function apply(
  context: Context,
  node: NodeRow,
  subject: string,
  users: UserRow[],
  body: Record<string, unknown>,
): void {
  const { db } = context;
  const ids = users.map((user) => user.id);
  if (subject === "add") {
    addMembers(db, node, ids);
    auditJoined(context, node, users);
  } else if (subject === "delete") {
    removeMembers(db, node.pk, ids);
    auditLeft(context, node, users);
  } else if (subject === "override") override(context, node, users);
  else if (subject === "sort") sort(context, node, users);
  else moveOut(context, node, users, body);
}

function override(context: Context, node: NodeRow, users: UserRow[]): void {
  const { db } = context;
  const before = membersOf(db, node.pk);
  replaceMembers(
    db,
    node,
    users.map((user) => user.id),
  );
  auditLeft(context, node, without(before, users));
  auditJoined(context, node, without(users, before));
}

const without = (users: UserRow[], others: UserRow[]) =>
  users.filter(({ id }) => !others.some((other) => other.id === id));

function sort(context: Context, node: NodeRow, users: UserRow[]): void {
  const stranger = users.find((user) => !isMember(context.db, node.pk, user.id));
  if (stranger) {
    const name = `${stranger.username}(${stranger.name})`;
    throw invalidField("user_uids", `User: ${name} does not belong to this ${wordFor(node)}`);
  }
  sortMembers(
    context.db,
    node.pk,
    users.map((user) => user.id),
  );
  auditOrdered(context, node, users);
}

/** Out of this node into others of its kind; targets of the other kind are ignored. */
function moveOut(
  context: Context,
  node: NodeRow,
  users: UserRow[],
  body: Record<string, unknown>,
): void {
  const { db } = context;
  const { ids: key } = dialectOf(context);
  const uids =
    key === "node_uids"
      ? idList(body, key).flatMap((id) => (kindOf(id) === node.kind ? id.slice(2) : []))
      : idList(body, key);
  const targets = uids.map((uid) => {
    const target = findNode(db, node.kind, uid);
    const word = wordFor(node);
    if (!target) throw invalidField(`${word}_uids`, `${word}:${uid} does not exist`);
    return target;
  });
  const ids = users.map(({ id }) => id);
  removeMembers(db, node.pk, ids);
  auditLeft(context, node, users);
  for (const target of targets) {
    addMembers(db, target, ids);
    auditJoined(context, target, users);
  }
}

/** The people of a department or group. */
export const nodeMemberRoutes: Resource[] = underNodes(
  {
    path: "",
    guard: (context) => {
      pathNode(context);
      context.user();
    },
    methods: { GET: list, PATCH: change, PUT: change },
    head: false,
  },
  () => "user/",
);
