import assert from "node:assert/strict";
import { MissingRightError, NotFoundError } from "../../../../provider/backends/errors";
import { user } from "../../../../provider/kinds/user/user";
import { proxy, type Proxy } from "../../support/proxy";
import { TestServer, type MadeOrg } from "../../support/test-server";

describe("batched reads of a server", () => {
  let server: TestServer;
  let between: Proxy;
  let org: MadeOrg;
  const people = Array.from({ length: 30 }, (_, i) => `user${i}`);
  const rooms = Array.from({ length: 30 }, (_, i) => `d_room${i}`);
  beforeEach(async () => {
    server = await TestServer.start();
    const users = people.map((username) => ({ username }));
    const departments = rooms.map((id) => ({ name: id, uid: id.slice(2) }));
    await server.seed({ users, orgs: [{ name: "Acme", members: users, departments }] });
    between = await proxy(server.url);
    org = await server.orgNamed("Acme");
  });
  afterEach(async () => {
    await between.close();
    await server.close();
  });

  const session = (settings = {}) => server.session({ url: between.url, ...settings }).session;
  const met = (pattern: RegExp) => between.met.filter((one) => pattern.test(one)).length;
  const LISTING = /^GET user\/\?/;

  it("come from one listing once that is cheaper", async () => {
    const { users } = session().reads;
    await Promise.all(people.map((id) => users.get({ id })));
    assert.deepEqual([met(LISTING), met(/^GET user\/user/)], [1, 2]);
  });

  it("are made one by one where batching is off", async () => {
    const { users } = session({ batching: "false" }).reads;
    await Promise.all(people.map((id) => users.get({ id })));
    assert.deepEqual([met(LISTING), met(/^GET user\/user/)], [0, 30]);
  });

  it("ask about everybody who vanished, and believe the answers", async () => {
    for (const id of people) await server.send("DELETE", `user/${id}/`);
    const relisted = session();
    for (const id of ["admin", "admin", "admin"]) await relisted.reads.users.get({ id });
    between.met.length = 0;
    const state = (username: string) => ({ username, schema: 2 });
    for (const id of people)
      await assert.rejects(user.read(relisted, id, state(id)), NotFoundError);
    assert.equal(met(/^GET user\/user/), 30);
  });

  it("keep whom a listing leaves out and the server holds", async () => {
    const { users } = session().reads;
    for (const id of people.slice(0, 3)) await users.get({ id });
    await server.people("newcomer1");
    assert.equal((await users.get({ id: "newcomer1" })).username, "newcomer1");
    assert.equal((await users.get({ id: "admin" })).username, "admin", "whom no listing holds");
  });

  it("show what the run itself has written since", async () => {
    const { backend, reads } = session();
    for (const id of people.slice(0, 3)) await reads.users.get({ id });
    await backend.users.update({ id: "user9" }, { name: "九号" });
    assert.equal((await reads.users.get({ id: "user9" })).name, "九号");
    await backend.users.delete({ id: "user8" });
    await assert.rejects(reads.users.get({ id: "user8" }), NotFoundError);
  });

  it("see who joined while the listing was on its way", async () => {
    const { backend, reads } = session();
    between.before = async (request) => {
      if (!request.includes("tree/?user_required=true")) return;
      between.before = () => Promise.resolve();
      const change = { add: ["user1"], remove: [] };
      await backend.nodeMembers.change({ org: org.oid, id: "d_room29" }, change);
    };
    const lists = rooms.map((id) => reads.nodeMembers.list({ org: org.oid, id }));
    await Promise.all(lists);
    assert.equal(met(/tree/), 2);
    const list = await reads.nodeMembers.list({ org: org.oid, id: "d_room29" });
    assert.deepEqual(list, ["user1"]);
  });

  it("are made one by one where the tree is refused", async () => {
    between.fault = (request) => (request.includes("/tree/") ? "deny" : "pass");
    const { nodes } = session().reads;
    const states = await Promise.all(rooms.map((id) => nodes.get({ org: org.oid, id })));
    assert.deepEqual(
      states.map(({ id }) => id),
      rooms,
    );
  });

  it("never believe a listing that failed half way", async () => {
    await server.seed({
      users: Array.from({ length: 100 }, (_, i) => ({ username: `more${i}` })),
    });
    between.fault = (request) => (request.includes("page=2") ? "deny" : "pass");
    const { users } = session().reads;
    for (const id of people) assert.equal((await users.get({ id })).id, id);
    assert.ok(met(/page=2/) > 0);
  });

  it("say to an account of lesser rights what single reads say", async () => {
    const token = await server.personWithToken("plain1");
    const { users, nodes } = session({ token }).reads;
    for (const id of people) await assert.rejects(users.get({ id }), MissingRightError);
    for (const id of rooms) {
      await assert.rejects(nodes.get({ org: org.oid, id }), MissingRightError);
    }
    assert.equal(met(LISTING) + met(/tree/), 0);
  });

  it("answer a create's question from the listing only that there is nobody", async () => {
    const { users } = session().reads;
    for (let i = 0; i < 20; i++) assert.deepEqual(await users.find({ username: `nobody${i}` }), []);
    assert.deepEqual([met(LISTING), met(/^GET user\/nobody/)], [1, 2]);
    assert.equal((await users.find({ username: "user7" })).length, 1);
    assert.equal(met(/^GET user\/user7/), 1, "who is there may be taken over: they are asked for");
  });

  it("list the perms of many creates once", async () => {
    const { reads, backend } = session();
    for (let i = 0; i < 20; i++) {
      const key = { scope: org.oid, name: `Perm ${i}` };
      assert.deepEqual(await reads.perms.find(key), []);
      await backend.perms.create(key);
    }
    assert.ok(met(/^GET perm/) <= 4, `${met(/^GET perm/)}`);
    const again = await reads.perms.find({ scope: org.oid, name: "Perm 3" });
    assert.equal(again.length, 1);
  });
});
