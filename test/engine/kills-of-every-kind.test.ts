import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { proxy, type Proxy } from "../provider/support/proxy";
import { IdentityServer } from "./support/identity-server";
import { Project } from "./support/project";
import { MARK, running } from "./support/processes";
import { workshop } from "./support/workshop";

/** One of every kind, each made in as many steps as its kind can take, and after the one before it. */
const PROGRAM = `
  let last;
  const then = (make) => (last = make({ dependsOn: last === undefined ? [] : [last] }));
  const acme = then((after) => new Org("acme", { name: "Acme" }, after));
  const ada = then((after) => new User("ada", { username: "adalovelace", initialPassword: "a-first-secret", requirePasswordReset: true }, after));
  const bob = then((after) => new User("bob", { username: "bobbyfischer" }, after));
  const team = then((after) => new Node("team", { org: acme, kind: "department", name: "研发部", visibleToUsers: [ada] }, after));
  const ci = then((after) => new App("ci", { org: acme, name: "CI", oauth: {} }, after));
  const managerGroup = { nodes: [team], scope: "named" };
  then((after) => new Node("managers", { org: acme, kind: "manager", name: "Managers", managerGroup }, after));
  const deploy = then((after) => new Perm("deploy", { scope: ci, name: "Deploy", description: "to production" }, after));
  then((after) => new NodeMembers("team-people", { node: team, users: [ada], mode: "exact" }, after));
  then((after) => new OrgMember("ada-at-acme", { org: acme, user: ada, position: "Engineer" }, after));
  then((after) => new OrgMembers("acme-people", { org: acme, users: [bob] }, after));
  then((after) => new PermGrants("deployers", { perm: deploy, users: [ada], nodes: [team], mode: "exact" }, after));
`;

/** The writes of all creates, in the order in which the program makes them one by one. */
const WRITES: [string, RegExp][] = [
  ["an Org", /^POST org\/$/],
  ["a User", /^POST user\/$/],
  ["a User, as its password is to be reset", /^PATCH user\/[^/]+\/password\/$/],
  ["a Node", /^POST node\/d_[^/]+\/node\/$/],
  ["an App", /^POST org\/[^/]+\/app\/$/],
  ["a Node of managers", /^POST node\/g_[^/]+\/node\/$/],
  ["a Node of managers, as its group is written", /^PATCH node\/g_[^/]+\/$/],
  ["a Perm", /^POST perm\/$/],
  ["a Perm, as its description is written", /^PATCH perm\/[^/]+\/$/],
  ["NodeMembers", /^PATCH node\/[^/]+\/user\/$/],
  ["an OrgMember", /^PATCH org\/[^/]+\/user\/[^/]+\/$/],
  ["OrgMembers", /^PATCH org\/[^/]+\/user\/$/],
  ["PermGrants", /^PATCH perm\/[^/]+\/owner\/$/],
];

describe("kill -9 in every create of every kind", function () {
  this.timeout(120_000);
  const mark = randomUUID();
  let server: IdentityServer;
  let between: Proxy;
  let project: Project;

  before(async () => {
    server = await IdentityServer.start();
    between = await proxy(server.url);
    project = new Project(await workshop(), "every-kill", { env: { [MARK]: mark } });
    await project.configure({ ...server.settings, url: between.url });
    project.program(PROGRAM);
  });
  after(async () => {
    project.remove();
    await between.close();
    await server.close();
  });

  // One after the other on the same stack: what one run was killed over, the next one has to find.
  for (const [index, [what, write]] of WRITES.entries()) {
    const isDone = index % 3 !== 2;
    it(`${what}: the write is ${isDone ? "done, and nobody hears of it" : "not done"}`, async () => {
      let isKilled = false;
      between.fault = (request) => {
        if (isKilled || !write.test(request)) return "pass";
        isKilled = true;
        for (const { pid } of running(mark)) process.kill(pid, "SIGKILL");
        return isDone ? "lose" : "refuse";
      };
      const { output } = await project.run("up", "--yes", "--skip-preview");
      assert.ok(isKilled, output);
      assert.doesNotMatch(output, /exists already \(/);
      await project.succeed("cancel", "--yes");
    });
  }

  it("leaves every object there once, after a last up", async () => {
    between.fault = () => "pass";
    await project.up();
    const [org, ...others] = await server.orgs();
    assert.deepEqual([org?.name, others], ["Acme", []]);
    assert.deepEqual(await server.usernames(), ["adalovelace", "bobbyfischer"]);
    assert.deepEqual(await server.children(`d_${org?.dept_uid}`), ["研发部"]);
    const managers = await server.children(`g_${org?.manager_uid}`);
    assert.deepEqual(managers.sort(), ["Managers", "管理应用CI"]);
    assert.deepEqual(await server.members(project.idOf("team")), ["adalovelace"]);
    const count = async (list: string) => (await server.get<{ count: number }>(list)).count;
    assert.equal(await count(`org/${org?.oid}/app/`), 1);
    assert.equal(await count(`perm/?scope=${project.idOf("ci")}&name=Deploy`), 1);
    assert.equal(await count(`perm/${project.idOf("deploy")}/owner/?status=1`), 2);
    assert.equal(await count(`org/${org?.oid}/user/`), 3);
    const at = `org/${org?.oid}/user/adalovelace/`;
    assert.equal((await server.get<{ position: string }>(at)).position, "Engineer");
    const { user } = await server.get<{ user: { require_reset_password: boolean } }>(
      "user/adalovelace/",
    );
    assert.equal(user.require_reset_password, true);
  });

  it("leaves nothing more to do, and nothing behind", async () => {
    const refreshed = ["--refresh", "--run-program", "--expect-no-changes"];
    const { code, output } = await project.run("preview", ...refreshed);
    assert.equal(code, 0, output);
    // Nothing tells the org of a killed run from another program's.
    const { output: refused } = await project.run("destroy", "--yes", "--skip-preview");
    assert.match(refused, /an interrupted run may have left it.*forceDestroy: true/);
    project.program(PROGRAM.replace('{ name: "Acme" }', '{ name: "Acme", forceDestroy: true }'));
    await project.up();
    await project.succeed("destroy", "--yes", "--skip-preview");
    assert.deepEqual([await server.orgs(), await server.usernames()], [[], []]);
  });
});
