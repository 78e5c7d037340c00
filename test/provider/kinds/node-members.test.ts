import assert from "node:assert/strict";
import { NotFoundError } from "../../../provider/backends/errors";
import { nodeMembers } from "../../../provider/kinds/node-members";
import { UNKNOWN } from "../../../provider/engine/unknown";
import { Declared } from "../support/declared";
import { TestServer, type MadeOrg } from "../support/test-server";

describe("NodeMembers", () => {
  let server: TestServer;
  let org: MadeOrg;
  before(async () => {
    server = await TestServer.start();
    org = await server.org("Acme");
    await server.people("ada1", "bob1", "cyd1", "dan1");
  });
  after(() => server.close());

  let made = 0;
  const department = () => server.node(org.root("department"), `team${++made}`);
  const declare = (session = server.session().session) => new Declared(nodeMembers, session);

  it("are added to a node, whose id is theirs", async () => {
    const node = await department();
    const list = await declare().create({ node, users: ["ada1", "bob1"] });
    assert.equal(list.id, node);
    assert.deepEqual(await server.members(node), ["ada1", "bob1"]);
    assert.deepEqual(list.state.users, { ada1: "member", bob1: "member" });
    assert.equal(await list.isSettled({ node, users: ["bob1", "ada1"] }), true);
  });

  it("may be those of a root, by its alias", async () => {
    const list = await declare().create({ node: `${org.oid}/role`, users: ["ada1"] });
    assert.equal(list.id, org.root("role"));
    assert.deepEqual(await server.members(org.root("role")), ["ada1"]);
    assert.equal(await list.isSettled({ node: `${org.oid}/role`, users: ["ada1"] }), true);
  });

  it("join and leave as the list changes, and to nobody", async () => {
    const node = await department();
    const list = await declare().create({ node, users: ["ada1", "bob1"] });
    await list.update({ node, users: ["bob1", "cyd1"] });
    assert.deepEqual((await server.members(node)).sort(), ["bob1", "cyd1"]);
    await list.update({ node, users: [] });
    assert.deepEqual(await server.members(node), []);
  });

  it("come back when somebody was taken out behind the list's back", async () => {
    const node = await department();
    const inputs = { node, users: ["ada1", "bob1"] };
    const list = await declare().create(inputs);
    await server.send("PATCH", `node/${node}/user/`, { subject: "delete", user_uids: ["ada1"] });
    assert.deepEqual((await list.refresh()).users, { bob1: "member" });
    assert.equal(await list.update(inputs), true);
    assert.deepEqual((await server.members(node)).sort(), ["ada1", "bob1"]);
  });

  it("count once who is named twice", async () => {
    const node = await department();
    const inputs = { node, users: ["ada1", "ada1", "bob1"], ordered: true };
    const list = await declare().create(inputs);
    assert.deepEqual(await server.members(node), ["ada1", "bob1"]);
    assert.equal(await list.isSettled(inputs), true);
  });

  it("keep their order only where it counts", async () => {
    const node = await department();
    const ordered = await declare().create({ node, users: ["cyd1", "ada1"], ordered: true });
    assert.deepEqual(await server.members(node), ["cyd1", "ada1"]);
    await ordered.update({ node, users: ["ada1", "bob1", "cyd1"], ordered: true });
    assert.deepEqual(await server.members(node), ["ada1", "bob1", "cyd1"]);
    await server.send("PATCH", `node/${node}/user/`, {
      ...{ subject: "sort", user_uids: ["cyd1", "bob1", "ada1"] },
    });
    assert.deepEqual((await ordered.refresh()).users, { cyd1: 1, bob1: 2, ada1: 3 });
    await ordered.update({ node, users: ["ada1", "bob1", "cyd1"], ordered: true });
    assert.deepEqual(await server.members(node), ["ada1", "bob1", "cyd1"]);
  });

  it("stand before unmanaged members in an ordered list", async () => {
    const node = await department();
    await server.join(node, "dan1");
    const inputs = { node, users: ["cyd1", "ada1"], ordered: true };
    const list = await declare().create(inputs);
    assert.deepEqual(await server.members(node), ["cyd1", "ada1", "dan1"]);
    assert.equal(await list.isSettled(inputs), true);
  });

  it("of a group have no order to declare, at preview", async () => {
    const node = await server.node(org.root("role"), "unordered");
    const failures = await declare().failures({ node, users: ["ada1"], ordered: true });
    assert.deepEqual(
      failures.map(({ property }) => property),
      ["ordered"],
    );
  });

  it("that nobody knows are named, and nobody leaves for them", async () => {
    const node = await department();
    const list = await declare().create({ node, users: ["ada1", "bob1"] });
    await assert.rejects(list.update({ node, users: ["ghost1"] }), /ghost1/);
    assert.deepEqual(await server.members(node), ["ada1", "bob1"]);
  });

  it("are gone with their node, to who would see it", async () => {
    const node = await department();
    const list = await declare().create({ node, users: [] });
    await server.send("DELETE", `node/${node}/`);
    await assert.rejects(list.refresh(), NotFoundError);
  });

  it("are all of a long list, page after page", async () => {
    const node = await department();
    const people = Array.from({ length: 130 }, (_, i) => `many${i}`);
    await server.people(...people);
    const list = await declare().create({ node, users: people });
    const { count } = await server.get(`node/${node}/user/`);
    assert.equal(count, 130);
    await list.refresh();
    assert.equal(await list.isSettled({ node, users: people }), true);
  });

  for (const users of ["ada1", [7], [""], [null], undefined, { ada1: "boss" }, ["Ada"]]) {
    it(`refuse ${JSON.stringify(users) ?? "nothing"} for a list, at preview`, async () => {
      const failures = await declare().failures({ node: "d_some", ...(users && { users }) });
      assert.deepEqual(
        failures.map(({ property }) => property),
        ["users"],
      );
    });
  }

  it("belong to a node, at preview", async () => {
    for (const node of ["team", "d_", "d_a b", "x/department/y", ""]) {
      const [failure] = await declare().failures({ node, users: [] });
      assert.equal(failure?.property, "node");
    }
  });

  it("may be unknown in a preview, all or some", async () => {
    for (const users of [UNKNOWN, ["ada1", UNKNOWN]]) {
      assert.deepEqual(await declare().failures({ node: "d_some", users }), []);
    }
  });
});
