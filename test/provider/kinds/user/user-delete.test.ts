import assert from "node:assert/strict";
import { MissingRightError, ProviderError } from "../../../../provider/backends/errors";
import { user } from "../../../../provider/kinds/user/user";
import { Declared } from "../../support/declared";
import { proxy, type Proxy } from "../../support/proxy";
import { ADMIN_PASSWORD, TestServer } from "../../support/test-server";

describe("deleting a User", () => {
  let server: TestServer;
  let between: Proxy;
  before(async () => {
    server = await TestServer.start();
    between = await proxy(server.url);
  });
  after(async () => {
    await between.close();
    await server.close();
  });

  const create = (username: string, fields: object = {}, settings = {}) =>
    new Declared(user, server.session(settings).session).create({
      ...{ username, initialPassword: "pw123456", ...fields },
    });
  const works = async (token: string) =>
    (await server.send("GET", "org/", undefined, token)).status === 200;

  it("takes them out of the server, and their token dies", async () => {
    const made = await create("leaver");
    const token = await server.login("leaver", "pw123456");
    assert.ok(await works(token));
    await made.delete();
    assert.equal(await server.status("user/leaver/"), 404);
    assert.equal(await works(token), false);
  });

  it("leaves no row of them in the orgs that they were in", async () => {
    const { oid, root } = await server.org("Acme");
    const made = await create("ghost1");
    await server.join(root("department"), "ghost1");
    await made.delete();
    const { results } = await server.get(`org/${oid}/user/`);
    const names = (results as { username: string }[]).map(({ username }) => username);
    assert.deepEqual(names, ["admin"]);
  });

  it("does not ask every org about each of many", async () => {
    const orgs = [await server.org("A"), await server.org("B"), await server.org("C")];
    const { session } = server.session({ url: between.url });
    const names = Array.from({ length: 12 }, (_, i) => `leaver${i}`);
    await server.people(...names);
    await server.join(orgs[0]?.root("department") ?? "", ...names.slice(0, 11));
    between.met.length = 0;
    for (const id of names.slice(0, 6)) await session.backend.users.delete({ id });
    const member = { id: orgs[1]?.oid ?? "" };
    await session.backend.orgMembers.change(member, { add: ["leaver11"], remove: [] });
    for (const id of names.slice(6)) await session.backend.users.delete({ id });
    const asked = between.met.filter((one) => /^GET org\/[^/]+\/user\//.test(one)).length;
    const own = (await server.orgNames()).length;
    // Two by themselves and a listing, who joined meanwhile, and each membership before it ends.
    assert.ok(asked <= (2 + 1 + 1) * own + 12, `${asked} for ${own} orgs`);
    for (const { oid } of orgs) {
      const { count } = await server.get(`org/${oid}/user/`);
      assert.equal(count, 1, "admin");
    }
  });

  it("is refused for the owner of an org, naming it, before anything is done to them", async () => {
    const made = await create("owner1");
    const token = await server.login("owner1", "pw123456");
    const { oid } = await server.org("Their own", token);
    await server.send("PATCH", `org/${oid}/user/`, { subject: "add", usernames: ["admin"] });
    const other = await server.org("Other");
    await server.join(other.root("department"), "owner1");
    await assert.rejects(made.delete(), (error: Error) => {
      assert.ok(error instanceof ProviderError);
      assert.match(error.message, new RegExp(`owns org "Their own" \\(${oid}\\)`));
      return true;
    });
    assert.ok(await works(token));
    assert.equal(await server.status(`org/${other.oid}/user/owner1/`), 200);
  });

  it("is refused for the account that asks, which would lock itself out", async () => {
    const { session } = server.session();
    const self = new Declared(user, session);
    Object.assign(self, { id: "admin", state: { username: "admin" } });
    for (const onRemove of ["delete", "suspend"]) {
      self.state = { username: "admin", onRemove };
      await assert.rejects(self.delete(), /the account that this connection uses/);
    }
    assert.notEqual(await server.login("admin", ADMIN_PASSWORD), "undefined");
  });

  it("by suspend locks them out, takes them out of every node, and keeps them", async () => {
    const { root } = await server.org("Suspending");
    const made = await create("suspended", { onRemove: "suspend" });
    const token = await server.login("suspended", "pw123456");
    await server.join(root("department"), "suspended");
    await server.join(root("role"), "suspended");
    await made.delete();
    assert.equal(await server.status("user/suspended/"), 200);
    assert.deepEqual(
      [await server.members(root("department")), await server.members(root("role"))],
      [[], []],
    );
    assert.deepEqual(
      [await works(token), await server.login("suspended", "pw123456")],
      [false, "undefined"],
    );
  });

  it("by keep does nothing to them, also by the configuration", async () => {
    await (await create("kept1", { onRemove: "keep" })).delete();
    await (await create("kept2", {}, { onRemove: "keep" })).delete();
    assert.notEqual(await server.login("kept1", "pw123456"), "undefined");
    assert.notEqual(await server.login("kept2", "pw123456"), "undefined");
  });

  it("succeeds where they are gone already", async () => {
    const made = await create("already");
    await server.send("DELETE", "user/already/");
    await made.delete();
  });

  it("is refused to who may not see all users, and never looks done", async () => {
    const made = await create("guarded");
    const token = await server.personWithToken("outside1");
    made.session = server.session({ token }).session;
    await assert.rejects(made.delete(), MissingRightError);
    assert.equal(await server.status("user/guarded/"), 200);
  });
});
