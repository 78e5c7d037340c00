import assert from "node:assert/strict";
import { slug } from "../../emulator/model/slug";
import { TestServer } from "./client";

/** What a real server was seen to answer, besides what is recorded. */
describe("fields and bodies, as the reference server takes them", () => {
  let server: TestServer;
  let org: Record<string, unknown>;
  let apps: string;
  beforeEach(async () => {
    server = await TestServer.start();
    org = await server.org("Acme");
    apps = `org/${String(org["oid"])}/app/`;
  });
  afterEach(() => server.close());

  const post = (path: string, body: unknown) => server.send("POST", path, body);
  const raw = async (method: string, path: string, body: string, type?: string) => {
    const response = await fetch(`${server.server.url}/siteapi/v1/${path}`, {
      method,
      headers: { authorization: `Token ${server.admin}`, ...(type && { "content-type": type }) },
      // Bytes: of a text `fetch` would tell a type.
      body: Buffer.from(body),
    });
    return { status: response.status, text: await response.text() };
  };

  it("know no limit of a logo", async () => {
    const { status, body } = await post(apps, { name: "Portal", logo: "x".repeat(2022) });
    assert.deepEqual([status, String(body["logo"]).length], [201, 2022]);
  });

  for (const [value, is] of [
    ...["yes", "on", "Y", "t", "True", "1", 1].map((word) => [word, true] as const),
    ...["no", "off", "N", "f", "FALSE", "0", 0].map((word) => [word, false] as const),
  ]) {
    it(`read ${JSON.stringify(value)} as ${is}`, async () => {
      const { body } = await post(apps, { name: "Portal", allow_any_user: value });
      assert.equal(body["allow_any_user"], is);
    });
  }

  it("take no other word for a boolean", async () => {
    for (const allow_any_user of ["yEs", "", " yes ", "2", [], {}, null]) {
      assert.equal((await post(apps, { name: "Portal", allow_any_user })).status, 400);
    }
  });

  it("tell what is wrong with a block below its name", async () => {
    const [oauth, saml] = [{ client_type: "zzz" }, { entity_id: "x".repeat(256) }];
    const bad = await post(apps, { name: "P", oauth_app: oauth, ldap_app: 5, saml_app: saml });
    assert.deepEqual(Object.keys(bad.body), ["oauth_app", "ldap_app", "saml_app"]);
    assert.deepEqual(Object.keys(bad.body["ldap_app"] as object), ["non_field_errors"]);
    const user = await post("user/", { user: { username: "emp1", posix_user: { uid: "x" } } });
    assert.deepEqual(user.body, { posix_user: { uid: ["请填写合法的整数值。"] } });
  });

  it("fill the blocks of a person", async () => {
    const blocks = { ding_user: { uid: "D1" }, posix_user: { uid: "7" }, custom_user: {} };
    const { body } = await post("user/", { user: { username: "emp1", ...blocks } });
    const user = body["user"] as Record<string, unknown>;
    assert.deepEqual(user["ding_user"], { uid: "D1", account: "", data: "{}" });
    assert.deepEqual(user["posix_user"], { uid: 7, gid: 500, home: "", pub_key: "" });
    assert.equal(user["custom_user"], undefined);
  });

  it("take a list of nodes that is nothing for none", async () => {
    for (const [index, node_uids] of [null, "", [], 0, {}].entries()) {
      const made = await post("user/", { user: { username: `emp${index}` }, node_uids });
      assert.equal(made.status, 201);
    }
    const node = `node/d_${String(org["dept_uid"])}`;
    const moved = await server.send("PATCH", `${node}/node/`, { subject: "add", node_uids: null });
    assert.equal(moved.status, 200);
  });

  it("refuse a body without a type, or of an unknown one, where the framework reads it", async () => {
    const text = JSON.stringify({ name: "Acme" });
    for (const type of [undefined, "text/plain", "json", "Application/JSON"]) {
      assert.equal((await raw("POST", "org/", text, type)).status, 415, String(type));
    }
    assert.equal((await raw("POST", "org/", text, "application/json;charset=x")).status, 201);
    const node = `node/d_${String(org["dept_uid"])}/`;
    assert.equal((await raw("PATCH", node, text)).status, 200, "read by hand");
    const change = JSON.stringify({ subject: "add", user_uids: [] });
    assert.equal((await raw("PATCH", `${node}user/`, change)).status, 415, "read by both");
  });

  it("refuse to go without a body, where a view reads it by hand", async () => {
    const { body } = await post(apps, { name: "Portal", uid: "portal" });
    assert.equal(body["uid"], "portal");
    const node = `node/d_${String(org["dept_uid"])}/`;
    for (const path of [node, `${node}node/`, `${node}user/`, "perm/app_portal_access/"]) {
      const answer = await raw("PATCH", path, "", "application/json");
      assert.deepEqual(answer, { status: 400, text: '{"detail":"错误的请求。"}' }, path);
    }
  });

  it("let an owner move another org's department into their own", async () => {
    const token = await server.user("boss1");
    const own = await server.org("Other", token);
    await post(`node/d_${String(org["dept_uid"])}/node/`, { name: "Dev", uid: "dev" });
    const into = `node/d_${String(own["dept_uid"])}/node/`;
    const body = { subject: "add", node_uids: ["d_dev"] };
    assert.equal((await server.send("PATCH", into, body, token)).status, 200);
    const moved = await server.send("GET", "node/d_dev/", undefined, token);
    assert.equal(moved.body["parent_uid"], own["dept_uid"]);
  });

  it("spell names as the reference's dictionary reads them", () => {
    const names = "长沙 重庆 长春 银行 音乐 单于 厦门 会计 行政部 朝阳 朝阳区 覃 长沙分行 乐清";
    const uids =
      "changsha chongqing changchun yinhang yinyue chanyu xiamen kuaiji xingzhengbu zhaoyang chaoyangqu tan changshafenhang yueqing";
    assert.equal(names.split(" ").map(slug).join(" "), uids);
  });
});
