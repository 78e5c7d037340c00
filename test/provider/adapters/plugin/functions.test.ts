import assert from "node:assert/strict";
import { TestServer, type MadeOrg } from "../../support/test-server";
import { Engine } from "./engine";

describe("the functions of the plugin", () => {
  let server: TestServer;
  let org: MadeOrg;
  let engine: Engine;
  before(async () => {
    server = await TestServer.start();
    org = await server.org("Acme");
    await server.people("ada001");
    await server.node(org.root("department"), "engineering", { name: "研发" });
    await server.node("d_engineering", "platform", { name: "Platform" });
    await server.send("POST", `org/${org.oid}/app/`, { uid: "ci", name: "CI" });
    engine = await Engine.on(server.url);
  });
  after(async () => {
    engine.close();
    await server.close();
  });
  const get = (name: string, args: object) => engine.invoke(`identity:index:${name}`, { ...args });

  it("getOrg finds by name and by id", async () => {
    const found = { id: org.oid, name: "Acme", owner: "admin" };
    assert.deepEqual(await get("getOrg", { name: "Acme" }), found);
    assert.deepEqual(await get("getOrg", { id: org.oid }), found);
  });

  it("getNode finds by path, by uid and by id", async () => {
    const byPath = await get("getNode", { org: org.oid, path: "研发/Platform" });
    assert.deepEqual([byPath.id, byPath.parentUid], ["d_platform", "d_engineering"]);
    assert.deepEqual(await get("getNode", { org: org.oid, uid: "platform" }), byPath);
    assert.deepEqual(await get("getNode", { id: "d_platform" }), byPath);
  });

  it("getUser finds a person, getApp an app and getPerm a perm", async () => {
    const { id, userId } = await get("getUser", { username: "ada001" });
    assert.deepEqual([id, typeof userId], ["ada001", "string"]);
    const app = await get("getApp", { org: org.oid, uid: "ci" });
    assert.deepEqual([app.name, app.accessPerm, app.clientSecret], ["CI", "ci/access", undefined]);
    const perm = await get("getPerm", { id: String(app.accessPerm) });
    assert.equal(perm.scope, "ci");
  });

  it("say what is missing among the arguments, and what is too much", async () => {
    assert.deepEqual((await get("getUser", {})).failures, ["username: it is required"]);
    const { failures } = await get("getUser", { username: "ada001", nme: "Ada" });
    assert.match(String(failures), /nme: there is no such property, only username/);
    await assert.rejects(get("getOrg", {}), /give a name or an id/);
    await assert.rejects(get("getNode", { org: org.oid }), /give a uid or a path/);
    await assert.rejects(get("getPerm", { scope: "ci" }), /give an id, or a scope and a name/);
  });

  it("fail for what is not there, and for a function that is not", async () => {
    await assert.rejects(get("getUser", { username: "nobody" }), /there is no user "nobody"/);
    await assert.rejects(get("getRobot", {}), /there is no function identity:index:getRobot/);
  });
});
