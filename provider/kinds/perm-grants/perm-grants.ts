import { z } from "zod";
import type { Session } from "../../run/session";
import { orgOf } from "../../engine/gone-org";
import {
  defineKind,
  type Declared,
  type Failure,
  type Previewed,
  type StateOf,
} from "../../engine/kind";
import { endsNodes, endsUsers, listProperties, MODES } from "../../engine/lists/list-properties";
import { membersOf } from "../../engine/lists/membership";
import { ownedLists } from "../../engine/lists/owned-lists";
import { checkNames } from "../../engine/name-problem";
import {
  allowReplace,
  found,
  kept,
  members,
  object,
  optional,
  reference,
  required,
  text,
  texts,
} from "../../engine/property";
import { isUnknown } from "../../engine/unknown";
import { grantLists, GrantStore, OPPOSITE, type GrantList } from "./lists";

const outputDoc =
  'A map keyed by username or node id; the value is `"member"`, or `"until 2026-12-31"`.';

const inputs = {
  perm: required(reference("perm"), {
    doc: "Whose grants: a `Perm`, its id, or the `accessPerm` of an app. Can't change in place.",
    immutable: true,
  }),
  users: kept(members("user"), {
    doc: `Who has it themselves; \`[]\` is nobody. ${endsUsers}`,
    outputDoc,
  }),
  nodes: kept(members("node"), {
    doc: `Which nodes' people have it, those of the nodes below too; \`[]\` is none. ${endsNodes}`,
    outputDoc,
  }),
  denyUsers: kept(members("user"), {
    doc: `Who does not have it, whatever their nodes have. ${endsUsers}`,
    outputDoc,
  }),
  denyNodes: kept(members("node"), {
    doc: `Which nodes' people do not have it by their node. ${endsNodes}`,
    outputDoc,
  }),
  ...listProperties({
    mode: `Of each list that is given: ${MODES}.`,
    limit: "grants one apply may remove from all lists together",
    others: "grants that",
  }),
  allowReplace: allowReplace("Whether a change of `perm` may replace the lists."),
};

const names = texts(z.string(), "give a list of names");
const unmanagedGrants = object(
  "UnmanagedGrants",
  "Names by list; lists that are not managed are left out.",
  {
    users: optional(names, { doc: "Usernames." }),
    nodes: optional(names, { doc: "Ids of nodes." }),
    denyUsers: optional(names, { doc: "Usernames." }),
    denyNodes: optional(names, { doc: "Ids of nodes." }),
  },
);

const outputs = {
  org: found(text, "The org of the perm, as far as it is known.", { internal: true }),
  unmanaged: found(unmanagedGrants, "Who is in a list and not named by the program.", {
    formerly: "strangers",
  }),
};

type Inputs = Declared<typeof inputs>;
type State = StateOf<typeof inputs, typeof outputs>;

export const permGrants = defineKind({
  name: "PermGrants",
  doc: "Who has a perm, and who is denied it: one list at least; a list that is left out is left alone. The id is the perm's. Only what is granted to somebody themselves counts, not what people inherit from their nodes.",
  example: `new PermGrants("deployers", { perm: deploy, nodes: [platform], denyUsers: ["mallory"], mode: "exact" });
new PermGrants("ci-users", { perm: ci.accessPerm, nodes: [acme.root("department")] });`,
  get: {
    doc: "Reads who has a perm and who is denied it, by the perm's id",
    example: `const users = PermGrants.get("ci-users", ci.accessPerm);`,
  },
  inputs,
  outputs,

  undoes: true,

  lists: ({ mode = "additive", perm, ...given }) =>
    grantLists
      .filter((list) => given[list] !== undefined)
      .map((list) => ({ list: `${list} of ${perm}`, mode })),

  check: (session, inputs) => [
    ...checkGiven(inputs),
    ...(isUnknown(inputs.perm) ? [] : checkPerm(session, inputs.perm, inputs)),
    ...checkBoth(inputs),
  ],

  ...ownedLists<GrantList, Inputs, State>(inputs, {
    kind: "PermGrants",
    lists: grantLists,
    opposite: OPPOSITE,
    endsWith: "Perm",
    keyOf: ({ perm }) => perm,
    idOf: ({ backend }, perm) => backend.perms.resolve(perm),
    orgOf: (session, perm) => orgOf(session, perm),
    open: (session, perm, declared) => GrantStore.of(session, perm, declared),
    stateOf: (declared, { org, maps, unmanaged }) => ({ ...declared, org, ...maps, unmanaged }),
    stateById: (perm, maps) => ({ perm, ...maps, unmanaged: {} }),
  }),
});

function checkGiven(inputs: Previewed<Inputs>): Failure[] {
  if (grantLists.some((list) => inputs[list] !== undefined)) return [];
  return [{ property: "users", reason: `give one at least of ${grantLists.join(", ")}` }];
}

const denials = ["denyUsers", "denyNodes"] as const;

function checkPerm(session: Session, perm: string, inputs: Previewed<Inputs>): Failure[] {
  const failures = checkNames(session, "perm", "perm", [perm]);
  const reason = session.backend.capabilities.denyProblem(perm);
  if (reason === undefined) return failures;
  const denied = denials.filter((list) => inputs[list] !== undefined);
  return [...failures, ...denied.map((property) => ({ property, reason }))];
}

/** Nobody has a perm and is denied it. */
function checkBoth(inputs: Previewed<Inputs>): Failure[] {
  return denials.flatMap((list) => {
    const granted = new Set(membersOf(inputs[OPPOSITE[list]]));
    const both = membersOf(inputs[list]).filter((one) => granted.has(one));
    if (both.length === 0) return [];
    return [{ property: list, reason: `${both.join(", ")}: in ${OPPOSITE[list]} as well` }];
  });
}
