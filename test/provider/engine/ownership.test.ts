import assert from "node:assert/strict";
import { ConflictError, PartialCreateError } from "../../../provider/backends/errors";
import { nodeMembers } from "../../../provider/kinds/node-members";
import { Declared } from "../support/declared";
import { proxy } from "../support/proxy";
import { TestServer, type MadeOrg } from "../support/test-server";

describe("whose a list of members is", () => {
  let server: TestServer;
  let org: MadeOrg;
  before(async () => {
    server = await TestServer.start();
    org = await server.org("Acme");
    await server.people("ada1", "bob1", "cyd1", "dan1");
  });
  after(() => server.close());

  let made = 0;
  const nodeWith = async (...members: string[]) => {
    const node = await server.node(org.root("department"), `team${++made}`);
    if (members.length > 0) await server.join(node, ...members);
    return node;
  };
  const declare = (settings = {}) => {
    const { session, warnings } = server.session(settings);
    return Object.assign(new Declared(nodeMembers, session, "people"), { warnings });
  };
  const held = async (node: string) => (await server.members(node)).sort();

  describe("exact", () => {
    const exact = (node: string, users: string[], more: object = {}) => ({
      ...{ node, users, mode: "exact", ...more },
    });

    it("is refused over unmanaged members, naming ten and the count, and writes nothing", async () => {
      const unmanaged = Array.from({ length: 12 }, (_, i) => `odd${String(i + 10)}`);
      await server.people(...unmanaged);
      const node = await nodeWith(...unmanaged);
      await assert.rejects(declare().create(exact(node, ["ada1"])), (error: Error) => {
        assert.ok(error instanceof ConflictError);
        assert.match(error.message, /holds 12 .*odd10, .*odd19 and 2 more.*adopt: "ifExists"/);
        return true;
      });
      assert.deepEqual(await held(node), unmanaged);
    });

    it("begins over unmanaged members where adopt says so, and takes them out by the next apply only", async () => {
      const node = await nodeWith("bob1", "cyd1");
      const list = declare();
      const inputs = exact(node, ["ada1"], { adopt: "ifExists" });
      await list.create(inputs);
      assert.deepEqual(await held(node), ["ada1", "bob1", "cyd1"]);
      assert.deepEqual(list.state.unmanaged, ["bob1", "cyd1"]);
      assert.equal(await list.isSettled(inputs), false);
      assert.match(list.warnings.join(), /people removes bob1, cyd1/);
      await list.update(inputs);
      assert.deepEqual(await held(node), ["ada1"]);
      assert.equal(await list.isSettled(inputs), true);
    });

    it("removes nobody who came after the last look", async () => {
      const node = await nodeWith();
      const list = await declare().create(exact(node, ["ada1", "bob1"]));
      await server.join(node, "dan1");
      await list.update(exact(node, ["ada1"]));
      assert.deepEqual(await held(node), ["ada1", "dan1"]);
      assert.deepEqual(list.state.unmanaged, ["dan1"]);
      await list.update(exact(node, ["ada1"]));
      assert.deepEqual(await held(node), ["ada1"]);
    });

    it("shows somebody unmanaged after a refresh, however often, and removes them then", async () => {
      const node = await nodeWith();
      const list = await declare().create(exact(node, ["ada1"]));
      await server.join(node, "dan1");
      await list.refresh();
      await list.refresh();
      assert.deepEqual(list.state.unmanaged, ["dan1"]);
      assert.equal(await list.isSettled(exact(node, ["ada1"])), false);
      await list.update(exact(node, ["ada1"]));
      assert.deepEqual(await held(node), ["ada1"]);
    });

    it("makes somebody unmanaged its own when they are declared", async () => {
      const node = await nodeWith("bob1");
      const list = await declare().create(exact(node, ["ada1"], { adopt: "ifExists" }));
      const both = exact(node, ["ada1", "bob1"]);
      await list.update(both);
      assert.deepEqual(list.state.unmanaged, []);
      assert.equal(await list.isSettled(both), true);
    });

    it("leaves unmanaged members where they are when it is deleted", async () => {
      const node = await nodeWith("bob1");
      const list = await declare().create(exact(node, ["ada1"], { adopt: "ifExists" }));
      await list.delete();
      assert.deepEqual(await held(node), ["bob1"]);
    });

    it("is one resource's in a program", async () => {
      const { session } = server.session();
      await new Declared(nodeMembers, session, "a").failures(exact("d_one", []));
      const [failure] = await new Declared(nodeMembers, session, "b").failures(exact("d_one", []));
      assert.match(String(failure?.reason), /resource "a"/);
    });
  });

  describe("that stands beside another of the same owner", () => {
    const beside = async (one: object, other: object) => {
      const { session } = server.session();
      const of = (name: string, more: object) =>
        new Declared(nodeMembers, session, name).failures({ node: "d_one", users: [], ...more });
      assert.deepEqual(await of("one", one), []);
      return of("other", other);
    };

    for (const [one, other] of [
      ["exact", "additive"],
      ["additive", "exact"],
      ["exact", "exact"],
    ]) {
      it(`is refused at preview where one is ${one} and the other ${other}, naming both`, async () => {
        const [failure] = await beside({ mode: one }, { mode: other });
        const exact = one === "exact" && other === "additive" ? "one" : "other";
        assert.match(
          String(failure?.reason),
          /resource "one" of this program has the list of d_one/,
        );
        assert.match(String(failure?.reason), new RegExp(`"${exact}", which is exact`));
      });
    }

    it("is no contradiction where both only add, or one only watches", async () => {
      assert.deepEqual(await beside({}, {}), []);
      assert.deepEqual(await beside({ mode: "exact" }, { mode: "observe" }), []);
      assert.deepEqual(await beside({ mode: "exact" }, { node: "d_two", mode: "exact" }), []);
    });
  });

  describe("additive", () => {
    it("never touches unmanaged members, not even when it is deleted", async () => {
      const node = await nodeWith("bob1");
      const list = await declare().create({ node, users: ["ada1", "cyd1"] });
      assert.deepEqual(list.state.unmanaged, ["bob1"]);
      await list.update({ node, users: ["ada1"] });
      assert.deepEqual(await held(node), ["ada1", "bob1"]);
      await list.delete();
      assert.deepEqual(await held(node), ["bob1"]);
    });

    it("turned exact removes unmanaged members by the next apply only", async () => {
      const node = await nodeWith("bob1");
      const list = await declare().create({ node, users: ["ada1"] });
      const exact = { node, users: ["ada1"], mode: "exact" };
      await list.update(exact);
      assert.deepEqual(await held(node), ["ada1", "bob1"]);
      assert.equal(await list.isSettled(exact), false);
      await list.update(exact);
      assert.deepEqual(await held(node), ["ada1"]);
    });
  });

  describe("observe", () => {
    it("writes nothing, and records unmanaged members", async () => {
      const node = await nodeWith("bob1");
      const inputs = { node, users: ["ada1"], mode: "observe" };
      const list = await declare().create(inputs);
      assert.deepEqual(list.state.unmanaged, ["bob1"]);
      assert.equal(await list.isSettled(inputs), true);
      await list.update({ ...inputs, users: [] });
      await list.delete();
      assert.deepEqual(await held(node), ["bob1"]);
    });

    it("turned exact removes nobody by the apply that turns it", async () => {
      const node = await nodeWith("bob1");
      const list = await declare().create({ node, users: ["ada1"], mode: "observe" });
      await list.update({ node, users: ["ada1"], mode: "exact" });
      assert.deepEqual(await held(node), ["ada1", "bob1"]);
    });
  });

  it("that fails half-way is in the state with those who joined, and completed by the next update", async () => {
    const between = await proxy(server.url);
    const crowd = Array.from({ length: 110 }, (_, i) => `half${i}`);
    await server.people(...crowd);
    const node = await nodeWith("bob1");
    between.fault = (request, times) =>
      request === `PATCH node/${node}/user/` && times > 1 ? "deny" : "pass";
    const list = declare({ url: between.url });
    await assert.rejects(list.create({ node, users: crowd }), PartialCreateError);
    assert.deepEqual([list.id, Object.keys(list.state.users as object).length], [node, 100]);
    between.fault = () => "pass";
    await list.update({ node, users: crowd });
    assert.equal((await server.get(`node/${node}/user/`)).count, 111);
    await between.close();
  });

  it("joins once when the answer is lost", async () => {
    const between = await proxy(server.url);
    const node = await nodeWith();
    between.fault = (request, times) =>
      request.startsWith("PATCH node/") && times === 1 ? "lose" : "pass";
    await declare({ url: between.url }).create({ node, users: ["ada1"] });
    assert.deepEqual(await held(node), ["ada1"]);
    await between.close();
  });
});
