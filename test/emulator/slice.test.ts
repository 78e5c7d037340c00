import assert from "node:assert/strict";
import { TestServer } from "./client";

describe("embedded server", () => {
  let server: TestServer;
  beforeEach(async () => (server = await TestServer.start()));
  afterEach(() => server.close());

  it("begins with admin and no org", async () => {
    const { body } = await server.send("GET", "org/");
    assert.deepEqual(body, []);
  });

  it("makes an org with its roots and a tree of departments below it", async () => {
    const org = await server.org("Acme");
    const root = `d_${String(org["dept_uid"])}`;
    const made = await server.send("POST", `node/${root}/node/`, { name: "研发部" });
    assert.equal(made.status, 201);
    assert.equal(made.body["node_uid"], "d_yanfabu");
    await server.send("POST", "node/d_yanfabu/node/", { name: "Platform", uid: "platform" });
    const tree = await server.send("GET", `node/${root}/tree/?user_required=true`);
    assert.deepEqual(names(tree.body), { Acme: { 研发部: { Platform: {} } } });
  });

  it("moves a department with everything below it", async () => {
    const org = await server.org("Acme");
    const root = `d_${String(org["dept_uid"])}`;
    for (const uid of ["a", "b"]) {
      await server.send("POST", `node/${root}/node/`, { name: uid, uid });
    }
    await server.send("POST", "node/d_a/node/", { name: "c", uid: "c" });
    const moved = await server.send("PATCH", "node/d_b/node/", {
      subject: "add",
      node_uids: ["d_a"],
    });
    assert.equal(moved.status, 200);
    const tree = await server.send("GET", `node/${root}/tree/`);
    assert.deepEqual(names(tree.body), { Acme: { b: { a: { c: {} } } } });
    const back = await server.send("PATCH", "node/d_c/node/", {
      subject: "add",
      node_uids: ["d_b"],
    });
    assert.deepEqual([back.status, back.body], [400, { node: ["deadlock"] }]);
  });

  it("keeps the members of a node in the order they were given", async () => {
    const org = await server.org("Acme");
    const path = `node/d_${String(org["dept_uid"])}/user/`;
    for (const username of ["ada1", "bob1", "cyd1"]) {
      await server.send("POST", "user/", { user: { username } });
    }
    await server.send("PATCH", path, { subject: "override", user_uids: ["cyd1", "ada1", "bob1"] });
    await server.send("PATCH", path, { subject: "sort", user_uids: ["bob1", "cyd1"] });
    const { body } = await server.send("GET", path);
    const users = body["results"] as { username: string }[];
    assert.deepEqual(
      users.map((user) => user.username),
      ["bob1", "ada1", "cyd1"],
    );
  });

  it("answers 404 for what a stranger may not see, and 401 to nobody", async () => {
    const org = await server.org("Acme");
    const stranger = await server.user("stranger");
    const path = `node/d_${String(org["dept_uid"])}/`;
    assert.equal((await server.send("GET", path, undefined, stranger)).status, 404);
    assert.equal((await server.send("GET", path, undefined, "")).status, 401);
    assert.equal((await server.send("GET", "node/d_nope/", undefined, "")).status, 404);
  });

  it("ends a token with its user", async () => {
    const token = await server.user("leaver");
    assert.equal((await server.send("GET", "org/", undefined, token)).status, 200);
    await server.send("DELETE", "user/leaver/");
    assert.equal((await server.send("GET", "org/", undefined, token)).status, 401);
  });

  it("gives one token to all logins of a user until it is revoked", async () => {
    const first = await server.user("twice");
    const again = await server.send("POST", "ucenter/login/", {
      username: "twice",
      password: "pw123456",
    });
    assert.equal(again.body["token"], first);
    await server.send("POST", "revoke/token/", undefined, first);
    assert.equal((await server.send("GET", "org/", undefined, first)).status, 401);
  });
});

/** A tree as nested objects of names. */
function names(tree: unknown): Record<string, unknown> {
  const { info, nodes } = tree as { info: { name: string }; nodes: unknown[] };
  return { [info.name]: Object.fromEntries(nodes.flatMap((node) => Object.entries(names(node)))) };
}
