import assert from "node:assert/strict";
import type { ServiceError } from "@grpc/grpc-js";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import type { Values } from "../../../../provider/engine/kind";
import { proxy } from "../../support/proxy";
import { ADMIN_PASSWORD, TestServer, type MadeOrg } from "../../support/test-server";
import {
  ADD,
  DELETE,
  DIFF_NONE,
  DIFF_SOME,
  Engine,
  secret,
  UNKNOWN,
  UPDATE,
  UPDATE_REPLACE,
  urnOf,
} from "./engine";

describe("the plugin", () => {
  let server: TestServer;
  let org: MadeOrg;
  let engine: Engine;
  before(async () => {
    server = await TestServer.start();
    org = await server.org("Acme");
    await server.people("ada001", "bob001", "cyd001");
    engine = await Engine.on(server.url);
  });
  after(async () => {
    engine.close();
    await server.close();
  });

  describe("and its configuration", () => {
    it("is checked before anything is planned", async () => {
      const { failures } = await engine.checkConfig({ url: "acme.example", username: "iac" });
      assert.match(failures.join(), /identity:url is invalid: give a URL/);
      const misspelt = await engine.checkConfig({ url: server.url, pasword: "x" });
      assert.match(misspelt.failures.join(), /is identity:password meant\?/);
    });

    it("is left to the apply where it is unknown", async () => {
      assert.deepEqual((await engine.checkConfig({ url: UNKNOWN })).failures, []);
    });

    it("takes numbers and booleans of an explicit provider, and what the engine adds", async () => {
      const settings = { url: server.url, token: "t", timeout: 30, verify: false };
      const given = { ...settings, version: "0.1.0", __internal: {} };
      assert.deepEqual((await engine.checkConfig(given)).failures, []);
    });

    it("keeps passwords encrypted in the state of the provider, misspelt ones too", async () => {
      const given = { url: server.url, username: "iac", password: "p", accessKeySecrte: "s" };
      const { inputs } = await engine.checkConfig(given);
      assert.deepEqual(inputs.password, secret("p"));
      assert.deepEqual(inputs.accessKeySecrte, secret("s"));
      assert.equal(inputs.username, "iac");
    });

    it("leaves a project that is called identity its own keys", async () => {
      const given = { url: server.url, token: "t", greeting: "hello" };
      assert.deepEqual((await engine.checkConfig(given, "identity")).failures, []);
      assert.match((await engine.checkConfig(given)).failures.join(), /greeting is not a setting/);
    });

    it("is needed by every call", async () => {
      const fresh = await Engine.start();
      const calling = fresh.create(urnOf("User", "x"), { username: "xavier" });
      await assert.rejects(calling, /has not configured this provider/);
      fresh.close();
    });
  });

  describe("through a life", () => {
    const urn = urnOf("Node", "平台", "acme:Office");

    it("makes the key of the dynamic form, from the URN", async () => {
      const { inputs } = await engine.check(urn, { org: org.oid, kind: "role", name: "平台" });
      assert.deepEqual(inputs.origin, {
        organization: "organization",
        ...{ project: "acme", stack: "dev", parents: "acme:Office" },
      });
      assert.equal(inputs.logicalName, "平台");
      assert.match(String(inputs.uid), /^[0-9a-f]{8}$/);
    });

    it("tells a resource of ours around it by the type of the dynamic form", async () => {
      const below = urnOf("Node", "x", "identity:index:OrgTree", "identity:index:Org");
      const { inputs } = await engine.check(below, { org: org.oid, kind: "role", name: "X" });
      const { parents } = inputs.origin as { parents: string };
      assert.equal(parents, "identity:index:OrgTree$pulumi-nodejs:dynamic/identity:Org");
    });

    it("creates, reads, updates and deletes", async () => {
      const given = { org: org.oid, kind: "department", uid: "life", name: "Before" };
      const { id, state, inputs } = await engine.make(urn, given);
      assert.equal(id, "d_life");
      assert.equal(state.schema, 2);
      assert.deepEqual((await engine.read(urn, id, state)).state, state);
      const news = { ...inputs, name: "After" };
      assert.deepEqual((await engine.diff(urn, id, state, news)).paths, { name: UPDATE });
      const updated = await engine.update(urn, id, state, news);
      assert.equal((await server.get(`node/${id}/`)).name, "After");
      assert.equal((await engine.diff(urn, id, updated, news)).changes, DIFF_NONE);
      const another = await Engine.on(server.url);
      await another.delete(urn, id, updated);
      assert.equal(await server.status(`node/${id}/`), 404);
      assert.equal((await another.read(urn, id, updated)).id, "");
      another.close();
    });

    it("keeps hostile names as they are", async () => {
      const name = `<script>alert("|")</script> ‮研发`;
      const one = urnOf("Node", `n|<script>::${"长".repeat(40)}`);
      const { id } = await engine.make(one, { org: org.oid, kind: "role", name });
      assert.equal((await server.get(`node/${id}/`)).name, name);
    });
  });

  describe("in a diff", () => {
    const urn = urnOf("NodeMembers", "people");
    const state = { schema: 2, node: "d_x", users: { ada001: "member" }, unmanaged: [] };
    const inputs = { logicalName: "people", node: "d_x", mode: "exact" };

    it("has a path for each who joins and each who leaves", async () => {
      const olds = { ...state, mode: "exact", users: { ada001: "member", 王选: "member" } };
      const news = { ...inputs, users: { ada001: "member", 'o"b': "member" } };
      const { changes, paths } = await engine.diff(urn, "d_x", olds, news);
      assert.equal(changes, DIFF_SOME);
      assert.deepEqual(paths, { 'users["王选"]': DELETE, 'users["o\\"b"]': ADD });
    });

    it("names whom nobody declared, where an exact list lets them go", async () => {
      const olds = {
        ...{ ...state, mode: "exact", unmanaged: ["mallory"] },
        users: { ada001: "member", mallory: "member" },
      };
      const news = { ...inputs, users: { ada001: "member" } };
      const { changes, paths } = await engine.diff(urn, "d_x", olds, news);
      assert.deepEqual([changes, paths], [DIFF_SOME, { 'users["mallory"]': DELETE }]);
    });

    it("says which property replaces, and in which order", async () => {
      const node = urnOf("Node", "n");
      const olds = { schema: 2, org: "a", kind: "department", uid: "x", name: "X" };
      const moved = await engine.diff(node, "d_x", olds, { ...olds, org: "b" });
      assert.deepEqual([moved.replaces, moved.deleteFirst], [["org"], true]);
      assert.deepEqual(moved.paths, { org: UPDATE_REPLACE });
      const renamed = await engine.diff(node, "d_x", olds, { ...olds, uid: "y" });
      assert.deepEqual([renamed.replaces, renamed.deleteFirst], [["uid"], false]);
    });

    it("shows null, which clears what was never declared", async () => {
      const user = urnOf("User", "ada");
      const olds = { schema: 2, username: "ada001", userId: "2" };
      const news = { username: "ada001", phone: null };
      const { changes, paths } = await engine.diff(user, "ada001", olds, news);
      assert.deepEqual([changes, paths], [DIFF_SOME, { phone: ADD }]);
    });

    it("ignores the text of the dynamic form, which a moved state has", async () => {
      const olds = { ...state, __provider: 'exports.handler=()=>require("x")' };
      const news = { logicalName: "people", node: "d_x", users: { ada001: "member" } };
      assert.equal((await engine.diff(urn, "d_x", olds, news)).changes, DIFF_NONE);
    });
  });

  describe("with unknown values and secrets", () => {
    it("checks what is known around an unknown entry, and keeps that unknown", async () => {
      const news = { node: "d_x", users: ["ada001", UNKNOWN], mode: "exact" };
      const { inputs, failures } = await engine.check(urnOf("NodeMembers", "m"), news);
      assert.deepEqual(failures, []);
      assert.deepEqual(inputs.users, { ada001: "member", "[1]": UNKNOWN });
    });

    it("takes an unknown number, list or object for unknown, too", async () => {
      const unknownList = "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2";
      const news = { node: "d_x", users: unknownList };
      const { inputs, failures } = await engine.check(urnOf("NodeMembers", "m"), news);
      assert.deepEqual([failures, inputs.users], [[], UNKNOWN]);
    });

    it("works with the values of secrets at any depth, and keeps them secret", async () => {
      const news = {
        ...{ org: org.oid, uid: "sec", name: secret("Sec") },
        oauth: { redirectUris: [secret("https://a.example/1")], rotate: secret("1") },
      };
      const { inputs, failures } = await engine.check(urnOf("App", "sec"), news);
      assert.deepEqual(failures, []);
      const redirectUris = secret(["https://a.example/1"]);
      assert.deepEqual(inputs.oauth, { redirectUris, rotate: secret("1") });
      assert.deepEqual(inputs.name, secret("Sec"));
      const { state } = await engine.make(urnOf("App", "sec"), news);
      assert.deepEqual([state.name, state.uid], [secret("Sec"), "sec"]);
      assert.deepEqual((state.oauth as Values).rotate, secret("1"));
    });

    it("marks what is always secret: passwords, and what the server makes up", async () => {
      const user = urnOf("User", "eve");
      const { inputs } = await engine.check(user, {
        username: "eve001",
        initialPassword: "s3cret-pw",
      });
      assert.deepEqual(inputs.initialPassword, secret("s3cret-pw"));
      const app = urnOf("App", "ci");
      const { state, id } = await engine.make(app, { org: org.oid, name: "CI", oauth: {} });
      const { clientSecret } = state as { clientSecret: { value: string } };
      assert.ok(clientSecret.value.length > 20);
      const live = await engine.read(app, id, { ...state, clientSecret: clientSecret.value });
      assert.deepEqual(live.state.clientSecret, clientSecret);
    });
  });

  describe("in a preview", () => {
    it("creates nothing, and says what is known of it: a person's id, too", async () => {
      const news = { username: "new001", name: "New", email: UNKNOWN };
      const { inputs } = await engine.check(urnOf("User", "new"), news);
      const { id, state } = await engine.create(urnOf("User", "new"), inputs, true);
      assert.equal(id, "new001");
      assert.deepEqual([state.name, state.email, state.userId], ["New", UNKNOWN, UNKNOWN]);
      assert.equal(await server.status("user/new001/"), 404);
    });

    it("has no id that the server chooses", async () => {
      const { inputs } = await engine.check(urnOf("Org", "o"), { name: "Other" });
      const { id } = await engine.create(urnOf("Org", "o"), inputs, true);
      assert.equal(id, "");
      assert.ok(!(await server.orgNames()).includes("Other"));
    });

    it("keeps an app's credentials known, unless the update makes new ones", async () => {
      const state = {
        ...{ schema: 2, org: org.oid, uid: "a", name: "A", oauth: { rotate: "1" } },
        ...{ appId: "7", clientId: "id", clientSecret: "s" },
      };
      const urn = urnOf("App", "a");
      const renamed = await engine.update(urn, "a", state, { ...state, name: "B" }, true);
      assert.deepEqual([renamed.clientId, renamed.clientSecret], ["id", secret("s")]);
      const news = { ...state, oauth: { rotate: "2" } };
      const rotated = await engine.update(urn, "a", state, news, true);
      assert.deepEqual([rotated.clientId, rotated.appId], [UNKNOWN, "7"]);
    });
  });

  describe("when something goes wrong", () => {
    it("names the property of an invalid input", async () => {
      const { failures } = await engine.check(urnOf("User", "x"), { username: "x", phoen: "1" });
      assert.match(failures.join("\n"), /^phoen: there is no such property, only username/m);
    });

    it("names a type that this version does not have", async () => {
      await assert.rejects(
        engine.check(urnOf("Robot", "r2"), {}),
        /there is no type identity:index:Robot/,
      );
    });

    it("gives the engine what a create has made in part, with the reason, and secrets marked", async () => {
      const between = await proxy(server.url);
      between.fault = (request) => (/^(PATCH|PUT|POST) .*half01/.test(request) ? "deny" : "pass");
      const own = await Engine.on(between.url);
      const given = { initialPassword: "s3cret-pw", requirePasswordReset: true };
      const making = own.make(urnOf("User", "half"), { username: "half01", ...given });
      await assert.rejects(making, (error: ServiceError) => {
        const { id, state, reasons } = madeInPart(error);
        assert.equal(id, "half01");
        assert.deepEqual(reasons, [error.details]);
        assert.deepEqual([state.schema, state.passwordPending], [2, true]);
        assert.deepEqual(state.initialPassword, secret("s3cret-pw"));
        assert.ok(!error.details.includes("s3cret-pw"));
        return true;
      });
      own.close();
      await between.close();
    });

    it("refuses a state of another tenant, and says how to use today's configuration", async () => {
      const state = { schema: 2, tenant: "https://other.example", username: "ada001" };
      const deleting = engine.delete(urnOf("User", "ada"), "ada001", state);
      await assert.rejects(deleting, (error: ServiceError) => {
        assert.match(error.details, /belongs to https:\/\/other\.example.*--run-program/);
        assert.ok(!error.details.includes(ADMIN_PASSWORD));
        return true;
      });
      assert.equal(await server.status("user/ada001/"), 200);
    });

    it("sends nothing more once it is cancelled", async () => {
      const own = await Engine.on(server.url);
      await own.make(urnOf("User", "dan"), { username: "dan001" });
      await own.cancel();
      const making = own.create(urnOf("User", "eva"), { logicalName: "eva", username: "eva001" });
      await assert.rejects(making, /cancelled: nothing more is sent/);
      assert.equal(await server.status("user/eva001/"), 404);
      own.close();
    });
  });

  describe("several in one process", () => {
    it("have a server and a program each", async () => {
      const other = await TestServer.start();
      const second = await Engine.on(other.url);
      const urn = urnOf("User", "ada");
      await second.make(urn, { username: "zed001" });
      assert.equal(await other.status("user/zed001/"), 200);
      assert.equal(await server.status("user/zed001/"), 404);
      second.close();
      await other.close();
    });

    it("of one server do not take each other's resources for one program", async () => {
      const second = await Engine.on(server.url);
      const news = { org: org.oid, kind: "role", uid: "twice", name: "Twice" };
      assert.deepEqual((await engine.check(urnOf("Node", "one"), news)).failures, []);
      assert.deepEqual((await second.check(urnOf("Node", "two"), news)).failures, []);
      second.close();
    });
  });

  it("has a schema", async () => {
    const { name } = await engine.schema();
    assert.equal(name, "identity");
  });
});

/** What the error of a create carries, where Go's gRPC looks for it. */
function madeInPart(error: ServiceError) {
  const [details] = error.metadata.get("grpc-status-details-bin");
  const [detail] = Status.deserializeBinary(
    new Uint8Array(Buffer.from(details ?? "")),
  ).getDetailsList();
  const made = ErrorResourceInitFailed.deserializeBinary(
    detail?.getValue_asU8() ?? new Uint8Array(),
  );
  const state = made.getProperties()?.toJavaScript() ?? {};
  return { id: made.getId(), state, reasons: made.getReasonsList() };
}
