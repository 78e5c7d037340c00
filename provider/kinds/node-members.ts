import { parseRootId } from "../backends/domain/root-id";
import type { Session } from "../run/session";
import { defineKind, type Declared, type Failure, type StateOf } from "../engine/kind";
import { endsUsers, listProperties, unmanagedMembers } from "../engine/lists/list-properties";
import { ownedLists } from "../engine/lists/owned-lists";
import { checkNames } from "../engine/name-problem";
import {
  allowReplace,
  flag,
  found,
  members,
  optional,
  reference,
  required,
  text,
} from "../engine/property";
import { isUnknown } from "../engine/unknown";
import { departed } from "./user/departures";

const inputs = {
  node: required(reference("node"), {
    doc: "Whose members. Can't change in place.",
    immutable: true,
  }),
  users: required(members("user"), {
    doc: `Who belongs to it; \`[]\` is nobody. ${endsUsers}`,
    outputDoc:
      'A map keyed by username; the value is the place in an ordered list, else `"member"`, or `"until 2026-12-31"`.',
  }),
  ...listProperties(),
  ordered: optional(flag, {
    doc: "Whether the order of `users` counts.",
    byDefault: "false",
    inputOnly: true,
  }),
  allowReplace: allowReplace("Whether a change of `node` may replace the list."),
};

const outputs = {
  org: found(text, "The org of the node, where this program knows it.", { optional: true }),
  unmanaged: unmanagedMembers("Usernames of members whom the program does not name."),
};

type Inputs = Declared<typeof inputs>;
type State = StateOf<typeof inputs, typeof outputs>;

export const nodeMembers = defineKind({
  name: "NodeMembers",
  doc: "The people of one node. The id is the node's.",
  example: `new NodeMembers("platform-people", { node: platform, users: [ada, "grace"], mode: "exact" });`,
  get: {
    doc: "Reads who is in a node, by its id",
    example: `const people = NodeMembers.get("platform-people", "d_platform");`,
  },
  inputs,
  outputs,

  lists: ({ node, mode = "additive" }) => [{ list: node, mode }],

  check: (session, { node, ordered }) =>
    isUnknown(node) ? [] : checkNode(session, node, ordered === true),

  ...ownedLists<"users", Inputs, State>(inputs, {
    kind: "NodeMembers",
    lists: ["users"],
    comesAlong: true,
    keyOf: ({ node }) => node,
    idOf: ({ backend }, node) => backend.nodes.resolve(node),

    // A node is gone when its org is.
    orgOf: ({ hierarchy }, node, id) => parseRootId(node)?.org ?? hierarchy.locations.get(id)?.org,

    open: (session, owner, [values = {}]) => {
      const { reads, removing } = session;
      const { nodeMembers } = session.backend;
      return {
        read: async () => ({ users: await nodeMembers.list(owner) }),
        readBatched: async () => ({ users: await reads.nodeMembers.list(owner) }),
        readToRemove: async () => ({ users: await removing.nodeMembers.list(owner) }),
        departed: () => departed(session, owner.org, { kind: "NodeMembers", id: owner.id }, values),
        change: async ({ users }) => users && nodeMembers.change(owner, users),
      };
    },

    stateOf: (declared, { org, maps: { users = {} }, unmanaged }) => ({
      ...{ ...declared, org, users },
      unmanaged: unmanaged.users ?? [],
    }),

    stateById: (node, { users = {} }) => ({ node, users, unmanaged: [] }),
  }),
});

function checkNode(session: Session, node: string, isOrdered: boolean): Failure[] {
  const failures = checkNames(session, "node", "node", [node]);
  if (failures.length > 0) return failures;
  const reason = isOrdered ? session.backend.capabilities.orderProblem(node) : undefined;
  return reason === undefined ? [] : [{ property: "ordered", reason }];
}
