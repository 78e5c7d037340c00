import { addMembers, nodesOf, removeMembers } from "../model/node-members";
import { type NodeRow, findNode, kindOf } from "../model/nodes";
import { updateUser } from "../model/users";
import { asObject } from "../wire/fields";
import { invalid, invalidField } from "../wire/refusal";
import { nodeView } from "../wire/views/node";
import { userDetail } from "../wire/views/user";
import { type Context, loggedIn } from "./context";
import { idList, pathUser } from "./lookup";
import { type Reply, type Resource, ok } from "./router";

/** The nodes that a new user's body names. `node_uids` wins over the other two lists. */
export function nodesForNewUser(context: Context, body: Record<string, unknown>): NodeRow[] {
  const missing = (kind: "d" | "g", uid: string) => {
    const word = kind === "d" ? "dept" : "group";
    return invalidField(`${word}_uids`, `${word}:${uid} does not exist`);
  };
  return named(context, body, "node", missing);
}

/** Finds the nodes of `node_uids`, or else of `dept_uids` and `group_uids`. */
function named(
  context: Context,
  body: Record<string, unknown>,
  word: string,
  missing: (kind: "d" | "g", uid: string) => Error,
): NodeRow[] {
  const find = (kind: "d" | "g", uid: string) => {
    const node = findNode(context.db, kind, uid);
    if (!node) throw missing(kind, uid);
    return node;
  };
  if (word === "node" && body["node_uids"] !== undefined) {
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

type Word = "node" | "dept" | "group";

/** A user's nodes of the kinds that a word covers: departments first. */
function current(context: Context, userId: number, word: Word): NodeRow[] {
  return [
    ...(word === "group" ? [] : nodesOf(context.db, userId, "d")),
    ...(word === "dept" ? [] : nodesOf(context.db, userId, "g")),
  ];
}

function change(context: Context, word: Word): Reply {
  const { db } = context;
  const { id } = administered(context);
  const body = asObject(context.body.data());
  const subject = body["subject"];
  if (subject !== "add" && subject !== "delete" && subject !== "override") {
    throw invalidField("subject", "this field must be one of add, delete, override");
  }
  const nodes = named(context, body, word, (_, uid) =>
    invalidField("node_uids", `node:${uid} does not exist`),
  );
  if (subject === "override") {
    for (const node of current(context, id, word)) removeMembers(db, node.pk, [id]);
  }
  for (const node of nodes) {
    if (subject === "delete") removeMembers(db, node.pk, [id]);
    else addMembers(db, node, [id]);
  }
  return list(context, word);
}

function list(context: Context, word: Word): Reply {
  const { id } = administered(context);
  return ok({ [`${word}s`]: current(context, id, word).map(nodeView) });
}

function administered(context: Context) {
  context.user();
  const user = pathUser(context);
  context.admin();
  return user;
}

const nodeLists: Resource[] = (["node", "dept", "group"] as const).map((word) => ({
  path: `user/<word:username>/${word}/`,
  guard: loggedIn,
  methods: { GET: (context) => list(context, word), PATCH: (context) => change(context, word) },
  atomic: ["PATCH"],
}));

/** Turns a member of the house into an outsider, out of all nodes, or back. */
function convert(context: Context, extern: boolean): Reply {
  const { db } = context;
  const user = administered(context);
  if ((user.extern === 1) === extern) {
    throw invalid({ user: extern ? "must be intra" : "must be extern" });
  }
  for (const node of current(context, user.id, "node")) removeMembers(db, node.pk, [user.id]);
  return ok(userDetail(db, updateUser(db, user.id, { extern: extern ? 1 : 0 })));
}

/** The nodes of a person, seen from the person. */
export const userNodeRoutes: Resource[] = [
  ...nodeLists,
  {
    path: "user/<word:username>/convert/extern/",
    guard: loggedIn,
    methods: { PATCH: (context) => convert(context, true) },
  },
  {
    path: "user/<word:username>/convert/intra/",
    guard: loggedIn,
    methods: { PATCH: (context) => convert(context, false) },
  },
];
