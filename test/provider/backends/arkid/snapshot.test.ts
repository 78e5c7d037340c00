import assert from "node:assert/strict";
import { parts, TENANT, type Part, type Snapshot } from "../../../../provider/backends/snapshot";
import { NotFoundError, UnavailableError } from "../../../../provider/backends/errors";
import { proxy, type Proxy } from "../../support/proxy";
import { TestServer, type MadeOrg } from "../../support/test-server";

describe("snapshot", () => {
  let server: TestServer;
  let org: MadeOrg;
  let between: Proxy;
  beforeEach(async () => {
    server = await TestServer.start();
    between = await proxy(server.url);
    org = await server.org("Acme");
  });
  afterEach(async () => {
    await between.close();
    await server.close();
  });

  const read = (which: readonly Part[] = parts, settings = {}): Promise<Snapshot> =>
    server.session({ url: between.url, ...settings }).session.backend.snapshot(org.oid, which);
  const ids = ({ nodes }: Snapshot) => [...nodes.keys()].filter((id) => id.length < 30);
  const gets = () => between.met.filter((one) => one.startsWith("GET"));

  it("tells of every node where it is, and of what kind", async () => {
    await server.node(org.root("department"), "eng", { name: "工程", remark: "builds" });
    await server.node("d_eng", "platform");
    await server.node(org.root("role"), "oncall", { accept_user: false });
    await server.node(org.root("group"), "clubs");
    const { nodes } = await read(["nodes"]);
    const kinds = ["d_eng", "d_platform", "g_oncall", "g_clubs"].map((id) => nodes.get(id)?.kind);
    assert.deepEqual(kinds, ["department", "department", "role", "group"]);
    const { nodeId, ...eng } = nodes.get("d_eng") ?? assert.fail();
    assert.match(nodeId, /^\d+$/);
    assert.deepEqual(eng, {
      ...{ id: "d_eng", uid: "eng", kind: "department", name: "工程", description: "builds" },
      ...{ parent: org.root("department"), builtIn: false },
    });
    assert.equal(nodes.get("g_oncall")?.acceptsMembers, false);
    const position = [...nodes.keys()].indexOf("d_platform");
    assert.ok(position > [...nodes.keys()].indexOf("d_eng"), "a parent comes first");
  });

  it("knows roots and auto-created groups as the server's own", async () => {
    await server.node(org.root("group"), "clubs");
    await server.node(org.root("manager"), "chiefs", { manager_group: { scope_subject: 1 } });
    const { nodes } = await read(["nodes"]);
    const own = [...nodes.values()].filter(({ builtIn }) => builtIn);
    assert.equal(own.length, 7, "six roots and a companion");
    assert.equal(nodes.get("g_chiefs")?.builtIn, false);
  });

  it("reads nodes with their members in two requests beside login and org", async () => {
    await server.people("ada1", "bob1");
    await server.node(org.root("department"), "eng");
    await server.join("d_eng", "bob1", "ada1");
    await server.node(org.root("role"), "oncall");
    await server.join("g_oncall", "bob1", "ada1");
    const { nodeMembers } = await read(["nodes", "nodeMembers"]);
    assert.deepEqual(nodeMembers.get("d_eng"), await server.members("d_eng"));
    assert.deepEqual(nodeMembers.get("g_oncall"), await server.members("g_oncall"));
    assert.equal(gets().length, 3);
  });

  it("asks for no members where none are wanted", async () => {
    await read(["nodes"]);
    assert.ok(!between.met.some((one) => one.includes("required=true")), between.met.join());
  });

  it("leaves a root that somebody deleted out", async () => {
    await server.send("DELETE", `node/${org.root("label")}/`);
    const { nodes } = await read(["nodes"]);
    assert.deepEqual([nodes.size, nodes.has(org.root("label"))], [5, false]);
  });

  it("walks level by level where the tree is refused", async () => {
    await server.people("ada1");
    await server.node(org.root("department"), "eng");
    await server.node("d_eng", "platform");
    await server.join("d_platform", "ada1");
    const byTree = await read();
    between.fault = (request) => (request.includes("/tree/") ? "deny" : "pass");
    const walked = await read();
    assert.deepEqual(new Map([...walked.nodes].sort()), new Map([...byTree.nodes].sort()));
    assert.deepEqual([...walked.nodeMembers].sort(), [...byTree.nodeMembers].sort());
    assert.deepEqual(walked.unseen, []);
  });

  it("holds no row of a deleted person", async () => {
    await server.people("ada1", "ghost1");
    const usernames = ["ada1", "ghost1"];
    await server.send("PATCH", `org/${org.oid}/user/`, { subject: "add", usernames });
    await server.send("DELETE", "user/ghost1/");
    assert.deepEqual((await read(["orgMembers"])).orgMembers, ["admin", "ada1"]);
  });

  it("lists people of the tenant, and the one whom the server never lists", async () => {
    await server.people("ada1");
    const { backend } = server.session().session;
    const { users, unseen } = await backend.snapshot(TENANT, ["users"]);
    assert.deepEqual([...users.keys()].sort(), ["ada1", "admin"]);
    assert.deepEqual(users.get("ada1"), await backend.users.get({ id: "ada1" }));
    assert.deepEqual(unseen, []);
  });

  it("reads apps, perms and grants of this org only, two requests a perm with grants", async () => {
    const other = await server.org("Other");
    for (const { oid } of [org, other]) {
      const uid = oid === org.oid ? "wiki" : "others";
      await server.send("POST", `org/${oid}/app/`, { uid, name: uid });
      await server.send("POST", "perm/", { scope: uid, name: "Deploy" });
    }
    await server.people("ada1");
    const user_perm_status = [{ uid: "ada1", status: -1 }];
    await server.send("PATCH", "perm/app_wiki_access/owner/", { user_perm_status });
    const { apps, perms, grants, unseen } = await read(["apps", "perms", "grants"]);
    const { state, ...app } = apps.get("wiki") ?? {};
    assert.deepEqual(app, { id: "wiki", name: "wiki", allowAnyUser: false });
    assert.equal(state?.uid, "wiki");
    assert.equal(apps.size, 1);
    const made = [...perms.values()].filter(({ builtIn }) => !builtIn);
    assert.deepEqual(
      made.map(({ scope, name }) => [scope, name]),
      [["wiki", "Deploy"]],
    );
    assert.equal(perms.get("app_wiki_access")?.builtIn, true);
    assert.equal(perms.get(`${org.oid}_log_read`)?.builtIn, true);
    assert.deepEqual(grants.get("app_wiki_access"), [{ kind: "user", id: "ada1", effect: "deny" }]);
    assert.equal(between.met.filter((one) => one.includes("/owner/")).length, 2);
    assert.deepEqual(unseen, []);
  });

  it("shows an owner all nodes and members, and names the rights for perms", async () => {
    const token = await server.personWithToken("owner1");
    org = await server.org("Acme", token);
    await server.node(org.root("department"), "eng");
    await server.people("ada1");
    await server.join("d_eng", "ada1");
    const snapshot = await read(parts, { token });
    assert.deepEqual(ids(snapshot), ["d_eng"]);
    assert.deepEqual(snapshot.nodeMembers.get("d_eng"), ["ada1"]);
    assert.deepEqual(snapshot.unseen.map(({ part }) => part).sort(), ["grants", "perms"]);
    assert.match(snapshot.unseen[0]?.reason ?? "", /"owner1" is no system administrator/);
  });

  it("shows a manager what they manage, and says that it is not all", async () => {
    await server.node(org.root("department"), "eng");
    await server.node(org.root("department"), "sales");
    const token = await server.personWithToken("boss1");
    const manager_group = { nodes: ["d_eng"], users: [], apps: [], perms: [], scope_subject: 2 };
    const id = await server.node(org.root("manager"), "chiefs", { manager_group });
    await server.join(id, "boss1");
    const snapshot = await read(["nodes", "nodeMembers"], { token });
    assert.ok(snapshot.nodes.has("d_eng"));
    const whole = snapshot.unseen.filter((gap) => gap.id === undefined);
    assert.deepEqual(whole.map(({ part }) => part).sort(), ["nodeMembers", "nodes"]);
    assert.ok(snapshot.unseen.some((gap) => gap.part === "nodes" && gap.id === "d_sales"));
  });

  it("shows an outsider nothing, and says so of every part", async () => {
    const token = await server.personWithToken("stranger1");
    await server.node(org.root("department"), "eng");
    const snapshot = await read(parts, { token });
    const sizes = [snapshot.nodes, snapshot.nodeMembers, snapshot.apps, snapshot.perms];
    assert.deepEqual(
      sizes.map(({ size }) => size),
      [0, 0, 0, 0],
    );
    const gaps = new Set(snapshot.unseen.map(({ part }) => part));
    assert.deepEqual([...gaps].sort(), parts.filter((part) => part !== "users").sort());
  });

  it("fails as a whole when a listing fails half way", async () => {
    await server.people(...Array.from({ length: 110 }, (_, i) => `user${i}`));
    between.fault = (request) => (request.includes("page=2") ? "refuse" : "pass");
    const { backend } = server.session({ url: between.url }).session;
    await assert.rejects(backend.snapshot(TENANT, ["users"]), UnavailableError);
  });

  it("is not there for an org that is not", async () => {
    org = { ...org, oid: "00000000-0000-4000-8000-000000000000" };
    await assert.rejects(read(), NotFoundError);
  });
});
