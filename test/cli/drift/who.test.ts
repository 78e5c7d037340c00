import assert from "node:assert/strict";
import { tellWho } from "../../../cli/drift/who";
import type { Finding } from "../../../cli/findings/finding";
import { proxy } from "../../provider/support/proxy";
import { TestServer } from "../../provider/support/test-server";
import { Program } from "./support/seeded";

describe("drift --who", () => {
  let server: TestServer;
  let program: Program;
  let org: string;
  let eve: string;

  beforeEach(async () => {
    server = await TestServer.start();
    program = new Program(server);
    eve = await server.personWithToken("eve1");
    await server.people("ada1", "bob1");
    org = (await server.org("Acme", eve)).oid;
    const node = (uid: string, name: string) =>
      program.add("Node", uid, { org, kind: "department", uid, name });
    await node("lab", "研发部");
    await node("ops", "Ops (old)");
    await node("web", "Web");
    await program.add("NodeMembers", "web-people", {
      ...{ node: "d_web", users: ["ada1"], mode: "exact" },
    });
    await program.add("App", "ci", { org, uid: "ci", name: "CI" });
  });
  afterEach(() => server.close());

  const send = async (method: string, path: string, body?: unknown) => {
    const { status } = await server.send(method, path, body, eve);
    assert.ok(status < 300, `${method} ${path}: ${status}`);
  };
  const look = async (settings: Record<string, string> = {}) => {
    const { session } = server.session(settings);
    return tellWho(session.backend, await program.detect());
  };
  const inWords = ({ category, kind, path, who }: Finding) =>
    `${category} ${kind} ${path.slice(1).join("/")}: ${who?.actor ?? "-"}`;
  /** Without `admin`, whom the server has put into the group that comes with the app. */
  const inOrder = (findings: readonly Finding[]) =>
    findings
      .filter(({ kind }) => kind !== "OrgMember")
      .map(inWords)
      .sort();
  const told = async () => inOrder((await look()).detected.findings);
  const child = (uid: string, name: string) => send("POST", "node/d_web/node/", { uid, name });

  it("tells who renamed, deleted and made nodes, and when", async () => {
    const before = Date.now();
    await send("PATCH", "node/d_lab/", { name: "Research" });
    await send("DELETE", "node/d_ops/");
    await child("x1", "Extra");
    const { detected, notes } = await look();
    const found = detected.findings.filter(({ kind }) => kind !== "OrgMember");
    assert.deepEqual(inOrder(found), [
      "changed Node Research: eve1",
      "missing Node Ops (old): eve1",
      "unmanaged Node Web/Extra: eve1",
    ]);
    for (const { who } of found) {
      assert.match(who?.at ?? "", /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
      const at = Date.parse(who?.at ?? "");
      assert.ok(at >= before - 1 && at <= Date.now(), who?.at);
    }
    assert.deepEqual(notes, []);
  });

  it("tells the last one who did such a thing, and nobody who did another", async () => {
    await send("PATCH", "node/d_lab/", { name: "Research" });
    await server.send("PATCH", "node/d_lab/", { name: "Science" });
    await send("PATCH", "node/d_lab/user/", { subject: "add", user_uids: ["bob1"] });
    await child("x1", "Extra");
    await server.send("PATCH", "node/d_x1/", { remark: "later" });
    assert.deepEqual(await told(), [
      "changed Node Science: admin",
      "unmanaged Node Web/Extra: eve1",
    ]);
  });

  it("tells who moved a node, and not who moved another below it", async () => {
    const place = { org, kind: "department", parent: "d_lab" };
    await program.add("Node", "den", { ...place, uid: "den", name: "Den" });
    await server.send("PATCH", "node/d_web/node/", { subject: "add", node_uids: ["d_den"] });
    await child("x1", "Extra");
    await send("PATCH", "node/d_den/node/", { subject: "add", node_uids: ["d_x1"] });
    assert.deepEqual(await told(), [
      "changed Node Web/Den: admin",
      "unmanaged Node Web/Den/Extra: eve1",
    ]);
  });

  it("tells who put somebody into a list, and who took somebody out", async () => {
    await send("PATCH", "node/d_web/user/", { subject: "delete", user_uids: ["ada1"] });
    await server.send("PATCH", "node/d_web/user/", { subject: "add", user_uids: ["bob1"] });
    assert.deepEqual(await told(), [
      "changed NodeMembers Web: eve1",
      "unmanaged NodeMembers Web/bob1: admin",
    ]);
  });

  describe("of somebody in a node", () => {
    const put = (subject: string, user: string, ...node_uids: string[]) =>
      server.send("PATCH", `user/${user}/node/`, { subject, node_uids });
    const members = (subject: string, ...user_uids: string[]) =>
      send("PATCH", "node/d_web/user/", { subject, user_uids });

    it("tells who took them out, and not who put them in before", async () => {
      await members("delete", "ada1");
      await members("add", "ada1");
      await put("delete", "ada1", "d_web", "d_lab");
      assert.deepEqual(await told(), ["changed NodeMembers Web: admin"]);
    });

    it("tells who put them in, and not who took them out before", async () => {
      await members("add", "bob1");
      await members("delete", "bob1");
      await put("add", "bob1", "d_lab", "d_web");
      assert.deepEqual(await told(), ["unmanaged NodeMembers Web/bob1: admin"]);
    });

    it("tells nobody where the newest entry went the other way, and since when it looked", async () => {
      await members("delete", "ada1");
      await members("add", "ada1");
      // An account's end takes it out of its nodes, which the log of the org does not tell.
      await server.send("DELETE", "user/ada1/");
      const { detected, notes } = await look();
      assert.deepEqual(inOrder(detected.findings), ["changed NodeMembers Web: -"]);
      assert.match(
        notes.join(),
        /^who did it is not in the log of Acme since \d{4}-\S+ for 1 finding$/,
      );
    });

    it("tells of each who left who took them out", async () => {
      await members("add", "bob1");
      await program.add("NodeMembers", "ops-people", {
        ...{ node: "d_ops", users: ["ada1", "bob1"], mode: "exact" },
      });
      await members("delete", "bob1");
      await send("PATCH", "node/d_ops/user/", { subject: "delete", user_uids: ["ada1"] });
      await server.send("PATCH", "user/bob1/dept/", { subject: "delete", dept_uids: ["ops"] });
      const { detected } = await look();
      const [ops] = detected.findings.filter(({ kind }) => kind === "NodeMembers");
      assert.deepEqual(
        ops?.changes?.map(({ property, who }) => [property, who?.actor]),
        [
          ["users.ada1", "eve1"],
          ["users.bob1", "admin"],
        ],
      );
      assert.equal(ops?.who?.actor, "admin");
    });

    it("tells who sorted them, unless somebody joined or left after that", async () => {
      await program.add("NodeMembers", "lab-people", {
        ...{ node: "d_lab", users: ["ada1", "bob1"], mode: "exact", ordered: true },
      });
      const sort = (...user_uids: string[]) =>
        send("PATCH", "node/d_lab/user/", { subject: "sort", user_uids });
      await sort("bob1", "ada1");
      assert.deepEqual(await told(), ["changed NodeMembers 研发部: eve1"]);
      await server.send("PATCH", "node/d_lab/user/", { subject: "delete", user_uids: ["ada1"] });
      await server.send("PATCH", "node/d_lab/user/", { subject: "add", user_uids: ["ada1"] });
      assert.deepEqual(await told(), ["changed NodeMembers 研发部: -"]);
    });

    it("reads names with brackets, commas and full-width signs, of people and of nodes", async () => {
      await server.send("PATCH", "user/ada1/", { name: "Lee (bob1), 李（大）,A" });
      await server.send("PATCH", "user/eve1/", { name: "删除部门(Web)(eve1)" });
      await send("PATCH", "node/d_web/", { name: "研发,平台(新)" });
      await members("add", "bob1");
      await server.send("PATCH", "node/d_web/user/", { subject: "delete", user_uids: ["ada1"] });
      await put("add", "ada1", "d_ops", "d_web");
      await put("delete", "ada1", "d_ops", "d_web");
      const found = (await told()).filter((one) => one.includes("NodeMembers"));
      assert.deepEqual(found, [
        "changed NodeMembers 研发,平台(新): admin",
        "unmanaged NodeMembers 研发,平台(新)/bob1: eve1",
      ]);
    });
  });

  it("tells who deleted a node, and not who made one of its name", async () => {
    await send("DELETE", "node/d_ops/");
    assert.deepEqual(await told(), ["missing Node Ops (old): eve1"]);
    await server.node("d_web", "ops2", { name: "Ops (old)" });
    assert.deepEqual(await told(), [
      "missing Node Ops (old): -",
      "unmanaged Node Web/Ops (old): admin",
    ]);
  });

  it("tells who changed or deleted a person, made or deleted a perm, and of no grant", async () => {
    await program.add("User", "cyd", { username: "cyd1", name: "Cyd" });
    await program.add("User", "dan", { username: "dan1", name: "Dan" });
    const perm = await program.add("Perm", "deploy", { scope: "ci", name: "Deploy (all)" });
    await server.send("PATCH", "user/cyd1/", { name: "Sid" });
    await server.send("DELETE", "user/dan1/");
    await server.send("DELETE", `perm/${perm}/`);
    await server.send("POST", "perm/", { scope: "ci", name: "Door (back)" });
    await server.send("PATCH", "perm/app_ci_access/owner/", {
      user_perm_status: [{ uid: "ada1", status: 1 }],
    });
    const { detected } = await look();
    assert.deepEqual(
      detected.findings
        .filter(({ kind }) => kind !== "OrgMember")
        .map(inWords)
        .sort(),
      [
        "changed User : admin",
        "missing Perm CI/Deploy (all): admin",
        "missing User : admin",
        "unmanaged Perm CI/Door (back): admin",
        "unmanaged PermGrants CI/访问CI/ada1: -",
      ],
    );
  });

  it("tells who changed an app, and who made one", async () => {
    await send("PATCH", `org/${org}/app/ci/`, { name: "CI 2" });
    await server.send("POST", `org/${org}/app/`, { uid: "cd", name: "CD" });
    assert.deepEqual(await told(), ["changed App CI 2: eve1", "unmanaged App CD: admin"]);
  });

  it("tells nobody where two nodes share the name", async () => {
    await child("x1", "Twin");
    await child("x2", "Twin");
    assert.deepEqual(await told(), ["unmanaged Node Web/Twin: -", "unmanaged Node Web/Twin: -"]);
  });

  it("reads a page where that does, and nothing where nothing is found", async () => {
    const wire = await proxy(server.url);
    const settings = { url: wire.url, tenant: server.url };
    await look(settings);
    assert.equal(wire.met.length, 0);
    await child("x0", "Extra");
    for (let count = 0; count < 120; count++) await send("PATCH", "node/d_web/", { remark: "r" });
    await send("PATCH", "node/d_lab/", { name: "Research" });
    const { detected } = await look(settings);
    await wire.close();
    assert.equal(detected.findings.filter(({ who }) => who?.actor === "eve1").length, 2);
    const log = wire.met.filter((one) => !one.includes("login"));
    assert.equal(log.length, 2, log.join());
    assert.ok(
      log.every((one) => one.startsWith("GET ")),
      log.join(),
    );
  });

  it("notes a log that this account may not read, and fails at nothing", async () => {
    await child("x1", "Extra");
    const { notes, detected } = await look({ token: await server.personWithToken("fay1") });
    assert.deepEqual(inOrder(detected.findings), ["unmanaged Node Web/Extra: -"]);
    assert.equal(notes.length, 1);
    assert.match(notes[0] ?? "", /^the log of Acme does not tell who: this account may not GET /);
  });

  it("notes a system that has no log to ask", async () => {
    const { session } = server.session();
    const { history: _, ...backend } = session.backend;
    const found = await program.detect();
    assert.deepEqual(await tellWho(backend, found), {
      detected: found,
      notes: ["ArkID has no log that could be asked: --who tells nobody"],
    });
  });
});
