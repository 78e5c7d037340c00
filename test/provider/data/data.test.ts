import assert from "node:assert/strict";
import { runtime } from "@pulumi/pulumi";
import { getNode, getOrg, getUser, type DataSettings } from "../../../provider";
import {
  ConfigurationError,
  ConflictError,
  NotFoundError,
} from "../../../provider/backends/errors";
import { ADMIN_PASSWORD, TestServer, type MadeOrg } from "../support/test-server";

describe("data functions", () => {
  let server: TestServer;
  let org: MadeOrg;
  let settings: DataSettings;
  before(async () => {
    server = await TestServer.start();
    settings = { url: server.url, username: "admin", password: ADMIN_PASSWORD };
    runtime.setAllConfig(prefixed(settings));
    org = await server.org("Acme");
  });
  after(() => {
    runtime.setAllConfig({});
    return server.close();
  });

  describe("getOrg", () => {
    it("finds an org by its name, and the roots of it", async () => {
      const { id, name, owner, root } = await getOrg({ name: "Acme" });
      assert.deepEqual([id, name, owner], [org.oid, "Acme", "admin"]);
      assert.equal(root("role"), `${org.oid}/role`);
    });

    it("finds one by its id", async () => {
      assert.equal((await getOrg({ id: org.oid })).name, "Acme");
    });

    it("names the ids when the name is taken twice", async () => {
      const [one, other] = [await server.org("Twice"), await server.org("Twice")];
      await assert.rejects(getOrg({ name: "Twice" }), (error: Error) => {
        assert.ok(error instanceof ConflictError);
        assert.match(error.message, /2 of org "Twice" \(.*\): ask for one by its id/);
        return [one, other].every(({ oid }) => error.message.includes(oid));
      });
    });

    it("says when there is none", async () => {
      await assert.rejects(getOrg({ name: "Nowhere" }), NotFoundError);
    });
  });

  describe("getNode", () => {
    let engineering: string;
    let platform: string;
    before(async () => {
      engineering = await server.node(org.root("department"), "eng", { name: "Engineering" });
      platform = await server.node(engineering, "plat", { name: "Platform", remark: "tools" });
    });

    it("finds a node by the names from its root down", async () => {
      assert.deepEqual(await getNode({ org: org.oid, path: "Engineering/Platform" }), {
        ...{ id: platform, uid: "plat", name: "Platform", description: "tools" },
        parentUid: engineering,
      });
    });

    it("takes what getOrg answers, another kind, and a list where a name has a slash", async () => {
      const role = await server.node(org.root("role"), "r1", { name: "On/Call" });
      const acme = await getOrg({ name: "Acme" });
      assert.equal((await getNode({ org: acme, path: ["On/Call"], kind: "role" })).id, role);
    });

    it("finds one by its id, by its uid, and a root", async () => {
      assert.equal((await getNode({ id: platform })).name, "Platform");
      assert.equal((await getNode({ org: org.oid, uid: "plat" })).id, platform);
      const root = await getNode({ id: `${org.oid}/department` });
      assert.equal(root.id, org.root("department"));
    });

    it("names the ids when a path leads to several", async () => {
      const other = await server.node(org.root("department"), "eng2", { name: "Engineering" });
      const twin = await server.node(other, "plat2", { name: "Platform" });
      await assert.rejects(getNode({ org: org.oid, path: "Engineering/Platform" }), (error) => {
        assert.ok(error instanceof ConflictError);
        return error.message.includes(platform) && error.message.includes(twin);
      });
    });

    it("says when a path leads nowhere, and when an id is of nothing", async () => {
      await assert.rejects(
        getNode({ org: org.oid, path: "Engineering/Nobody" }),
        /no department "Engineering\/Nobody"/,
      );
      await assert.rejects(getNode({ id: "d_ghost" }), NotFoundError);
    });
  });

  describe("getUser", () => {
    it("finds a person by the username, without anything secret", async () => {
      await server.send("POST", "user/", { user: { username: "ada1", name: "Ada" } });
      const { userId, ...ada } = await getUser({ username: "ada1" });
      assert.match(userId, /^\d+$/);
      assert.deepEqual(ada, {
        ...{ id: "ada1", username: "ada1", name: "Ada" },
        ...{ nickname: "", email: "", phone: "", gender: "unspecified", avatar: "" },
      });
    });

    it("says when there is nobody", async () => {
      await assert.rejects(getUser({ username: "ghost1" }), NotFoundError);
    });
  });

  it("use the settings that they are given, and nothing of the stack's beside them", async () => {
    runtime.setAllConfig({});
    await assert.rejects(getOrg({ name: "Acme" }), ConfigurationError);
    assert.equal((await getOrg({ name: "Acme" }, settings)).id, org.oid);
    runtime.setAllConfig(prefixed(settings));
    await assert.rejects(getOrg({ name: "Acme" }, { url: server.url }), ConfigurationError);
  });
});

const prefixed = (settings: DataSettings) =>
  Object.fromEntries(Object.entries(settings).map(([name, value]) => [`identity:${name}`, value]));
