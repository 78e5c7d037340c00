import { isDeclared } from "../engine/keepers";
import { defineKind, type Declared, type StateOf } from "../engine/kind";
import { listProperties, MODES, unmanagedMembers } from "../engine/lists/list-properties";
import { ownedLists } from "../engine/lists/owned-lists";
import { checkList } from "../engine/name-problem";
import { checkOrg } from "../engine/org-id";
import { allowReplace, members, reference, required } from "../engine/property";

const inputs = {
  org: required(reference("org"), {
    doc: "Whose members. Can't change in place.",
    immutable: true,
  }),
  users: required(members("user"), {
    doc: "Who belongs to it beside its owner and the people of its nodes; `[]` is nobody.",
    outputDoc: 'A map keyed by username; the value is `"member"`.',
  }),
  ...listProperties({
    mode: `${MODES}, and never the owner nor anybody who is in a node of the org.`,
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
  doc: "The people of one org. The id is the org's. Who is in one of its nodes is in the org by that: they need not be named, are never unmanaged, and leave only after they have left the nodes.",
  example: `new OrgMembers("acme-people", { org: acme, users: [ada, "grace"], mode: "exact" });`,
  get: {
    doc: "Reads who is in an org, by its oid",
    example: `const people = OrgMembers.get("acme-people", acme.id);`,
  },
  inputs,
  outputs,

  lists: ({ org, mode = "additive" }) => [{ list: org, mode }],

  check: (session, inputs) => [
    ...checkOrg(session, inputs),
    ...checkList(session, "users", "user", inputs.users),
  ],

  ...ownedLists<"users", Inputs, State>(inputs, {
    kind: "OrgMembers",
    lists: ["users"],
    comesAlong: true,
    keyOf: ({ org }) => org,
    idOf: (_session, org) => Promise.resolve(org),

    open: ({ backend: { orgMembers } }, { id }) => ({
      read: async () => ({ users: await orgMembers.list({ id }) }),
      bound: (people) => orgMembers.bound({ id }, people),
      change: async ({ users }) => users && orgMembers.change({ id }, users),
    }),

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
