import assert from "node:assert/strict";
import { NotFoundError } from "../../../../provider/backends/errors";
import { node } from "../../../../provider/kinds/node/node";
import { Declared } from "../../support/declared";
import { TestServer, type MadeOrg } from "../../support/test-server";

describe("Node", () => {
  let server: TestServer;
  let org: MadeOrg;
  before(async () => {
    server = await TestServer.start();
    org = await server.org("Acme");
  });
  after(() => server.close());

  const declare = (logicalName = "it", session = server.session().session) =>
    new Declared(node, session, logicalName);
  const department = (fields: object = {}) => ({
    org: org.oid,
    kind: "department",
    name: "Engineering",
    ...fields,
  });
  const group = (fields: object = {}) => ({ ...department(fields), kind: "group" });

  it("is made below the root of its kind, with its parent as an output", async () => {
    const made = await declare().create(department({ uid: "eng", description: "makers" }));
    assert.equal(made.id, "d_eng");
    const { name, remark, parent_node_uid } = await server.get("node/d_eng/");
    assert.deepEqual(
      [name, remark, parent_node_uid],
      ["Engineering", "makers", org.root("department")],
    );
    assert.equal(made.state.parentUid, org.root("department"));
    assert.equal(await made.isSettled(department({ uid: "eng", description: "makers" })), true);
  });

  it("is made below another, in every kind", async () => {
    for (const kind of ["group", "role", "label", "direct", "manager"] as const) {
      const top = await declare().create({ ...group({ uid: `top${kind}` }), kind });
      const below = group({ uid: `below${kind}`, parent: top.id });
      const made = await declare().create({ ...below, kind });
      assert.deepEqual(await server.children(top.id), [made.id]);
    }
  });

  it("is renamed and moved in place, with its children and members", async () => {
    const home = await declare().create(department({ uid: "home" }));
    const made = await declare().create(department({ uid: "mover" }));
    const child = await server.node(made.id, "moverchild");
    await server.people("mover1");
    await server.join(made.id, "mover1");
    const edited = department({ uid: "mover", name: "Platform", parent: home.id });
    assert.equal(await made.update(edited), true);
    const { name, parent_node_uid } = await server.get("node/d_mover/");
    assert.deepEqual([name, parent_node_uid], ["Platform", home.id]);
    assert.deepEqual(
      [await server.children("d_mover"), await server.members("d_mover")],
      [[child], ["mover1"]],
    );
    assert.equal(await made.isSettled(edited), true);
  });

  it("leaves alone what is not declared", async () => {
    const made = await declare().create(department({ uid: "omits" }));
    await server.send("PATCH", "node/d_omits/", { remark: "by hand" });
    await made.refresh();
    assert.equal(await made.isSettled(department({ uid: "omits" })), true);
    await made.update(department({ uid: "omits", name: "Renamed" }));
    assert.equal((await server.get("node/d_omits/")).remark, "by hand");
  });

  it("clears a description that is declared as null", async () => {
    const made = await declare().create(department({ uid: "clears", description: "old" }));
    await made.update(department({ uid: "clears", description: null }));
    assert.equal((await server.get("node/d_clears/")).remark, "");
    await made.refresh();
    assert.equal(await made.isSettled(department({ uid: "clears", description: null })), true);
  });

  it("shows each property that was changed behind its back, and heals it", async () => {
    const inputs = group({ uid: "drifts", description: "mine", acceptsMembers: true });
    const made = await declare().create(inputs);
    const change = { name: "Theirs", remark: "theirs", accept_user: false };
    await server.send("PATCH", "node/g_drifts/", change);
    const { name, description, acceptsMembers } = await made.refresh();
    assert.deepEqual([name, description, acceptsMembers], ["Theirs", "theirs", false]);
    await made.update(inputs);
    const held = await server.get("node/g_drifts/");
    assert.deepEqual([held.name, held.remark, held.accept_user], ["Engineering", "mine", true]);
  });

  it("shows a move behind its back as its parent, where one is declared", async () => {
    const inputs = department({ uid: "strays", parent: `${org.oid}/department` });
    const made = await declare().create(inputs);
    const away = await server.node(org.root("department"), "away");
    await server.send("PATCH", `node/${away}/node/`, { subject: "add", node_uids: [made.id] });
    assert.equal((await made.refresh()).parent, away);
    await made.update(inputs);
    assert.equal((await server.get("node/d_strays/")).parent_node_uid, org.root("department"));
  });

  it("is gone when the server says so to who would see it", async () => {
    const made = await declare().create(department({ uid: "gone" }));
    await server.send("DELETE", "node/d_gone/");
    await assert.rejects(made.refresh(), NotFoundError);
    await made.delete().catch((error: unknown) => assert.ok(error instanceof NotFoundError));
  });

  it("moves nowhere when the new parent is below it", async () => {
    const made = await declare().create(department({ uid: "cycle" }));
    const child = await server.node(made.id, "cyclechild");
    const update = made.update(department({ uid: "cycle", name: "Renamed", parent: child }));
    await assert.rejects(update, /below the node itself/);
  });
});
