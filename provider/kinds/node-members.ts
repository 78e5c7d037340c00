import { parseRootId } from "../backends/domain/root-id";
import type { Session } from "../run/session";
import type { Failure, Kind } from "../engine/kind";
import { memberList } from "../engine/lists/member-list";
import * as membership from "../engine/lists/membership";
import * as property from "../engine/properties";

const properties = {
  ...property.common,
  ...membership.listProperties,
  node: { schema: property.id, immutable: true, names: "node" },
  users: { schema: membership.memberMap, names: "user" },
  ordered: { schema: property.flag.optional() },
} satisfies property.Properties;

/** The people of one node. */
export const nodeMembers: Kind = memberList({
  kind: "NodeMembers",
  owner: "node",
  properties,

  check: (session, { node, ordered }) => checkNode(session, String(node), ordered === true),

  // The org of a node says nothing of the list, but proves that the node is gone when it is.
  async locate(session, inputs) {
    const id = await session.backend.nodes.resolve(String(inputs.node));
    const org = (parseRootId(String(inputs.node)) ?? session.hierarchy.locations.get(id))?.org;
    return { id, ...(org !== undefined && { org }) };
  },

  refOf: (id, { org }) => (typeof org === "string" ? { org, id } : { id }),

  collection: (session) => session.backend.nodeMembers,

  reading: (session) => session.reads.nodeMembers,
});

function checkNode(session: Session, node: string, ordered: boolean): Failure[] {
  const { capabilities } = session.backend;
  const problem = parseRootId(node) ? undefined : capabilities.nodeProblem(node);
  if (problem !== undefined) return [{ property: "node", reason: problem }];
  const reason = ordered ? capabilities.orderProblem(node) : undefined;
  return reason === undefined ? [] : [{ property: "ordered", reason }];
}
