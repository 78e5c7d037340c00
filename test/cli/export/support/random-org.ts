import fc from "fast-check";
import type { Backend } from "../../../../provider/backends/backend";
import type { NodeKind } from "../../../../provider/backends/domain";
import { ConflictError } from "../../../../provider/backends/errors";
import { rootOf } from "../../../../provider/backends/domain/root-id";

/** Names that people give, and that somebody gives who means harm. */
const NAMES = [
  ...["Engineering", "HR", "研发部", "研发 A组", "Café & Co", "R&D Tools", "行政部"],
  ...["yes", "123", "null", "- x: y", 'say "hi"', "it's", "a`${b}`", "#tag", "Отдел"],
  ...["<script>alert(1)</script>", "a | b", "x\u202ey", "*/ // end", "##[error] x", "😀 team"],
];

const name = fc.constantFrom(...NAMES);
const index = fc.nat(1000);
const some = fc.array(index, { maxLength: 3 });

const node = fc.record({
  kind: fc.constantFrom<NodeKind>("department", "department", "group", "role", "label", "direct"),
  name,
  parent: index,
  isTop: fc.boolean(),
  description: fc.option(name, { nil: "" }),
  acceptsMembers: fc.boolean(),
  members: some,
  visibility: fc.option(fc.constantFrom("members", "named", "nobody"), { nil: undefined, freq: 4 }),
  visibleToNodes: some,
  visibleToUsers: some,
});

const person = fc.record({
  name: fc.option(name, { nil: "" }),
  email: fc.boolean(),
  gender: fc.constantFrom("unspecified", "male", "female"),
  isMember: fc.boolean(),
  position: fc.option(name, { nil: "" }),
  hireDate: fc.boolean(),
});

const app = fc.record({
  name,
  description: fc.option(name, { nil: "" }),
  allowAnyUser: fc.boolean(),
  oauth: fc.constantFrom("off", "plain", "public"),
  ldap: fc.boolean(),
  saml: fc.boolean(),
  perms: fc.uniqueArray(name, { maxLength: 3 }),
});

const grant = fc.record({
  perm: index,
  target: index,
  kind: fc.constantFrom<"user" | "node">("user", "node"),
  effect: fc.constantFrom<"allow" | "deny">("allow", "allow", "deny"),
});

const manager = fc.record({ name, nodes: some, users: some, apps: some, perms: some });

const orgOf = (nodes: fc.ArrayConstraints, people: fc.ArrayConstraints) =>
  fc.record({
    name: fc.constantFrom("Acme", "Acme 公司", "行政 & Co"),
    nodes: fc.array(node, nodes),
    people: fc.array(person, people),
    apps: fc.array(app, { maxLength: 3 }),
    orgPerms: fc.uniqueArray(name, { maxLength: 2 }),
    grants: fc.array(grant, { maxLength: 8 }),
    managers: fc.array(manager, { maxLength: 2 }),
  });

/** An org to be built on a server. */
export const randomOrg = orgOf({ minLength: 1, maxLength: 14 }, { minLength: 1, maxLength: 6 });

/** A large one, of that many nodes and people. */
export const largeOrg = (nodes: number, people: number) =>
  orgOf(
    { minLength: nodes, maxLength: nodes, size: "max" },
    { minLength: people, maxLength: people, size: "max" },
  );

export type OrgSpec = typeof randomOrg extends fc.Arbitrary<infer T> ? T : never;

const CERT = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----";

