import { type Context } from "../http/context";
import { findNode, kindOf } from "../model/nodes";
import { type NodeRow } from "../model/tables";
import { isFalsy } from "../wire/fields";
import { idList } from "./lookup";

type Word = "node" | "dept" | "group";

/** The word that a request uses for nodes, in its path and in its bodies. */
function wordOf(context: Context): Word {
  if (context.param("dept")) return "dept";
  return context.param("group") ? "group" : "node";
}

/** The key of a list of nodes: `nodes`, `depts`, `groups`. */
export const listKey = (context: Context) => `${wordOf(context)}s`;

/** The word for a node's kind in messages. */
export const wordFor = (node: Pick<NodeRow, "kind">) => (node.kind === "d" ? "dept" : "group");

/**
 * The nodes of one's kind that a body names, by `node_uids`, or where these are none by bare
 * `dept_uids` or `group_uids`; those of the other kind are passed over (ARKID.md 16).
 *
 * @param missing what is thrown for one that does not exist
 */
export function namedNodes(
  context: Context,
  { kind }: NodeRow,
  body: Record<string, unknown>,
  missing: (uid: string) => Error,
): NodeRow[] {
  const uids = isFalsy(body["node_uids"])
    ? idList(body, `${wordFor({ kind })}_uids`)
    : idList(body, "node_uids").flatMap((id) => (kindOf(id) === kind ? id.slice(2) : []));
  return uids.map((uid) => {
    const node = findNode(context.db, kind, uid);
    if (!node) throw missing(uid);
    return node;
  });
}
