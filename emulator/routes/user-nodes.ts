import { z } from "zod";
import { type Context } from "../http/context";
import { guarded, hook, loggedIn } from "../http/guarded";
import { addMembers, nodesOf, removeMembers } from "../model/node-members";
import { findNode, kindOf } from "../model/nodes";
import { type NodeRow, type UserRow } from "../model/tables";
import { updateUser } from "../model/users";
import { fail, field, form, isFalsy } from "../wire/fields";
import { invalid, invalidField } from "../wire/refusal";
import { nodeView } from "../wire/views/node";
import { userDetail } from "../wire/views/user";
import { administered, idList } from "./lookup";
import { auditPlaced } from "./node-audit";

type Word = "node" | "dept" | "group";
type Body = Record<string, unknown>;

/** The nodes that a new user's body names. `node_uids` wins over the other two lists. */
export function nodesForNewUser(context: Context, body: Body): NodeRow[] {
  return named(context, body, "node", (kind, uid) => {
    const word = kind === "d" ? "dept" : "group";
    return invalidField(`${word}_uids`, `${word}:${uid} does not exist`);
  });
}

/** Finds the nodes of `node_uids`, or else of `dept_uids` and `group_uids`. */
function named(
  { db }: Context,
  body: Body,
  word: Word,
  missing: (kind: "d" | "g", uid: string) => Error,
): NodeRow[] {
  const find = (kind: "d" | "g", uid: string) => {
    const node = findNode(db, kind, uid);
    if (!node) throw missing(kind, uid);
    return node;
  };
  if (word === "node" && !isFalsy(body["node_uids"])) {
    return idList(body, "node_uids").flatMap((id) => {
      const kind = kindOf(id);
      return kind ? find(kind, id.slice(2)) : [];
    });
  }
  return [
    ...(word === "group" ? [] : idList(body, "dept_uids").map((uid) => find("d", uid))),
    ...(word === "dept" ? [] : idList(body, "group_uids").map((uid) => find("g", uid))),
  ];
}

/** A user's nodes of the kinds that a word covers: departments first. */
const current = ({ db }: Context, userId: number, word: Word): NodeRow[] => [
  ...(word === "group" ? [] : nodesOf(db, userId, "d")),
  ...(word === "dept" ? [] : nodesOf(db, userId, "g")),
];

const SUBJECTS = "this field must be one of add, delete, override";

/** What is done with what a body lists. */
export const listSubject = field(
  (value) =>
    value === "add" || value === "delete" || value === "override" ? value : fail(SUBJECTS),
  SUBJECTS,
);
const CHANGE = z.looseObject({ subject: listSubject });

function change(context: Context<z.output<typeof CHANGE>>, word: Word) {
  const { body } = context;
  const user = administered(context);
  const nodes = named(context, body, word, (_, uid) =>
    invalidField("node_uids", `node:${uid} does not exist`),
  );
  const before = current(context, user.id, word);
  for (const kind of KINDS[word]) {
    const given = nodes.filter((node) => node.kind === kind);
    if (body.subject === "add") join(context, user, kind, given);
    else if (body.subject === "delete") leave(context, user, kind, given);
    else {
      const own = before.filter((node) => node.kind === kind);
      join(context, user, kind, without(given, own));
      leave(context, user, kind, without(own, given));
    }
  }
  return list(context, word);
}

/** In the order in which they are changed there. */
const KINDS = { node: ["g", "d"], dept: ["d"], group: ["g"] } as const;

const without = (nodes: NodeRow[], others: NodeRow[]) =>
  nodes.filter(({ pk }) => !others.some((other) => other.pk === pk));

function join(context: Context, user: UserRow, kind: "d" | "g", nodes: NodeRow[]): void {
  for (const node of nodes) addMembers(context.db, node, [user.id]);
  auditPlaced(context, user, "joined", kind, nodes);
}

function leave(context: Context, user: UserRow, kind: "d" | "g", nodes: NodeRow[]): void {
  for (const node of nodes) removeMembers(context.db, node.pk, [user.id]);
  auditPlaced(context, user, "left", kind, nodes);
}

function list(context: Context, word: Word) {
  const { id } = administered(context);
  return { [`${word}s`]: current(context, id, word).map(nodeView) };
}

/** Turns a member of the house into an outsider, out of all nodes, or back. */
const convert = (extern: boolean) => (context: Context) => {
  const { db } = context;
  const user = administered(context);
  if ((user.extern === 1) === extern) {
    throw invalid({ user: extern ? "must be intra" : "must be extern" });
  }
  for (const kind of ["d", "g"] as const) {
    leave(context, user, kind, nodesOf(db, user.id, kind));
  }
  return userDetail(db, updateUser(db, user.id, { extern: extern ? 1 : 0 }));
};

/** The nodes of a person, seen from the person. */
export const userNodeRoutes = guarded(loggedIn, (app) => {
  for (const word of ["node", "dept", "group"] as const) {
    const url = `/user/:username/${word}/`;
    app.get(url, (context) => list(context, word));
    app.route({
      method: "PATCH",
      url,
      schema: { body: form(CHANGE) },
      preValidation: hook(administered),
      config: { atomic: true },
      handler: (context) => change(context, word),
    });
  }
  app.patch("/user/:username/convert/extern/", convert(true));
  app.patch("/user/:username/convert/intra/", convert(false));
});
