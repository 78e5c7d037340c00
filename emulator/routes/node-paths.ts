import { type NodeRow } from "../model/nodes";
import { type Context } from "./context";
import { type Resource } from "./router";

/** The words that a path of one kind uses for nodes: in its own name and in its bodies. */
interface Dialect {
  /** The key of a list of nodes: `nodes`, `depts`, `groups`. */
  list: "nodes" | "depts" | "groups";
  /** The key of a list of ids. */
  ids: "node_uids" | "dept_uids" | "group_uids";
}

const DIALECTS: Record<string, Dialect> = {
  node: { list: "nodes", ids: "node_uids" },
  dept: { list: "depts", ids: "dept_uids" },
  group: { list: "groups", ids: "group_uids" },
};

/** The dialect that a request speaks, by the first word of its path. */
export function dialectOf(context: Context): Dialect {
  if (context.params["dept"]) return DIALECTS["dept"] as Dialect;
  return DIALECTS[context.params["group"] ? "group" : "node"] as Dialect;
}

/** The same resource under its three names: `node/d_x/…`, `dept/x/…`, `group/x/…`. */
export function underNodes(resource: Resource, suffix: (kind: string) => string): Resource[] {
  return [
    { ...resource, path: `node/<uid:id>/${suffix("node")}` },
    { ...resource, path: `dept/<uid:dept>/${suffix("dept")}` },
    { ...resource, path: `group/<uid:group>/${suffix("group")}` },
  ];
}

/** The word for a node's kind in messages. */
export const wordFor = (node: Pick<NodeRow, "kind">): "dept" | "group" =>
  node.kind === "d" ? "dept" : "group";
