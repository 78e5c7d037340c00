import assert from "node:assert/strict";
import { ConflictError, NotFoundError } from "../../../../provider/backends/errors";
import { org } from "../../../../provider/kinds/org";
import { Declared } from "../../support/declared";
import { proxy } from "../../support/proxy";
import { TestServer } from "../../support/test-server";

describe("adopting an Org", () => {
  let server: TestServer;
  before(async () => (server = await TestServer.start()));
  after(() => server.close());

  const declare = (settings = {}) => {
    const { session, warnings } = server.session(settings);
    return Object.assign(new Declared(org, session), { warnings });
  };
  const count = async (name: string) =>
    (await server.orgNames()).filter((one) => one === name).length;

  it("is taken with a warning when an interrupted run left it empty", async () => {
    const { oid } = await server.org("Interrupted");
    const made = declare();
    await made.create({ name: "Interrupted" });
    assert.deepEqual([made.id, await count("Interrupted")], [oid, 1]);
    assert.match(made.warnings.join(), /interrupted run/);
  });

  it("is not deleted then, refreshed or renamed, until forceDestroy says whose it is", async () => {
    const { oid } = await server.org("Whose");
    const guessed = await declare().create({ name: "Whose" });
    await guessed.refresh();
    await guessed.update({ name: "Whose it is" });
    await assert.rejects(guessed.delete(), new RegExp(`${oid}.*another program.*forceDestroy`));
    assert.equal(await server.status(`org/${oid}/`), 200);
    await guessed.update({ name: "Whose it is", forceDestroy: true });
    await guessed.delete();
    assert.equal(await server.status(`org/${oid}/`), 404);
  });

  it("is deleted like any other when only the answer to its create was lost", async () => {
    const between = await proxy(server.url);
    between.fault = (request, times) => (request === "POST org/" && times === 1 ? "lose" : "pass");
    const made = await declare({ url: between.url }).create({ name: "Unheard" });
    await made.delete();
    assert.equal(await server.status(`org/${made.id}/`), 404);
    await between.close();
  });

  it("is a conflict that names the id and the way out when one of that name has nodes", async () => {
    const { oid, root } = await server.org("Lived in");
    await server.node(root("department"), "livedin");
    await assert.rejects(declare().create({ name: "Lived in" }), (error: Error) => {
      assert.ok(error instanceof ConflictError);
      assert.match(error.message, new RegExp(`${oid}.*adopt: "ifExists"`));
      return true;
    });
    assert.equal(await count("Lived in"), 1);
  });

  it("is a conflict when one of that name has people", async () => {
    const { oid } = await server.org("Peopled");
    await server.people("peopled1");
    await server.send("PATCH", `org/${oid}/user/`, { subject: "add", usernames: ["peopled1"] });
    await assert.rejects(declare().create({ name: "Peopled" }), ConflictError);
  });

  it("is adopted with what it holds by ifExists", async () => {
    const { oid, root } = await server.org("Adopted");
    await server.node(root("department"), "adopteddept");
    const made = await declare().create({ name: "Adopted", adopt: "ifExists" });
    assert.equal(made.id, oid);
  });

  it("is adopted when the configuration says so", async () => {
    const { oid, root } = await server.org("By setting");
    await server.node(root("department"), "bysetting");
    assert.equal((await declare({ adopt: "only" }).create({ name: "By setting" })).id, oid);
  });

  it("is never created by only", async () => {
    await assert.rejects(declare().create({ name: "Nowhere", adopt: "only" }), NotFoundError);
    assert.equal(await count("Nowhere"), 0);
  });

  it("is not chosen among several of one name", async () => {
    const ids = [(await server.org("Twin")).oid, (await server.org("Twin")).oid];
    const create = declare().create({ name: "Twin", adopt: "ifExists" });
    await assert.rejects(create, (error: Error) => ids.every((id) => error.message.includes(id)));
  });

  it("is made once when the answer is lost", async () => {
    const between = await proxy(server.url);
    between.fault = (request, times) => (request === "POST org/" && times === 1 ? "lose" : "pass");
    const made = declare({ url: between.url });
    await made.create({ name: "Lost answer" });
    assert.equal(await count("Lost answer"), 1);
    await between.close();
  });
});
