import assert from "node:assert/strict";
import { type AccessGraph, whatCan } from "../../../access";
import { liveGraph } from "../../../cli/graph/live";
import { connect } from "../../../provider/backends";
import { KIND } from "../../../provider/backends/keycloak/ids";
import { Inspector } from "../../../provider/inspect";
import { readConfiguration } from "../../../provider/run/settings";
import { describeOn } from "../../provider/conformance/system";
import { TestRealm } from "../../provider/support/keycloak";
import { type RandomOrg, people, randomOrgs } from "./random-orgs";

const orgs = randomOrgs();

const appOf = (org: number) => `app${String(org)}`;
/** A realm role in place of the use of an app, which Keycloak has no list of. */
const wideOf = (org: number) => `wide-of-${String(org)}`;

/** People are the realm's, so each of the orgs is a branch of one, with an app and roles of its own. */
describeOn("keycloak")("access on Keycloak, in 200 random orgs", function () {
  let realm: TestRealm;
  let graph: AccessGraph;
  let ids: ReadonlyMap<string, string>;
  let clients: ReadonlyMap<string, string>;
  before(async () => {
    realm = await TestRealm.start();
    await realm.client.realm.create(realmOf(orgs), { timeout: 240 });
    ids = new Map();
    const found = new Map<string, string>();
    for await (const { id, username } of realm.client.users.list()) found.set(username, id);
    ids = found;
    const all = new Map<string, string>();
    for await (const { id, clientId } of realm.client.clients.list()) all.set(id, clientId);
    clients = all;
    const configuration = readConfiguration({ url: realm.server.url, ...realm.settings }, {});
    const inspector = new Inspector(configuration, connect(configuration));
    const live = await liveGraph({ inspector, resources: [] }, [realm.realm]);
    assert.deepEqual(live.gaps, []);
    graph = live.graph;
  });
  after(() => realm.remove());

  it("is what the server says of each person, and what it writes into their tokens", async () => {
    for (const username of people) {
      const ours = whatCan(graph, username, new Date()).map(({ perm }) => nameOf(perm));
      const { client, wide } = await tokenOf(username);
      assert.deepEqual(ours.sort(), [...client, ...wide].sort(), username);
      assert.deepEqual((await effective(username)).sort(), wide.sort(), username);
    }
  });

  /** `app7/perm0`, or the name of a role of the realm. */
  function nameOf(id: string): string {
    const { scope, name } = graph.perms.get(id) ?? assert.fail(id);
    return scope === realm.realm ? name : `${String(clients.get(scope))}/${name}`;
  }

  const own = (roles: readonly string[]) => roles.filter((name) => name.startsWith("wide-of-"));

  /** All roles of all apps at once: what a token of somebody would have in it. */
  async function tokenOf(username: string) {
    const [any] = [...clients].find(([, clientId]) => clientId === appOf(0)) ?? assert.fail();
    const query = `userId=${String(ids.get(username))}&scope=openid`;
    const { resource_access: access = {}, realm_access: wide } = await realm.ask<Token>(
      `clients/${any}/evaluate-scopes/generate-example-access-token?${query}`,
    );
    const client = Object.entries(access).flatMap(([app, { roles }]) =>
      app.startsWith("app") ? roles.map((role) => `${app}/${role}`) : [],
    );
    return { client, wide: own(wide?.roles ?? []) };
  }

  /** The roles of the realm that somebody has in the end. */
  async function effective(username: string): Promise<string[]> {
    const path = `users/${String(ids.get(username))}/role-mappings/realm/composite`;
    const roles = await realm.ask<{ name: string }[]>(path);
    return own(roles.map(({ name }) => name));
  }
});

interface Token {
  readonly resource_access?: Readonly<Record<string, { readonly roles: readonly string[] }>>;
  readonly realm_access?: { readonly roles: readonly string[] };
}

interface Held {
  realmRoles: string[];
  clientRoles: Record<string, string[]>;
}

interface Tree extends Held {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string[]>>;
  readonly subGroups: Tree[];
}

/** All of it in one request, as an import has it. */
function realmOf(orgs: readonly RandomOrg[]): Record<string, unknown> {
  const users = new Map(people.map((username) => [username, newUser(username)] as const));
  const groups = orgs.flatMap((org, i) => branchesOf(org, i, users));
  const client = orgs.map((_, i) => [appOf(i), [{ name: "perm0" }, { name: "perm1" }]] as const);
  return {
    ...{ groups, users: [...users.values()] },
    clients: orgs.map((_, i) => ({ clientId: appOf(i), fullScopeAllowed: true })),
    roles: { realm: orgs.map((_, i) => wideRole(i)), client: Object.fromEntries(client) },
  };
}

/** Some contain roles of apps, and the next one, which may contain more. */
function wideRole(i: number) {
  if (i % 5 !== 0) return { name: wideOf(i) };
  const client = { [appOf(i)]: ["perm0"], [appOf((i * 7) % orgs.length)]: ["perm1"] };
  const realm = i % 10 === 0 ? [wideOf(i + 5)] : [wideOf(i + 1)];
  return { name: wideOf(i), composite: true, composites: { realm, client } };
}

const newUser = (username: string) => ({
  ...{ username, enabled: true, groups: Array<string>(), realmRoles: Array<string>() },
  clientRoles: {} as Record<string, string[]>,
});

/** The trees of an org. A denial, and what a root is granted, is nothing there. */
function branchesOf(org: RandomOrg, i: number, users: Map<string, ReturnType<typeof newUser>>) {
  const nodes = org.nodes.map(({ kind }, at): Tree => ({
    ...{ name: `Org ${String(i)} Node ${String(at)}`, attributes: { [KIND]: [kind] } },
    ...{ realmRoles: [], clientRoles: {}, subGroups: [] },
  }));
  const pathOf = (at: number): string => {
    const parent = org.nodes[at]?.parent;
    return `${parent === undefined ? "" : pathOf(parent)}/${String(nodes[at]?.name)}`;
  };
  for (const [at, { people: inside }] of org.nodes.entries()) {
    for (const username of inside) users.get(username)?.groups.push(pathOf(at));
  }
  for (const { perm, to, effect } of org.grants) {
    const holder =
      typeof to === "string" ? users.get(to) : typeof to === "number" ? nodes[to] : undefined;
    if (effect === "deny" || holder === undefined) continue;
    if (perm === "access") holder.realmRoles.push(wideOf(i));
    else (holder.clientRoles[appOf(i)] ??= []).push(perm);
  }
  const tops: Tree[] = [];
  for (const [at, { parent }] of org.nodes.entries()) {
    const node = nodes[at];
    if (node) (parent === undefined ? tops : (nodes[parent]?.subGroups ?? tops)).push(node);
  }
  return tops;
}
