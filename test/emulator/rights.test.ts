import assert from "node:assert/strict";
import { TestServer } from "./client";

type Who = "admin" | "owner" | "manager" | "member" | "outsider" | "anonymous";
const EVERYBODY: Who[] = ["admin", "owner", "manager", "member", "outsider", "anonymous"];

/** A call, and its statuses in the order of EVERYBODY. "{name}" stands for an id of the set-up. */
type Row = [what: string, method: string, path: string, body: unknown, statuses: number[]];

const ok = [200, 200, 200, 200, 200, 401];
const runners = [200, 200, 403, 403, 403, 401];
const managers = [200, 200, 200, 403, 403, 401];
const adminOnly = [200, 403, 403, 403, 403, 401];
const add = (username: string) => ({ subject: "add", user_uids: [username] });

/** ARKID.md, "Who may do what". What creates or deletes has tests of its own. */
const TABLE: Row[] = [
  ["list own orgs", "GET", "org/", undefined, ok],
  ["get org", "GET", "org/{oid}/", undefined, ok],
  ["patch org", "PATCH", "org/{oid}/", { name: "Acme" }, runners],
  ["invitation key", "GET", "org/{oid}/invitation/", undefined, runners],
  ["meta perm", "GET", "org/{oid}/meta/perm/", undefined, runners],
  ["org log", "GET", "org/{oid}/log/", undefined, runners],
  ["patch other dept", "PATCH", "node/d_other/", { remark: "x" }, runners],
  ["manager groups", "GET", "node/g_{manager}/node/", undefined, runners],
  ["users of other", "GET", "node/d_other/user/", undefined, runners],
  ["add user other", "PATCH", "node/d_other/user/", add("emp1"), runners],
  ["get other app", "GET", "org/{oid}/app/second/", undefined, runners],
  ["list members", "GET", "org/{oid}/user/", undefined, managers],
  ["add member", "PATCH", "org/{oid}/user/", { subject: "add", usernames: ["emp1"] }, managers],
  ["patch managed dept", "PATCH", "node/d_dev/", { remark: "x" }, managers],
  ["subnodes managed", "GET", "node/d_dev/node/", undefined, managers],
  ["subnodes root", "GET", "node/d_{dept}/node/", undefined, managers],
  ["users of managed", "GET", "node/d_dev/user/", undefined, managers],
  ["users of group", "GET", "node/g_rolea/user/", undefined, managers],
  ["add user managed", "PATCH", "node/d_dev/user/", add("emp1"), managers],
  ["list users", "GET", "user/", undefined, managers],
  ["list apps", "GET", "org/{oid}/app/", undefined, managers],
  ["get managed app", "GET", "org/{oid}/app/portal/", undefined, managers],
  ["patch managed app", "PATCH", "org/{oid}/app/portal/", { remark: "x" }, managers],
  ["get member", "GET", "org/{oid}/user/memb1/", undefined, [200, 200, 200, 200, 404, 401]],
  ["ucenter tree", "GET", "ucenter/node/d_{dept}/tree/", undefined, [200, 200, 200, 200, 404, 401]],
  ["patch member", "PATCH", "org/{oid}/user/memb1/", {}, [200, 200, 200, 404, 404, 401]],
  ["get managed dept", "GET", "node/d_dev/", undefined, [200, 200, 200, 404, 404, 401]],
  ["get sub of managed", "GET", "node/d_sub/", undefined, [200, 200, 200, 404, 404, 401]],
  ["get root dept", "GET", "node/d_{dept}/", undefined, [200, 200, 200, 404, 404, 401]],
  ["get group", "GET", "node/g_rolea/", undefined, [200, 200, 200, 404, 404, 401]],
  ["member nodes", "GET", "org/{oid}/user/memb1/node/", undefined, [403, 200, 200, 403, 403, 401]],
  ["meta node", "GET", "org/{oid}/meta/node/", undefined, [403, 200, 200, 200, 403, 401]],
  ["get other dept", "GET", "node/d_other/", undefined, [200, 200, 404, 404, 404, 401]],
  ["create in managed", "POST", "node/d_dev/node/", { name: "n" }, [201, 201, 201, 403, 403, 401]],
  ["create in sub", "POST", "node/d_sub/node/", { name: "n" }, [201, 201, 403, 403, 403, 401]],
  ["create in other", "POST", "node/d_other/node/", { name: "n" }, [201, 201, 403, 403, 403, 401]],
  [
    "create category",
    "POST",
    "node/g_{group}/node/",
    { name: "c" },
    [201, 201, 403, 403, 403, 401],
  ],
  [
    "create manager",
    "POST",
    "node/g_{manager}/node/",
    { name: "m" },
    [201, 201, 403, 403, 403, 401],
  ],
  ["create app", "POST", "org/{oid}/app/", { name: "a" }, [201, 201, 403, 403, 403, 401]],
  ["tree root", "GET", "node/d_{dept}/tree/", undefined, [200, 404, 200, 403, 403, 401]],
  ["get user", "GET", "user/memb1/", undefined, [200, 404, 200, 404, 404, 401]],
  ["create perm", "POST", "perm/", { scope: "portal", name: "p" }, [201, 403, 403, 403, 403, 401]],
  ["patch user", "PATCH", "user/memb1/", { name: "M" }, adminOnly],
  ["user nodes", "GET", "user/memb1/node/", undefined, adminOnly],
  ["list perms", "GET", "perm/", undefined, adminOnly],
  ["get perm", "GET", "perm/app_portal_access/", undefined, adminOnly],
  ["perm owner", "GET", "perm/app_portal_access/owner/", undefined, adminOnly],
  ["grant perm", "PATCH", "perm/app_portal_access/owner/", {}, adminOnly],
  ["user perm", "GET", "perm/user/memb1/", undefined, adminOnly],
  ["node perm", "GET", "perm/node/d_dev/", undefined, adminOnly],
  ["oauth", "POST", "org/{oid}/app/portal/oauth/", { redirect_uris: "http://x" }, adminOnly],
  ["config", "GET", "config/", undefined, adminOnly],
  ["log", "GET", "log/", undefined, adminOnly],
  // 500 there for all but the first two: a crash.
  ["user perm of org", "GET", "perm/user/memb1/?oid={oid}", undefined, runners],
];

