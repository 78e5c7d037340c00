import assert from "node:assert/strict";
import { TestServer } from "./client";

/** What the client's document has and the reference server lacks (README, «Deliberate differences»). */
describe("endpoints of the document", () => {
  let server: TestServer;
  let org: Record<string, unknown>;
  const child = async (parent: string, uid: string) =>
    String(
      (await server.send("POST", `node/${parent}/node/`, { name: uid, uid })).body["node_uid"],
    );
  const person = (username: string, nodes: string[], more: Record<string, unknown> = {}) =>
    server.send("POST", "user/", { user: { username, ...more }, node_uids: nodes });
  const names = async (path: string) => {
    const { body } = await server.send("GET", path);
    return (body["results"] as { username: string }[]).map(({ username }) => username);
  };

  beforeEach(async () => {
    server = await TestServer.start();
    org = await server.org("Acme");
  });
  afterEach(() => server.close());

  it("list who is in no node, in pages, for administrators", async () => {
    const dev = await child(`d_${String(org["dept_uid"])}`, "dev");
    await person("insider", [dev]);
    for (const username of ["outsider1", "outsider2", "outsider3"]) await person(username, []);
    assert.deepEqual(await names("user/isolated/?page=2&page_size=2"), ["outsider3"]);
    const { body } = await server.send("GET", "user/isolated/?page_size=1");
    assert.equal(body["count"], 3);
    const token = await server.user("nobody");
    assert.equal((await server.send("GET", "user/isolated/", undefined, token)).status, 403);
    await server.send("DELETE", `node/${dev}/?ignore_user=true`);
    assert.ok((await names("user/isolated/")).includes("insider"));
  });

  it("leave that path to somebody of this name", async () => {
    await person("isolated", []);
    const { body } = await server.send("GET", "user/isolated/");
    assert.equal((body["user"] as { username: string }).username, "isolated");
  });

  it("list a node with all below it, each before those below it, in their order", async () => {
    const top = await child(`d_${String(org["dept_uid"])}`, "top");
    const [b, a] = [await child(top, "b"), await child(top, "a")];
    await child(b, "b1");
    await child(a, "a1");
    const list = (await server.send("GET", `node/${top}/list/`)).body as unknown as {
      uid: string;
      parent_uid: string;
    }[];
    assert.deepEqual(
      list.map(({ uid, parent_uid }) => [uid, parent_uid].join(" < ")),
      [`top < ${String(org["dept_uid"])}`, "b < top", "b1 < b", "a < top", "a1 < a"],
    );
    assert.equal((await server.send("GET", "node/d_none/list/")).status, 404);
    const token = await server.user("nobody");
    assert.equal((await server.send("GET", `node/${top}/list/`, undefined, token)).status, 403);
  });

  it("filter a group's members by their times, and take in other groups", async () => {
    const [one, two] = [
      await child(`g_${String(org["role_uid"])}`, "one"),
      await child(`g_${String(org["role_uid"])}`, "two"),
    ];
    const three = await child(`g_${String(org["role_uid"])}`, "three");
    await person("active", [one], { password: "pw123456" });
    await person("never", [one]);
    await person("second", [two]);
    await person("third", [three]);
    await server.send("POST", "ucenter/login/", { username: "active", password: "pw123456" });
    const list = (query: string) => names(`node/${one}/user/?${query}`);
    assert.deepEqual(await list("after_last_active_time=2020-01-01"), ["active"]);
    assert.deepEqual(await list("before_last_active_time=2020-01-01"), []);
    assert.deepEqual(await list("before_created=2020-01-01"), []);
    assert.deepEqual(await list("uids=two|three"), ["active", "never", "second", "third"]);
    const bad = await server.send("GET", `node/${one}/user/?after_last_active_time=soon`);
    assert.equal(bad.status, 400);
  });
});
