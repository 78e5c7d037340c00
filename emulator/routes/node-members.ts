import { type z } from "zod";
import { type Context } from "../http/context";
import { guarded, patchOrPut } from "../http/guarded";
import {
  addMembers,
  isMember,
  membersOf,
  removeMembers,
  replaceMembers,
  sortMembers,
} from "../model/node-members";
import { findNode, findNodeById } from "../model/nodes";
import { orgMember } from "../model/org-members";
import { type NodeRow, type UserRow } from "../model/tables";
import { findUser } from "../model/users";
import { anything, query, typedJson } from "../wire/fields";
import { message } from "../wire/messages";
import { paginateList } from "../wire/pagination";
import { invalid, invalidField } from "../wire/refusal";
import { memberFields, userView } from "../wire/views/user";
import { idList, nodeThenUser } from "./lookup";
import { auditJoined, auditLeft, auditOrdered } from "./node-audit";
import { openNode } from "./node-children";
import { namedNodes, wordFor } from "./node-words";
import { NODE_URLS, writableNode } from "./nodes";

const WORDS = ["username", "name", "mobile", "private_email"] as const;
const TIMES = ["created", "last_active_time"] as const;
const FILTERS = query(
  ...WORDS,
  "uids",
  ...TIMES.flatMap((time) => [`before_${time}`, `after_${time}`] as const),
);
type Filters = z.output<typeof FILTERS>;

/** The members, paged; those of a group with what the org knows of them. */
function list(context: Context<unknown, Filters>) {
  const { db } = context;
  const node = openNode(context);
  const view = (user: UserRow) => ({
    ...userView(db, user),
    ...(node.kind === "g" && memberFields(orgMember(db, node.org_id ?? 0, user.id))),
  });
  return paginateList(context.address, listedMembers(context, node), view);
}

/**
 * The members that a listing shows: those of `uids` too; groups in the order of the users' ids and
 * filtered, departments in their own order and not filtered, whatever is asked (ARKID.md 24).
 */
function listedMembers({ db, query: asked }: Context<unknown, Filters>, node: NodeRow): UserRow[] {
  const all = new Map(membersOf(db, node.pk).map((user) => [user.id, user]));
  for (const uid of (asked.uids ?? "").split("|").filter(Boolean)) {
    const other = findNode(db, node.kind, uid) ?? findNodeById(db, uid);
    for (const user of other ? membersOf(db, other.pk) : []) all.set(user.id, user);
  }
  const users = [...all.values()];
  if (node.kind === "d") return users;
  return users.filter(filterOf(asked)).sort((a, b) => a.id - b.id);
}

function filterOf(asked: Filters): (user: UserRow) => boolean {
  const spans = TIMES.map((time) => ({
    time,
    before: day(asked, `before_${time}`),
    after: day(asked, `after_${time}`),
  }));
  return (user) => {
    const times = { created: user.created, last_active_time: user.last_active };
    const holds = (word: (typeof WORDS)[number]) =>
      user[word].toLowerCase().includes((asked[word] ?? "").toLowerCase());
    // Who was never there is neither before nor after.
    const lies = ({ time, before, after }: (typeof spans)[number]) => {
      const at = Date.parse(times[time] ?? "");
      return (before === undefined || at <= before) && (after === undefined || at >= after);
    };
    return WORDS.every(holds) && spans.every(lies);
  };
}

/** A day or time of the query as milliseconds; 400 for what is none. */
function day(
  asked: Filters,
  name: `${"before" | "after"}_${(typeof TIMES)[number]}`,
): number | undefined {
  const value = asked[name];
  if (!value) return undefined;
  const at = Date.parse(value);
  if (Number.isNaN(at)) throw invalidField(name, message("datetime", "YYYY-MM-DD"));
  return at;
}

const SUBJECTS = ["add", "delete", "sort", "override", "move_out"];

/** Changes the members as `subject` says; answers all of them (ARKID.md 24). */
function change(context: Context<z.output<typeof anything>>) {
  const { db, body } = context;
  const node = writableNode(context);
  const subject = String(body["subject"]);
  if (!SUBJECTS.includes(subject)) {
    const known = node.kind === "d" ? SUBJECTS : SUBJECTS.slice(0, 4);
    throw invalid({ subject: `thid field must be one of ${known.join(", ")}` });
  }
  const users = idList(body, "user_uids").map((username) => {
    const user = findUser(db, username);
    if (!user) throw invalidField("user_uids", `user:${username} does not exist`);
    return user;
  });
  if (subject === "add") join(context, node, users);
  else if (subject === "delete") leave(context, node, users);
  else if (subject === "override") override(context, node, users);
  else if (subject === "sort") sort(context, node, users);
  else moveOut(context, node, users);
  return { users: membersOf(db, node.pk).map((user) => userView(db, user)) };
}

const idsOf = (users: UserRow[]) => users.map(({ id }) => id);

function join(context: Context, node: NodeRow, users: UserRow[]): void {
  addMembers(context.db, node, idsOf(users));
  auditJoined(context, node, users);
}

function leave(context: Context, node: NodeRow, users: UserRow[]): void {
  removeMembers(context.db, node.pk, idsOf(users));
  auditLeft(context, node, users);
}

function override(context: Context, node: NodeRow, users: UserRow[]): void {
  const before = membersOf(context.db, node.pk);
  replaceMembers(context.db, node, idsOf(users));
  auditLeft(context, node, without(before, users));
  auditJoined(context, node, without(users, before));
}

const without = (users: UserRow[], others: UserRow[]) =>
  users.filter(({ id }) => !others.some((other) => other.id === id));

function sort(context: Context, node: NodeRow, users: UserRow[]): void {
  const other = users.find((user) => !isMember(context.db, node.pk, user.id));
  if (other) {
    const name = `${other.username}(${other.name})`;
    throw invalidField("user_uids", `User: ${name} does not belong to this ${wordFor(node)}`);
  }
  sortMembers(context.db, node.pk, idsOf(users));
  auditOrdered(context, node, users);
}

/** Out of this node into others of its kind; targets of the other kind are ignored. */
function moveOut(
  context: Context<z.output<typeof anything>>,
  node: NodeRow,
  users: UserRow[],
): void {
  const word = wordFor(node);
  const targets = namedNodes(context, node, context.body, (uid) =>
    invalidField(`${word}_uids`, `${word}:${uid} does not exist`),
  );
  leave(context, node, users);
  for (const target of targets) join(context, target, users);
}

/** The people of a department or group. */
export const nodeMemberRoutes = guarded(nodeThenUser, (app) => {
  for (const node of NODE_URLS) {
    const url = `${node}user/`;
    app.get(url, { schema: { querystring: FILTERS }, config: { headless: true } }, list);
    patchOrPut(app, url, { body: typedJson(anything), before: writableNode }, change);
  }
});
