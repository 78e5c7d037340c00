import { isDeclared } from "../engine/keepers";
import { defineKind, type Declared, type StateOf } from "../engine/kind";
import {
  endsUsers,
  listProperties,
  MODES,
  unmanagedMembers,
} from "../engine/lists/list-properties";
import { ownedLists } from "../engine/lists/owned-lists";
import { checkOrg } from "../engine/org-id";
import { allowReplace, members, reference, required } from "../engine/property";
import { putInto, putIntoSoFar } from "./org-people";
import { departed } from "./user/departures";

const inputs = {
  org: required(reference("org"), {
    doc: "Whose members. Can't change in place.",
    immutable: true,
  }),
  users: required(members("user"), {
    doc: `Who belongs to it beside its owner, the people of its nodes and each OrgMember; \`[]\` is nobody. ${endsUsers}`,
    outputDoc: 'A map keyed by username; the value is `"member"`, or `"until 2026-12-31"`.',
  }),
  ...listProperties({
    mode: `${MODES}, and never the owner, nor anybody who is in a node of the org or an OrgMember.`,
  }),
  allowReplace: allowReplace("Whether a change of `org` may replace the list."),
};

const outputs = {
  unmanaged: unmanagedMembers(
    "Usernames of members whom the program does not name, and who are in no node.",
  ),
};

type Inputs = Declared<typeof inputs>;
type State = StateOf<typeof inputs, typeof outputs>;

/** Leaving the org would remove people from its nodes, whose members other resources manage. */
export const orgMembers = defineKind({
  name: "OrgMembers",
  doc: "The people of one org. The id is the org's. Who is in one of its nodes, or named by an OrgMember, is in the org by that: they need not be named, are never unmanaged, and leave only after they have left these.",
  example: `new OrgMembers("acme-people", { org: acme, users: [ada, "grace"], mode: "exact" });`,
  get: {
    doc: "Reads who is in an org, by its oid",
    example: `const people = OrgMembers.get("acme-people", acme.id);`,
  },
  inputs,
  outputs,

  lists: ({ org, mode = "additive" }) => [{ list: org, mode }],

  check: checkOrg,

  /** Whom another resource puts into the org will not leave it, though the state calls them unmanaged. */
  known(session, org, { users, unmanaged = [], ...state }) {
    const named = putIntoSoFar(session, org, unmanaged);
    const others = Object.entries(users).filter(([one]) => !named.includes(one));
    const left = unmanaged.filter((one) => !named.includes(one));
    return { ...state, users: Object.fromEntries(others), unmanaged: left };
  },

  ...ownedLists<"users", Inputs, State>(inputs, {
    kind: "OrgMembers",
    lists: ["users"],
    comesAlong: true,
    keyOf: ({ org }) => org,
    idOf: (_session, org) => Promise.resolve(org),

    open: (session, { id }, [values = {}]) => {
      const { orgMembers } = session.backend;
      return {
        read: async () => ({ users: await orgMembers.list({ id }) }),
        departed: () => departed(session, id, { kind: "OrgMembers", id }, values),
        bound: (people) => orgMembers.bound({ id }, people),
        named: (people) => putInto(session, id, people, values),
        change: async ({ users }) => users && orgMembers.change({ id }, users),
      };
    },

    stateOf: (declared, { maps: { users = {} }, unmanaged }) => ({
      ...{ ...declared, users },
      unmanaged: unmanaged.users ?? [],
    }),

    stateById: (org, { users = {} }) => ({ org, users, unmanaged: [] }),

    isDeclaredBesides(session, org, user, state) {
      const id = `${org}/${user}`;
      return isDeclared(session, { kind: "OrgMember", id, key: id }, state);
    },
  }),
});
