import assert from "node:assert/strict";
import { type AccessGraph, whatCan } from "../../../access";
import { liveGraph } from "../../../cli/graph/live";
import { authorize } from "../../../emulator/authing/model/app-access";
import { createApp, updateApp } from "../../../emulator/authing/model/apps";
import { addMember } from "../../../emulator/authing/model/department-members";
import { createDepartment } from "../../../emulator/authing/model/departments";
import { createNamespace } from "../../../emulator/authing/model/namespaces";
import { createOrganization, rootOf } from "../../../emulator/authing/model/organizations";
import { assign, createRole } from "../../../emulator/authing/model/roles";
import type { DepartmentRow } from "../../../emulator/authing/model/tables";
import { createUser } from "../../../emulator/authing/model/users";
import { connect } from "../../../provider/backends";
import { kindRootKey, namespaceOf, permId } from "../../../provider/backends/authing/ids";
import { readConfiguration } from "../../../provider/run/settings";
import { Inspector } from "../../../provider/inspect";
import { TestPool } from "../../emulator/authing/pool";
import { type RandomGrant, type RandomOrg, people, perms, randomOrgs } from "./random-orgs";

const orgs = randomOrgs();
const ORG = "acme";

interface Pool {
  readonly roots: Record<string, DepartmentRow>;
  readonly namespace: number;
}

/** Apps and people are the pool's, so each of the orgs is a branch of one, with an app and perms of its own. */
describe("access on Authing, in 200 random orgs", function () {
  this.timeout(120_000);
  let pool: TestPool;
  let users: Map<string, { readonly id: number; readonly key: string }>;
  let graph: AccessGraph;
  before(async () => {
    pool = await TestPool.start();
    const { db, url, accessKeyId, accessKeySecret } = pool.server;
    await db.transaction(() => {
      users = new Map(people.map((username) => [username, newUser(username)]));
      const roots = newOrganization();
      const namespace = createNamespace(db, {
        ...{ code: namespaceOf(ORG), name: null, description: null },
      }).id;
      for (const [i, org] of orgs.entries()) fill(org, i, { roots, namespace });
      return Promise.resolve();
    });
    const settings = { url, backend: "authing", accessKeyId, accessKeySecret };
    const configuration = readConfiguration(settings, {});
    const inspector = new Inspector(configuration, connect(configuration));
    const live = await liveGraph({ inspector, resources: [] }, [ORG]);
    assert.deepEqual(live.gaps, []);
    graph = live.graph;
  });
  after(() => pool.close());

  it("is what the server says of each person", async () => {
    for (const [username, { key: userId }] of users) {
      const open = await pool.client.getUserAccessibleApps({ userId });
      const expected = open.data.map(({ appId }) => `${appId}/access`);
      const { data } = await pool.client.getUserRoles({ userId, namespace: namespaceOf(ORG) });
      expected.push(...data.list.map(({ code }) => permId({ scope: ORG, code })));
      const ours = whatCan(graph, username, new Date()).map(({ perm }) => perm);
      assert.deepEqual(ours.sort(), expected.sort(), username);
    }
  });

  const newUser = (username: string) => createUser(pool.server.db, { username, profile: "{}" });

  /** Roles are below a virtual department, as the provider makes it. */
  function newOrganization(): Record<string, DepartmentRow> {
    const { db } = pool.server;
    const wish = { code: ORG, name: "Acme", open_id: null, settings: "{}" };
    const department = rootOf(db, createOrganization(db, wish));
    const role = createDepartment(db, department, {
      ...{ name: "Roles", code: null, open_id: kindRootKey(ORG, "role"), virtual: 1 },
    });
    return { department, role };
  }

  /** Makes a branch with its app and its perms. */
  function fill(org: RandomOrg, i: number, { roots, namespace }: Pool): void {
    const { db } = pool.server;
    const nodes: DepartmentRow[] = [];
    for (const { kind, parent, people: inside } of org.nodes) {
      const above = (parent === undefined ? roots[kind] : nodes[parent]) ?? assert.fail(kind);
      const name = `Node ${String(nodes.length)}`;
      const node = createDepartment(db, above, { name, code: null, open_id: null });
      for (const username of inside) addMember(db, node.id, idOf(username));
      nodes.push(node);
    }
    const app = createApp(db, { identifier: `app${String(i)}`, name: "App", settings: "{}" });
    updateApp(db, app, { strategy: org.isOpen ? "ALLOW_ALL" : "DENY_ALL" });
    const roles = new Map<string, number>();
    for (const code of perms.filter((perm) => perm !== "access")) {
      const times = { description: null, disable_time: null };
      const role = { namespace, code: `${code}-of-${String(i)}`, name: code, ...times };
      roles.set(code, createRole(db, role).id);
    }
    for (const { perm, to, effect } of org.grants) {
      const target = targetOf(to, nodes, roots);
      if (target === undefined) continue;
      const role = roles.get(perm);
      if (role !== undefined) {
        // A role can't be denied.
        if (effect === "allow") assign(db, role, target);
        continue;
      }
      const kind = target.kind === "USER" ? "USER" : "ORG";
      const said = { effect: effect === "allow" ? "ALLOW" : "DENY", inherit: 1 };
      authorize(db, { app: app.id, kind, target: target.target, ...said });
    }
  }

  const idOf = (username: string): number => users.get(username)?.id ?? assert.fail(username);

  function targetOf(
    to: RandomGrant["to"],
    nodes: readonly DepartmentRow[],
    roots: Record<string, DepartmentRow>,
  ) {
    if (typeof to === "string") return { kind: "USER" as const, target: idOf(to) };
    const node = typeof to === "number" ? nodes[to] : roots[to.root];
    return node && { kind: "DEPARTMENT" as const, target: node.id };
  }
});
