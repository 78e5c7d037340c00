import { managedBy } from "../model/manager-groups";
import { type NodeRow, subtreeOf } from "../model/nodes";
import { seesNode } from "../model/rights";
import { treeOf, treeUsers } from "../wire/views/tree";
import { denied, notFound } from "../wire/refusal";
import { kindOf } from "../model/nodes";
import { type Context } from "./context";
import { pathNode } from "./lookup";
import { dialectOf, underNodes } from "./node-paths";
import { type Resource, ok } from "./router";

/** Anything but these two spellings asks for users, even an empty value (ARKID.md 22). */
export const wantsUsers = (context: Context): boolean =>
  !["false", "False", undefined].includes(context.query("user_required"));

/** The node of the path; an id without a kind is unknown here, not malformed. */
export function treeNode(context: Context): NodeRow {
  const id = context.params["id"];
  if (id !== undefined && !kindOf(id)) throw notFound();
  return pathNode(context);
}

function tree(context: Context) {
  const { db } = context;
  const root = treeNode(context);
  const nodes = visible(context, root, subtreeOf(db, root.pk));
  const users = wantsUsers(context) ? treeUsers(db, root.pk) : undefined;
  return ok(treeOf(nodes, root, dialectOf(context).list, users));
}

/** The nodes that the caller may see: all, or those in and above what he manages. */
function visible(context: Context, root: NodeRow, nodes: NodeRow[]): NodeRow[] {
  const { db } = context;
  const actor = context.user();
  if (actor.isAdmin) return nodes;
  const managed = managedBy(db, actor.id);
  if (!managed) throw denied();
  if (!seesNode(db, managed, root)) throw notFound();
  return nodes.filter((node) => seesNode(db, managed, node));
}

/** A node with everything below it. */
export const nodeTreeRoutes: Resource[] = underNodes(
  {
    path: "",
    guard: (context) => {
      treeNode(context);
      context.user();
    },
    methods: { GET: tree },
    head: false,
  },
  () => "tree/",
);
