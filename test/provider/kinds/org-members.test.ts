import assert from "node:assert/strict";
import { ConflictError, InvalidError, NotFoundError } from "../../../provider/backends/errors";
import { nodeMembers } from "../../../provider/kinds/node-members";
import { orgMembers } from "../../../provider/kinds/org-members";
import { Declared } from "../support/declared";
import { TestServer, type MadeOrg } from "../support/test-server";

describe("OrgMembers", () => {
  let server: TestServer;
  let org: MadeOrg;
  beforeEach(async () => {
    server = await TestServer.start();
    org = await server.org("Acme");
    await server.people("ada1", "bob1", "cyd1", "dan1");
  });
  afterEach(() => server.close());

  const declare = (settings = {}) => {
    const { session, warnings } = server.session(settings);
    return Object.assign(new Declared(orgMembers, session, "people"), { warnings });
  };
  const list = (users: string[], more: object = {}) => ({ org: org.oid, users, ...more });
  const exact = (users: string[], more: object = {}) => list(users, { mode: "exact", ...more });
  const change = (subject: "add" | "delete", ...usernames: string[]) =>
    server.send("PATCH", `org/${org.oid}/user/`, { subject, usernames });
  const held = async () => {
    const { results } = await server.get(`org/${org.oid}/user/?page_size=100`);
    return (results as { username: string }[]).map(({ username }) => username).sort();
  };

  it("join and leave as the list changes; the owner stays, unnamed", async () => {
    const people = await declare().create(exact(["ada1", "bob1"]));
    assert.equal(people.id, org.oid);
    assert.deepEqual(await held(), ["ada1", "admin", "bob1"]);
    assert.deepEqual(people.state.unmanaged, []);
    await people.update(exact(["bob1", "cyd1"]));
    assert.deepEqual(await held(), ["admin", "bob1", "cyd1"]);
    await people.update(exact([]));
    assert.deepEqual(await held(), ["admin"]);
    assert.equal(await people.isSettled(exact([])), true);
  });

  it("may name the owner, and drop them from the list, who stay", async () => {
    const people = await declare().create(exact(["admin", "ada1"]));
    assert.equal(await people.isSettled(exact(["ada1", "admin"])), true);
    await people.update(exact(["ada1"]));
    assert.deepEqual(await held(), ["ada1", "admin"]);
    await people.refresh();
    assert.equal(await people.isSettled(exact(["ada1"])), true);
    await people.delete();
    assert.deepEqual(await held(), ["admin"]);
  });

  it("are all there when they are read by the org's id, the owner and a node's people too", async () => {
    const team = await server.node(org.root("department"), "team");
    await server.join(team, "bob1");
    const { session } = server.session();
    const users = { admin: "member", bob1: "member" };
    assert.deepEqual(await orgMembers.readById(session, org.oid), {
      ...{ org: org.oid, users, unmanaged: [] },
    });
  });

  it("are not unmanaged when a node of the org holds them", async () => {
    const team = await server.node(org.root("department"), "team");
    await server.join(team, "bob1");
    const people = await declare().create(exact(["ada1"]));
    assert.deepEqual(people.state.unmanaged, []);
    await people.refresh();
    assert.equal(await people.isSettled(exact(["ada1"])), true);
  });

  it("stay while a node of the org holds them, and leave once none does", async () => {
    const team = await server.node(org.root("role"), "team");
    const people = await declare().create(exact(["ada1", "bob1"]));
    await server.join(team, "bob1");
    await people.update(exact(["ada1"]));
    assert.match(people.warnings.join(), /leaves bob1 in/);
    assert.deepEqual(await server.members(team), ["bob1"]);
    await people.refresh();
    assert.equal(await people.isSettled(exact(["ada1"])), true);
    await server.send("PATCH", `node/${team}/user/`, { subject: "delete", user_uids: ["bob1"] });
    assert.deepEqual((await people.refresh()).unmanaged, ["bob1"]);
    await people.update(exact(["ada1"]));
    assert.deepEqual(await held(), ["ada1", "admin"]);
  });

  it("and the lists of nodes do not fight, however many are in both", async () => {
    const many = Array.from({ length: 8 }, (_, index) => `many${index}`);
    await server.people(...many);
    const team = await server.node(org.root("department"), "team");
    const { session } = server.session();
    const inNode = await new Declared(nodeMembers, session).create({ node: team, users: many });
    const people = await declare().create(exact(["ada1", ...many.slice(0, 2)]));
    await people.update(exact(["ada1"]));
    await inNode.refresh();
    await people.refresh();
    assert.equal(await inNode.isSettled({ node: team, users: many }), true);
    assert.equal(await people.isSettled(exact(["ada1"])), true);
    assert.deepEqual((await server.members(team)).sort(), many);
  });

  it("are refused over unmanaged members, and taken over where adopt says so", async () => {
    await change("add", "bob1");
    await assert.rejects(declare().create(exact(["ada1"])), (error: Error) => {
      assert.ok(error instanceof ConflictError);
      assert.match(error.message, /holds 1 .*bob1/);
      return true;
    });
    const inputs = exact(["ada1"], { adopt: "ifExists" });
    const people = await declare().create(inputs);
    assert.deepEqual(await held(), ["ada1", "admin", "bob1"]);
    assert.equal(await people.isSettled(inputs), false);
    await people.update(inputs);
    assert.deepEqual(await held(), ["ada1", "admin"]);
  });

  it("touch only the declared ones unless they are exact, and nobody when they only observe", async () => {
    await change("add", "bob1");
    const people = await declare().create(list(["ada1"]));
    assert.deepEqual(people.state.unmanaged, ["bob1"]);
    await people.delete();
    assert.deepEqual(await held(), ["admin", "bob1"]);
    const watched = await declare().create(list(["ada1"], { mode: "observe" }));
    await watched.delete();
    assert.deepEqual(await held(), ["admin", "bob1"]);
  });

  it("show who left behind the list's back, and bring them back", async () => {
    const people = await declare().create(list(["ada1", "bob1"]));
    await change("delete", "bob1");
    assert.deepEqual((await people.refresh()).users, { ada1: "member" });
    assert.equal(await people.update(list(["ada1", "bob1"])), true);
    assert.deepEqual(await held(), ["ada1", "admin", "bob1"]);
  });

  for (const crowd of [0, 120]) {
    it(`do not count the dead, whose rows stay for ever, among ${crowd} others`, async () => {
      const others = Array.from({ length: crowd }, (_, index) => `crowd${index}`);
      await server.people(...others);
      const people = await declare().create(exact(["ada1", "bob1", ...others]));
      await server.send("DELETE", "user/bob1/");
      assert.ok(!("bob1" in ((await people.refresh()).users as object)));
      assert.equal(await people.isSettled(exact(["ada1", ...others])), true);
      await server.people("bob1");
      await people.update(exact(["ada1", "bob1", ...others]));
      assert.equal(await server.status(`org/${org.oid}/user/bob1/`), 200);
      await people.delete();
      assert.equal(await server.status(`org/${org.oid}/user/bob1/`), 404);
    });
  }

  it("work for the owner of the org, who is no administrator", async () => {
    const token = await server.personWithToken("owner1");
    const own = await server.org("Own", token);
    const many = Array.from({ length: 8 }, (_, index) => `many${index}`);
    await server.people(...many);
    await server.join(own.root("department"), "many7");
    const people = declare({ token });
    const inputs = { org: own.oid, users: many.slice(0, 7), mode: "exact" };
    await people.create(inputs);
    await people.refresh();
    assert.equal(await people.isSettled(inputs), true);
    await people.delete();
  });

  it("stop a list that shrinks by accident, at preview", async () => {
    const people = await declare().create(list(["ada1", "bob1", "cyd1", "dan1"]));
    await assert.rejects(people.update(list([])), /people would remove 4 of 4 \(ada1, bob1/);
  });

  it("name whom nobody knows, and an org that can't be", async () => {
    await assert.rejects(declare().create(list(["ghost1"])), InvalidError);
    const [failure] = await declare().failures({ org: "d_team", users: [] });
    assert.equal(failure?.property, "org");
  });

  it("are gone with the org", async () => {
    const people = await declare().create(list(["ada1"]));
    await server.send("DELETE", `org/${org.oid}/`);
    await assert.rejects(people.refresh(), NotFoundError);
  });
});
