import assert from "node:assert/strict";
import type { Backend } from "../../../../provider/backends/backend";
import { MissingRightError } from "../../../../provider/backends/errors";
import { describeOn } from "../../conformance/system";
import { Ground } from "./ground";

const PARTS = ["nodes", "nodeMembers", "orgMembers", "users", "apps", "perms", "grants"] as const;
const NOWHERE = "00000000-0000-4000-8000-000000000000";

describeOn("keycloak")("an account of Keycloak with less than it needs", function () {
  let ground: Ground;
  let group: string;
  before(async () => {
    ground = await Ground.lay();
    await ground.client.realm.create({ displayName: "Acme" });
    group = await ground.client.groups.create({ name: "Engineering" });
    await ground.client.users.create({ username: "ada" });
  });
  after(() => ground.close());

  type Read = (backend: Backend) => Promise<unknown>;
  const reads: Readonly<Record<string, Read>> = {
    "a group": (to) => to.nodes.get({ id: group }),
    "a group that is not there": (to) => to.nodes.get({ id: NOWHERE }),
    "a group by its key": (to) => to.nodes.find({ org: ground.org, kind: "group", uid: "x" }),
    "the people of a group": (to) => to.nodeMembers.list({ id: group }),
    "a person": (to) => to.users.get({ id: "ada" }),
    "a person who is not there": (to) => to.users.find({ username: "nobody" }),
    "all people": (to) => to.snapshot("tenant", ["users"]),
    "all groups": (to) => to.snapshot(ground.org, ["nodes"]),
    "an app that is not there": (to) => to.apps.find({ org: ground.org, uid: "ci" }),
    "the org": (to) => to.orgs.get({ id: ground.org }),
    "what is in the org": (to) => to.orgs.contents({ id: ground.org }),
  };
  const accounts: Readonly<Record<string, readonly string[]>> = {
    "no role at all": [],
    "only queries": ["query-users", "query-groups", "query-clients"],
  };
  for (const [name, roles] of Object.entries(accounts)) {
    it(`learns of no absence with ${name}`, async () => {
      const { backend } = ground.connect(await ground.account(...roles));
      for (const [what, read] of Object.entries(reads)) {
        await assert.rejects(read(backend), (error: Error) => {
          assert.ok(error instanceof MissingRightError, `${what}: ${error.message}`);
          assert.match(error.message, /of realm-management/);
          return true;
        });
      }
    });
  }

  it("takes no grant for gone where it may see the perm, but not the people who have it", async () => {
    const { backend: whole } = ground.connect(await ground.account("manage-users", "manage-realm"));
    const { id } = await whole.perms.create({ scope: ground.org, name: "Sign" });
    const add = [{ kind: "user", id: "ada", effect: "allow" }] as const;
    await whole.grants.change({ id }, { add, remove: [] });
    const roles = ["view-realm", "view-clients", "query-users", "query-groups"];
    const { backend } = ground.connect(await ground.account(...roles));
    const missing = /may not see users, .*give it view-users of realm-management/;
    await assert.rejects(backend.grants.list({ id }), missing);
    await assert.rejects(backend.snapshot(ground.org, ["grants"]), /view-users/);
  });

  it("is shown all of a part or is told what it lacks, whichever role it is without", async () => {
    const { org } = ground;
    const { backend: whole } = ground.connect();
    const app = await whole.apps.create({ org, uid: "shown", name: "Shown", oauth: {} });
    const perm = await whole.perms.create({ scope: app.id, name: "Look" });
    const add = [{ kind: "user", id: "ada", effect: "allow" }] as const;
    await whole.grants.change({ id: perm.id }, { add, remove: [] });
    await whole.nodeMembers.change({ org, id: group }, { add: ["ada"], remove: [] });
    const queries = ["query-users", "query-groups", "query-clients", "query-realms"];
    const views = ["view-users", "view-clients", "view-realm"];
    for (const left of [[], ...views.map((one) => views.filter((other) => other !== one))]) {
      const { backend } = ground.connect(await ground.account(...queries, ...left));
      for (const part of PARTS) {
        const where = `${part} with ${left.join()}`;
        const wanted = (await whole.snapshot(org, [part]))[part];
        await backend.snapshot(org, [part]).then(
          (seen) => assert.deepEqual(seen[part], wanted, where),
          (error: unknown) =>
            assert.ok(error instanceof MissingRightError, `${where}: ${String(error)}`),
        );
      }
    }
  });

  it("sees all with the roles of one that only reads, and is told which one a write needs", async () => {
    const roles = ["view-users", "view-clients", "view-realm", "view-events"];
    const { backend } = ground.connect(await ground.account(...roles));
    assert.equal((await backend.orgs.get({ id: ground.org })).name, "Acme");
    assert.deepEqual(await backend.users.find({ username: "nobody" }), []);
    const { nodes } = await backend.snapshot(ground.org, ["nodes", "apps", "perms", "grants"]);
    assert.ok(nodes.has(group));
    const { org } = ground;
    const parent = `${org}/group`;
    const write = backend.nodes.create({ org, kind: "group", uid: "x", name: "X", parent });
    await assert.rejects(write, /may not POST .*give it manage-users of realm-management/);
    await assert.rejects(backend.users.create({ username: "bob" }), /manage-users/);
    await assert.rejects(backend.perms.create({ scope: org, name: "P" }), /manage-realm/);
  });

  it("does all there is to do with the four roles that the page names", async () => {
    const { org } = ground;
    const roles = ["manage-users", "manage-clients", "manage-realm", "view-events"];
    const { backend } = ground.connect(await ground.account(...roles));
    await backend.login();
    await backend.orgs.update({ id: org }, { name: "Acme 公司" });
    const place = { org, kind: "department", parent: `${org}/department` } as const;
    const { id } = await backend.nodes.create({ ...place, uid: "lab", name: "Lab" });
    await backend.users.create({ username: "grace", name: "Grace", phone: "" });
    await backend.nodeMembers.change({ org, id }, { add: ["grace"], remove: [] });
    const app = await backend.apps.create({ org, uid: "ci", name: "CI", oauth: {} });
    const own = await backend.perms.create({ scope: app.id, name: "Deploy" });
    const wide = await backend.perms.create({ scope: org, name: "Audit" });
    const add = [
      { kind: "user", id: "grace", effect: "allow" },
      { kind: "node", id, effect: "allow" },
    ] as const;
    for (const perm of [own, wide]) {
      await backend.grants.change({ id: perm.id }, { add, remove: [] });
      assert.deepEqual(await backend.grants.list({ id: perm.id }), add);
    }
    await backend.nodes.update({ org, id }, { name: "Lab 2", parent: group });
    const parts = ["nodes", "nodeMembers", "orgMembers", "apps", "perms", "grants"] as const;
    const all = await backend.snapshot(org, parts);
    await ground.client.realm.update({ adminEventsEnabled: true });
    assert.deepEqual(all.nodeMembers.get(id), ["grace"]);
    for await (const event of backend.history?.(org, 1) ?? []) assert.ok(event.at);
    await backend.perms.delete({ id: wide.id });
    await backend.apps.delete({ org, id: app.id });
    await backend.nodes.delete({ org, id });
    await backend.users.delete({ id: "grace" });
  });

  it("is told of a wrong secret, a wrong realm and a missing right to make one", async () => {
    const account = await ground.account("view-realm");
    const login = (settings: object) => ground.connect({ ...account, ...settings }).backend.login();
    await assert.rejects(
      login({ clientSecret: "wrong" }),
      /refused the login .*identity:clientSecret/,
    );
    await assert.rejects(login({ realm: "nowhere" }), /has no realm "nowhere" to sign in at/);
    const { org } = ground;
    const other = ground.connect({ ...account, realm: `${org}-2`, authRealm: org }).backend;
    await assert.rejects(other.orgs.create({ name: "X" }), /may not create a realm/);
  });
});
