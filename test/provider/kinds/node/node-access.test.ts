import assert from "node:assert/strict";
import { PartialCreateError, InvalidError } from "../../../../provider/backends/errors";
import type { Values } from "../../../../provider/engine/kind";
import { node } from "../../../../provider/kinds/node/node";
import { Declared } from "../../support/declared";
import { TestServer, type MadeOrg } from "../../support/test-server";

describe("who may see a Node, and what its people manage", () => {
  let server: TestServer;
  let org: MadeOrg;
  before(async () => {
    server = await TestServer.start();
    org = await server.org("Acme");
    await server.people("ada1", "bob1", "cyd1");
  });
  after(() => server.close());

  let made = 0;
  const declare = () => new Declared(node, server.session().session);
  const inputs = <More extends object>(kind: string, more: More) => {
    const uid = `node${++made}`;
    return { org: org.oid, kind, uid, name: uid, ...more };
  };
  const live = (id: string) => server.get(`node/${id}/`);
  const department = () => server.node(org.root("department"), `seen${++made}`);
  const write = (id: string, fields: object) => server.send("PATCH", `node/${id}/`, fields);

  for (const [word, number] of [
    ["everyone", 1],
    ["members", 2],
    ["members-and-below", 3],
    ["named", 4],
    ["nobody", 5],
  ] as const) {
    it(`is visible to ${word}, which the server calls ${number}`, async () => {
      const before = word === "nobody" ? "everyone" : "nobody";
      const declared = inputs("department", { visibility: before });
      const made = await declare().create(declared);
      assert.equal(await made.update({ ...declared, visibility: word }), true);
      assert.equal((await live(made.id)).visibility, number);
      assert.equal((await made.refresh()).visibility, word);
      assert.equal(await made.isSettled({ ...declared, visibility: word }), true);
    });
  }

  it("is visible as declared from its first moment on", async () => {
    const other = await department();
    const declared = inputs("role", {
      ...{ visibility: "named", visibleToNodes: [other], visibleToUsers: ["bob1", "ada1"] },
    });
    const made = await declare().create(declared);
    const { visibility, node_scope, user_scope } = await live(made.id);
    assert.deepEqual([visibility, node_scope], [4, [other]]);
    assert.deepEqual((user_scope as string[]).toSorted(), ["ada1", "bob1"]);
    assert.equal(await made.isSettled({ ...declared, visibleToUsers: ["ada1", "bob1"] }), true);
    await made.refresh();
    assert.equal(await made.isSettled(declared), true);
  });

  it("holds names as maps, so that a plan shows which one comes and which goes", async () => {
    const declared = inputs("department", { visibleToUsers: ["ada1", "bob1"] });
    const made = await declare().create(declared);
    assert.deepEqual(made.state.visibleToUsers, { ada1: "named", bob1: "named" });
    await made.update({ ...declared, visibleToUsers: [] });
    assert.deepEqual((await live(made.id)).user_scope, []);
    assert.equal(await made.isSettled({ ...declared, visibleToUsers: [] }), true);
  });

  it("may name the root of an org", async () => {
    const declared = inputs("department", { visibleToNodes: [`${org.oid}/role`] });
    const made = await declare().create(declared);
    assert.deepEqual((await live(made.id)).node_scope, [org.root("role")]);
    await made.refresh();
    assert.equal(await made.isSettled(declared), true);
  });

  it("shows what was changed by hand, and heals it", async () => {
    const declared = inputs("department", {
      visibility: "named",
      visibleToUsers: ["ada1", "bob1"],
    });
    const made = await declare().create(declared);
    await write(made.id, { visibility: 1, user_scope: ["ada1", "cyd1"] });
    const { visibility, visibleToUsers } = await made.refresh();
    assert.deepEqual([visibility, visibleToUsers], ["everyone", { ada1: "named", cyd1: "named" }]);
    assert.equal(await made.update(declared), true);
    assert.deepEqual((await live(made.id)).user_scope, ["ada1", "bob1"]);
  });

  it("shows no drift when the server forgets who is gone, and still shows a real one", async () => {
    await server.people("gone1");
    const other = await department();
    const declared = inputs("department", {
      ...{ visibleToUsers: ["ada1", "gone1"], visibleToNodes: [other] },
    });
    const made = await declare().create(declared);
    await server.send("DELETE", "user/gone1/");
    await server.send("DELETE", `node/${other}/`);
    await made.refresh();
    assert.equal(await made.isSettled(declared), true);
    await write(made.id, { user_scope: [] });
    assert.deepEqual((await made.refresh()).visibleToUsers, { gone1: "named" });
    assert.equal(await made.isSettled(declared), false);
  });

  it("leaves alone what is not declared", async () => {
    const declared = inputs("department", {});
    const made = await declare().create(declared);
    await write(made.id, { visibility: 4, user_scope: ["ada1"] });
    await made.refresh();
    assert.equal(await made.isSettled(declared), true);
    await made.update({ ...declared, name: "Renamed" });
    assert.deepEqual((await live(made.id)).user_scope, ["ada1"]);
  });

  it("names who is not there, and completes the node once he is", async () => {
    const declared = inputs("department", {
      visibility: "named",
      visibleToUsers: ["ada1", "late1"],
    });
    const made = declare();
    await assert.rejects(made.create(declared), (error: Error) => {
      assert.ok(error instanceof PartialCreateError && error.cause instanceof InvalidError);
      assert.deepEqual(
        [error.cause.property, error.message],
        ["visibleToUsers", 'there is no user "late1"'],
      );
      return true;
    });
    await server.people("late1");
    await made.update(declared);
    assert.deepEqual((await live(made.id)).user_scope, ["ada1", "late1"]);
    assert.equal(await made.isSettled(declared), true);
  });

  describe("a manager group", () => {
    const group = async (more: object = {}) => {
      const managed = await department();
      await server.send("POST", `org/${org.oid}/app/`, { uid: `app${made}`, name: "App" });
      const declared = {
        ...{ nodes: [managed], users: ["ada1"], apps: [`app${made}`] },
        ...{ perms: [`app${made}/access`], scope: "named", ...more },
      };
      return inputs("manager", { managerGroup: declared });
    };
    const held = async (id: string) => (await live(id)).manager_group as Values;

    it("manages what is declared", async () => {
      const declared = await group();
      const made = await declare().create(declared);
      const { nodes, users, apps, perms } = declared.managerGroup;
      const perm = perms[0]?.replace(/(.*)\/access/, "app_$1_access");
      assert.deepEqual(await held(made.id), {
        ...{ nodes, users, apps, perms: [perm], scope_subject: 2 },
      });
      assert.equal(await made.isSettled(declared), true);
      await made.refresh();
      assert.equal(await made.isSettled(declared), true);
    });

    for (const [key, value] of [
      ["nodes", []],
      ["users", ["bob1", "cyd1"]],
      ["apps", []],
      ["perms", []],
      ["scope", "own"],
    ] as const) {
      it(`changes its ${key} in place, and nothing else`, async () => {
        const declared = await group();
        const made = await declare().create(declared);
        const before = await held(made.id);
        const edited = { ...declared, managerGroup: { ...declared.managerGroup, [key]: value } };
        assert.equal(await made.update(edited), true);
        const wire = key === "scope" ? { scope_subject: 1 } : { [key]: value };
        assert.deepEqual(await held(made.id), { ...before, ...wire });
        await made.refresh();
        assert.equal(await made.isSettled(edited), true);
        assert.equal(await made.isSettled(declared), false);
      });
    }

    for (const [key, ghost, said] of [
      ["nodes", "d_ghost", 'there is no node "d_ghost"'],
      ["users", "ghost1", 'there is no user "ghost1"'],
      ["apps", "ghost", 'there is no app "ghost"'],
      ["perms", "app_ghost_x", "app_ghost_x"],
    ] as const) {
      it(`names one among its ${key} who is not there, made or changed`, async () => {
        const declared = await group();
        const named = (error: Error) => {
          const cause = error instanceof PartialCreateError ? error.cause : error;
          assert.ok(cause instanceof InvalidError, error.message);
          assert.equal(cause.property, "managerGroup");
          assert.ok(cause.message.includes(said), cause.message);
          return true;
        };
        const managerGroup = { ...declared.managerGroup, [key]: [ghost] };
        const half = declare();
        await assert.rejects(half.create({ ...declared, managerGroup }), named);
        await half.update(declared);
        assert.deepEqual((await half.refresh()).managerGroup, half.inputs.managerGroup);
        await assert.rejects(half.update({ ...declared, managerGroup }), named);
      });
    }

    it("is left alone in what is not declared, and may be declared later", async () => {
      const declared = inputs("manager", {});
      const made = await declare().create(declared);
      await write(made.id, { manager_group: { users: ["ada1"] } });
      await made.refresh();
      assert.equal(await made.isSettled(declared), true);
      await made.update({ ...declared, managerGroup: { users: ["bob1"], scope: "named" } });
      assert.deepEqual((await held(made.id)).users, ["bob1"]);
      await made.update({ ...declared, managerGroup: { nodes: [], scope: "named" } });
      assert.deepEqual((await held(made.id)).users, ["bob1"]);
    });

    it("shows no drift when the server forgets what is gone", async () => {
      await server.people("gone2");
      const declared = inputs("manager", { managerGroup: { users: ["ada1", "gone2"] } });
      const made = await declare().create(declared);
      await server.send("DELETE", "user/gone2/");
      await server.get(`node/${org.root("manager")}/node/`);
      assert.deepEqual((await held(made.id)).users, ["ada1"]);
      await made.refresh();
      assert.equal(await made.isSettled(declared), true);
    });

    it("whose perm is unknown is made in its place, and completed by the next update", async () => {
      const declared = inputs("manager", {
        managerGroup: { users: ["ada1"], perms: ["app_ci_ghost"] },
      });
      const made = declare();
      await assert.rejects(made.create(declared), PartialCreateError);
      assert.equal((await live(made.id)).parent_node_uid, org.root("manager"));
      await made.update({ ...declared, managerGroup: { users: ["ada1"], perms: [] } });
      assert.deepEqual((await held(made.id)).users, ["ada1"]);
    });

    it("is a manager's only, below the root of managers, at preview", async () => {
      const managerGroup = { users: ["ada1"] };
      const [failure] = await declare().failures(inputs("role", { managerGroup }));
      assert.match(String(failure?.reason), /kind "manager"/);
      const { session } = server.session();
      session.hierarchy.locations.set("g_above", { org: org.oid, kind: "manager" });
      const below = inputs("manager", { managerGroup, parent: "g_above" });
      const [other] = await new Declared(node, session).failures(below);
      assert.equal(other?.property, "managerGroup");
    });
  });

  for (const [property, ghost] of [
    ["visibleToNodes", "d_ghost"],
    ["visibleToUsers", "ghost1"],
  ] as const) {
    it(`names who is not there in a changed ${property}`, async () => {
      const declared = inputs("role", { [property]: [] });
      const made = await declare().create(declared);
      await assert.rejects(made.update({ ...declared, [property]: [ghost] }), (error: Error) => {
        assert.ok(error instanceof InvalidError && error.property === property);
        assert.ok(error.message.includes(ghost));
        return true;
      });
    });
  }

  for (const [property, value] of [
    ["visibility", 4],
    ["visibility", "all"],
    ["visibleToNodes", "d_one"],
    ["visibleToUsers", [""]],
    ["visibleToUsers", [7]],
    ["managerGroup", ["ada1"]],
    ["managerGroup", { people: [] }],
    ["managerGroup", { users: "ada1" }],
    ["managerGroup", { scope: 2 }],
    ["visibleToNodes", ["ada1"]],
    ["visibleToUsers", ["d_team"]],
    ["managerGroup", { nodes: ["ada1"] }],
    ["managerGroup", { users: ["Ada Lovelace"] }],
    ["managerGroup", { apps: ["a b"] }],
    ["managerGroup", { perms: ["d_team"] }],
  ] as const) {
    it(`refuses ${JSON.stringify(value)} for ${property}, at preview`, async () => {
      const failures = await declare().failures(inputs("manager", { [property]: value }));
      assert.deepEqual(
        failures.map((failure) => failure.property),
        [property],
      );
    });
  }
});
