import type { Kind } from "../engine/kind";
import { isDeclared } from "../engine/keepers";
import { memberList } from "../engine/lists/member-list";
import * as membership from "../engine/lists/membership";
import { checkOrg } from "../engine/org-id";
import * as property from "../engine/properties";

const properties = {
  ...property.common,
  ...membership.listProperties,
  org: { schema: property.id, immutable: true, names: "org" },
  users: { schema: membership.memberMap, names: "user" },
} satisfies property.Properties;

/**
 * The people of one org. Its owner, and whoever is in one of its nodes, is never unmanaged and never
 * taken out: leaving the org would take him out of those nodes, which are others' to manage.
 */
export const orgMembers: Kind = memberList({
  kind: "OrgMembers",
  owner: "org",
  properties,
  check: checkOrg,
  locate: (_session, { org }) => Promise.resolve({ id: String(org) }),
  refOf: (id) => ({ id }),
  collection: (session) => session.backend.orgMembers,
  bound: (session, org, people) => session.backend.orgMembers.bound(org, people),
  isDeclaredBesides(session, org, user, state) {
    const id = `${org}/${user}`;
    return isDeclared(session, { kind: "OrgMember", id, key: id }, state);
  },
});
