import assert from "node:assert/strict";
import { node } from "../../../provider/kinds/node/node";
import { user } from "../../../provider/kinds/user/user";
import { configured } from "../support/engine";
import { proxy, type Proxy } from "../support/proxy";
import { ADMIN_PASSWORD, TestServer } from "../support/test-server";

describe("the login of a provider", () => {
  let server: TestServer;
  let between: Proxy;
  before(async () => {
    server = await TestServer.start();
    between = await proxy(server.url);
  });
  after(() => between.close().then(() => server.close()));
  beforeEach(() => {
    between.met.length = 0;
    between.fault = () => "pass";
  });
  const people = (settings: Record<string, string> = {}) => configured(user, between.url, settings);

  it("is shared by twenty creates right after configure", async () => {
    const provider = people({ timeout: "31" });
    const names = Array.from({ length: 20 }, (_, i) => `twenty${i}`);
    await Promise.all(names.map((username) => provider.create({ username })));
    const logins = between.met.filter((request) => request === "POST ucenter/login/");
    assert.equal(logins.length, 1);
    assert.equal((await server.get("user/?keyword=twenty")).count, 20);
  });

  it("is shared with another kind", async () => {
    const settings = { timeout: "32" };
    await people(settings).check({}, { username: "shares", logicalName: "it" });
    await configured(node, between.url, settings).check({}, { logicalName: "it" });
    assert.deepEqual(between.met, ["POST ucenter/login/"]);
  });

  it("is not tried again and again where it was refused", async () => {
    const provider = people({ password: "wr0ng-s3cret" });
    for (const username of ["first", "second", "third"]) {
      const { failures } = await provider.check({}, { username, logicalName: username });
      const reason = String(failures[0]?.reason);
      assert.match(reason, /identity:username and identity:password/);
      assert.doesNotMatch(reason, /wr0ng-s3cret/);
    }
    assert.deepEqual(between.met, ["POST ucenter/login/"]);
  });

  it("is left out of a preview with verify off", async () => {
    const provider = people({ verify: "false" });
    await provider.check({}, { username: "unseen", logicalName: "it" });
    assert.deepEqual(between.met, []);
  });

  it("is renewed once when the token ended", async () => {
    const provider = people({ timeout: "33" });
    await provider.create({ username: "before1" });
    const admin = await server.login("admin", ADMIN_PASSWORD);
    await server.send("POST", "revoke/token/", undefined, admin);
    await provider.create({ username: "after1" });
    const logins = between.met.filter((request) => request === "POST ucenter/login/");
    assert.equal(logins.length, 2);
    await server.renew();
    assert.equal(await server.status("user/after1/"), 200);
  });

  it("names the cure where a refresh or a delete can't log in", async () => {
    const provider = people({ password: "wr0ng" });
    for (const call of [
      () => provider.read("x", { username: "x" }),
      () => provider.delete("x", { username: "x" }),
    ]) {
      await assert.rejects(call, /add --run-program/);
    }
  });

  it("tells no secret of a refused create", async () => {
    const provider = people();
    await provider.create({ username: "exists1", name: "Somebody" });
    const create = provider.create({ username: "exists1", initialPassword: "s3cret-pw" });
    await assert.rejects(create, (error: Error) => {
      assert.doesNotMatch(JSON.stringify([error.message, error.stack]), /s3cret-pw/);
      return true;
    });
  });

  it("tells a file of authorities that can't be read by its setting", async () => {
    const provider = people({ caFile: "/nowhere/ca.pem" });
    const { failures } = await provider.check({}, { username: "somebody", logicalName: "it" });
    assert.match(String(failures[0]?.reason), /identity:caFile .*\/nowhere\/ca\.pem/);
  });

  it("tells a wrong kind of server by its setting", async () => {
    const provider = configured(user, `${server.url}/nowhere`);
    const { failures } = await provider.check({}, { username: "somebody", logicalName: "it" });
    assert.match(String(failures[0]?.reason), /identity:url/);
  });
});