/** Builds it by the port of a backend, as somebody's years of clicking would; returns the org's id. */
export async function build(backend: Backend, spec: OrgSpec): Promise<string> {
  const { capabilities, orgs, users, nodes, nodeMembers, orgMembers, apps, perms, grants } =
    backend;
  const has = (kind: string, property: string) =>
    capabilities.lacks[kind]?.[property] === undefined;
  /** A text where the system takes it: not all take every name of a person. */
  const taken = (kind: string, property: string, text: string) =>
    capabilities.rules[kind]?.[property]?.pattern.test(text) === false ? "" : text;
  const key = capabilities.orgKey === undefined ? {} : { uid: "acme" };
  const { id: org } = await orgs.create({ name: spec.name, ...key });

  const usernames = spec.people.map((_, at) => `person${at}`);
  for (const [at, one] of spec.people.entries()) {
    const username = `person${at}`;
    const email = one.email ? { email: `${username}@acme.example` } : {};
    const gender = one.gender as "male";
    const name = taken("User", "name", one.name);
    await users.create({ username, ...(name !== "" && { name }), ...email, gender });
  }
  const pick = <T>(all: readonly T[], at: readonly number[]): T[] => [
    ...new Set(all.length === 0 ? [] : at.map((one) => all[one % all.length] as T)),
  ];

  const made: { id: string; kind: NodeKind; depth: number }[] = [];
  for (const [at, one] of spec.nodes.entries()) {
    const { kind } = one;
    const above = made.filter((other) => other.kind === kind && other.depth < 6);
    const parent = one.isTop ? undefined : above[one.parent % Math.max(1, above.length)];
    const desired = {
      ...{ org, kind, uid: `n${at}-${kind}`, name: one.name },
      parent: parent?.id ?? rootOf(org, kind),
      ...(one.description !== "" && { description: one.description }),
      ...(kind !== "department" &&
        has("Node", "acceptsMembers") && { acceptsMembers: one.acceptsMembers }),
    };
    // On some systems siblings have different names.
    const { id } = await nodes.create(desired).catch((error: unknown) => {
      if (!(error instanceof ConflictError)) throw error;
      return nodes.create({ ...desired, name: `${one.name} ${at}` });
    });
    made.push({ id, kind, depth: (parent?.depth ?? 0) + 1 });
    const members = one.acceptsMembers || kind === "department" ? pick(usernames, one.members) : [];
    if (members.length > 0) await nodeMembers.change({ org, id }, { add: members, remove: [] });
  }
  const ids = made.map(({ id }) => id);
  if (has("Node", "visibility")) {
    for (const [at, one] of spec.nodes.entries()) {
      if (one.visibility === undefined) continue;
      const visibility = one.visibility as "members";
      // Names of nodes that were made before make no circle, which a program could not build anew.
      const visibleToNodes = pick(ids.slice(0, at), one.visibleToNodes);
      const visibleToUsers = pick(usernames, one.visibleToUsers);
      const named = one.visibility === "named" ? { visibleToNodes, visibleToUsers } : {};
      await nodes.update({ org, id: ids[at] ?? "" }, { visibility, ...named });
    }
  }

  const hasApps: { id: string }[] = [];
  const permIds: string[] = [];
  for (const [at, one] of spec.apps.entries()) {
    const isBoth = one.oauth !== "off" && one.saml;
    const hasOne = isBoth && capabilities.protocolsProblem(["oauth", "saml"]) !== undefined;
    const made = await apps.create({
      ...{ org, uid: `app${at}`, name: one.name },
      ...(one.description !== "" && { description: one.description }),
      ...(one.oauth !== "off" && {
        oauth: {
          redirectUris: ["https://a.example/cb"],
          ...(one.oauth === "public" && { clientType: "public" as const }),
        },
      }),
      ...(one.ldap && capabilities.protocols.includes("ldap") && { ldap: true }),
      ...(one.saml &&
        !hasOne && {
          saml: { entityId: `urn:${at}`, acs: "https://a.example/acs", cert: CERT },
        }),
    });
    if (has("App", "allowAnyUser")) {
      await apps.update({ org, id: made.id }, { allowAnyUser: one.allowAnyUser });
    }
    hasApps.push(made);
    const access = `${made.id}/access`;
    if (capabilities.permProblem(access) === undefined) permIds.push(await perms.resolve(access));
    for (const name of one.perms) permIds.push((await perms.create({ scope: made.id, name })).id);
  }
  for (const name of spec.orgPerms) permIds.push((await perms.create({ scope: org, name })).id);

  for (const { perm, target, kind, effect } of spec.grants) {
    const [id] = pick(permIds, [perm]);
    const [to] = pick(kind === "user" ? usernames : ids, [target]);
    if (id === undefined || to === undefined) continue;
    if (effect === "deny" && capabilities.denyProblem(id) !== undefined) continue;
    await grants.change({ id }, { add: [{ kind, id: to, effect }], remove: [] });
  }
  if (capabilities.nodeKinds.includes("manager")) {
    for (const [at, one] of spec.managers.entries()) {
      const { id } = await nodes.create({
        ...{ org, kind: "manager", uid: `m${at}`, name: one.name, parent: rootOf(org, "manager") },
      });
      const managerGroup = {
        ...{ nodes: pick(ids, one.nodes), users: pick(usernames, one.users) },
        apps: pick(
          hasApps.map((app) => app.id),
          one.apps,
        ),
        ...{ perms: pick(permIds, one.perms), scope: "named" as const },
      };
      await nodes.update({ org, id }, { managerGroup });
      await nodeMembers.change({ org, id }, { add: pick(usernames, one.users), remove: [] });
    }
  }

  for (const [at, one] of spec.people.entries()) {
    if (!one.isMember || !has("OrgMember", "position")) continue;
    const username = `person${at}`;
    await orgMembers.change({ id: org }, { add: [username], remove: [] });
    const hireDate = one.hireDate ? { hireDate: "2026-03-01T00:00:00+08:00" } : {};
    await orgMembers.update({ org, id: username }, { position: one.position, ...hireDate });
  }
  return org;
}
