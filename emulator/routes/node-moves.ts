import { moveNode, moveProblem, sortChildren } from "../model/move-nodes";
import { type NodeRow, childrenOf, findNode, kindOf } from "../model/nodes";
import { canWrite } from "../model/rights";
import { asObject } from "../wire/fields";
import { denied, invalidField } from "../wire/refusal";
import { nodeView } from "../wire/views/node";
import { type Context } from "./context";
import { idList } from "./lookup";
import { auditMoved, auditSorted } from "./node-audit";
import { dialectOf, wordFor } from "./node-paths";
import { writableNode } from "./nodes";
import { type Reply, ok } from "./router";

/** Moves nodes below this one, or sorts the ones that are there. */
export function changeChildren(context: Context): Reply {
  const { db } = context;
  const parent = writableNode(context);
  const body = asObject(context.body.json());
  const subject = body["subject"];
  if (subject !== "add" && subject !== "sort") {
    throw invalidField("subject", "this field must be one of add, sort");
  }
  const nodes = namedNodes(context, parent, body);
  if (subject === "sort") sort(context, parent, nodes);
  else for (const node of nodes) move(context, parent, node);
  return ok({ [dialectOf(context).list]: childrenOf(db, parent.pk).map(nodeView) });
}

/** The nodes that the body names; those of the other kind are skipped (ARKID.md 16). */
function namedNodes(context: Context, parent: NodeRow, body: Record<string, unknown>): NodeRow[] {
  const { ids } = dialectOf(context);
  const uids =
    ids === "node_uids"
      ? idList(body, ids).flatMap((id) => (kindOf(id) === parent.kind ? id.slice(2) : []))
      : idList(body, ids);
  return uids.map((uid) => {
    const node = findNode(context.db, parent.kind, uid);
    if (!node) throw notValid(parent, uid);
    return node;
  });
}

const notValid = (parent: NodeRow, uid: string) =>
  invalidField(`${wordFor(parent)}_uids`, `${wordFor(parent)}:${uid} invalid`);

function sort(context: Context, parent: NodeRow, nodes: NodeRow[]): void {
  const stranger = nodes.find((node) => node.parent !== parent.pk);
  if (stranger) throw notValid(parent, stranger.uid);
  sortChildren(context.db, parent, nodes);
  auditSorted(context, nodes, parent);
}

function move(context: Context, parent: NodeRow, node: NodeRow): void {
  const { db } = context;
  if (!canWrite(db, context.user(), node)) throw denied();
  const problem = moveProblem(db, node, parent);
  if (problem) throw invalidField("node", problem);
  moveNode(db, node, parent);
  auditMoved(context, node, parent);
}
