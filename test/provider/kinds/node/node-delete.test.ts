import assert from "node:assert/strict";
import { MissingRightError, ProviderError } from "../../../../provider/backends/errors";
import { node } from "../../../../provider/kinds/node/node";
import { Declared } from "../../support/declared";
import { proxy } from "../../support/proxy";
import { TestServer, type MadeOrg } from "../../support/test-server";

describe("deleting a Node", () => {
  let server: TestServer;
  let org: MadeOrg;
  before(async () => {
    server = await TestServer.start();
    org = await server.org("Acme");
  });
  after(() => server.close());

  const create = (uid: string, fields: object = {}, session = server.session().session) =>
    new Declared(node, session).create({
      ...{ org: org.oid, kind: "department", uid, name: uid, ...fields },
    });

  it("takes an empty one away", async () => {
    await (await create("empty")).delete();
    assert.equal(await server.status("node/d_empty/"), 404);
  });

  it("is refused while nodes and people are inside, naming ten and the count", async () => {
    const made = await create("full");
    const people = Array.from({ length: 9 }, (_, i) => `fully${i + 1}`);
    await server.people(...people);
    await server.join(made.id, ...people);
    for (const uid of ["below1", "below2", "below3"]) await server.node(made.id, uid);
    await assert.rejects(made.delete(), (error: Error) => {
      assert.ok(error instanceof ProviderError);
      assert.match(error.message, /"full" \(d_full\) still holds 12: node below1 \(d_below1\)/);
      assert.match(error.message, /member fully7 and 2 more\..*forceDestroy: true/);
      return true;
    });
    assert.equal((await server.members(made.id)).length, 9);
  });

  it("counts forceDestroy only when it was applied before", async () => {
    const made = await create("later");
    await server.node(made.id, "laterbelow");
    await assert.rejects(made.delete(), /forceDestroy/);
    const inputs = { org: org.oid, kind: "department", uid: "later", name: "later" };
    await made.update({ ...inputs, forceDestroy: true });
    await made.delete();
    assert.equal(await server.status("node/d_laterbelow/"), 404);
  });

  it("empties bottom-up with forceDestroy, and leaves people alive", async () => {
    const made = await create("forced", { forceDestroy: true });
    const below = await server.node(await server.node(made.id, "forcedmid"), "forcedlow");
    await server.people("forced1");
    await server.join(below, "forced1");
    await made.delete();
    for (const id of ["d_forced", "d_forcedmid", "d_forcedlow"]) {
      assert.equal(await server.status(`node/${id}/`), 404);
    }
    assert.equal(await server.status("user/forced1/"), 200);
  });

  it("goes on when somebody else has deleted a child meanwhile", async () => {
    const between = await proxy(server.url);
    const { session } = server.session({ url: between.url });
    const made = await create("raced", { forceDestroy: true }, session);
    const child = await server.node(made.id, "racedchild");
    between.before = async (request) => {
      if (request === `GET node/${child}/node/`) await server.send("DELETE", `node/${child}/`);
    };
    await made.delete();
    assert.equal(await server.status("node/d_raced/"), 404);
    await between.close();
  });

  it("succeeds where it is gone already", async () => {
    const made = await create("already");
    await server.send("DELETE", "node/d_already/");
    await server.session().session.backend.nodes.delete({ org: org.oid, id: made.id });
  });

  it("takes the companion group of a category along, also one that was renamed", async () => {
    const made = await create("category", { kind: "group" });
    const [companion = ""] = await server.children(org.root("manager"));
    await made.update({ org: org.oid, kind: "group", uid: "category", name: "Renamed" });
    await made.delete();
    assert.equal(await server.status(`node/${companion}/`), 404);
  });

  it("leaves the manager groups that somebody made", async () => {
    const made = await create("managed", { kind: "group" });
    const theirs = await server.node(org.root("manager"), "theirs", {
      name: "管理分组 of mine",
      manager_group: { nodes: [made.id, "g_other"], scope_subject: 2 },
    });
    await server.node(org.root("group"), "other");
    await made.delete();
    assert.equal(await server.status(`node/${theirs}/`), 200);
  });

  it("is refused to an outsider, and never looks done", async () => {
    const made = await create("guarded");
    const token = await server.personWithToken("outside1");
    made.session = server.session({ token }).session;
    await assert.rejects(made.delete(), MissingRightError);
    assert.equal(await server.status("node/d_guarded/"), 200);
  });
});