describe("who may do what", () => {
  let server: TestServer;
  let ids: Record<string, string>;
  const tokens = {} as Record<Who, string>;

  before(async () => {
    server = await TestServer.start();
    tokens.admin = server.admin;
    tokens.anonymous = "";
    tokens.owner = await server.user("owner1");
    tokens.manager = await server.user("mana1");
    tokens.member = await server.user("memb1");
    tokens.outsider = await server.user("outs1");
    await server.user("emp1");
    ids = await setUp(server, tokens.owner);
  });
  after(() => server.close());

  for (const [what, method, path, body, statuses] of TABLE) {
    it(what, async () => {
      const actual: Record<string, number> = {};
      for (const who of EVERYBODY) {
        const full = path.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? "");
        actual[who] = (await server.send(method, full, body, tokens[who])).status;
      }
      const expected = Object.fromEntries(EVERYBODY.map((who, index) => [who, statuses[index]]));
      assert.deepEqual(actual, expected);
    });
  }
});

/** An org with departments dev (and sub in it) and other, a role, two apps and a manager. */
async function setUp(server: TestServer, owner: string): Promise<Record<string, string>> {
  const org = await server.org("Acme", owner);
  const send = (method: string, path: string, body: unknown) =>
    server.send(method, path, body, owner);
  const root = `d_${String(org["dept_uid"])}`;
  await send("POST", `node/${root}/node/`, { name: "Dev", uid: "dev" });
  await send("POST", `node/${root}/node/`, { name: "Other", uid: "other" });
  await send("POST", "node/d_dev/node/", { name: "Sub", uid: "sub" });
  await send("POST", `node/g_${String(org["role_uid"])}/node/`, { name: "Role", uid: "rolea" });
  await send("POST", `org/${String(org["oid"])}/app/`, { name: "Portal", uid: "portal" });
  await send("POST", `org/${String(org["oid"])}/app/`, { name: "Second", uid: "second" });
  await send("PATCH", "node/d_dev/user/", add("memb1"));
  await send("POST", `node/g_${String(org["manager_uid"])}/node/`, {
    name: "Managers",
    uid: "mgrs",
    manager_group: { nodes: ["d_dev", "g_rolea"], apps: ["portal"], scope_subject: 2 },
  });
  await send("PATCH", "node/g_mgrs/user/", add("mana1"));
  return {
    oid: String(org["oid"]),
    dept: String(org["dept_uid"]),
    group: String(org["group_uid"]),
    manager: String(org["manager_uid"]),
  };
}
