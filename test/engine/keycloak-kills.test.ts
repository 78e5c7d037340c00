import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { describeOn } from "../provider/conformance/system";
import { TestRealm } from "../provider/support/keycloak";
import { passThrough, type PassThrough } from "../provider/support/pass-through";
import { Project } from "./support/project";
import { MARK, running } from "./support/processes";
import { workshop } from "./support/workshop";

/** One of every kind that it has, each made in as many steps as it takes, after the one before it. */
const PROGRAM = `
  let last;
  const then = (make) => (last = make({ dependsOn: last === undefined ? [] : [last] }));
  const acme = then((after) => new Org("acme", { name: "Acme" }, after));
  const ada = then((after) => new User("ada", { username: "adalovelace", phone: "13812345678", initialPassword: "a-first-secret", requirePasswordReset: true }, after));
  const bob = then((after) => new User("bob", { username: "bobbyfischer" }, after));
  const team = then((after) => new Node("team", { org: acme, kind: "department", name: "研发部", description: "R&D" }, after));
  const lab = then((after) => new Node("lab", { org: acme, kind: "department", parent: team, name: "Lab" }, after));
  const ci = then((after) => new App("ci", { org: acme, name: "CI", oauth: {} }, after));
  const deploy = then((after) => new Perm("deploy", { scope: ci, name: "Deploy", description: "to production" }, after));
  then((after) => new NodeMembers("team-people", { node: team, users: [ada], mode: "exact" }, after));
  const audit = then((after) => new Perm("audit", { scope: acme, name: "Audit" }, after));
  then((after) => new OrgMember("ada-at-acme", { org: acme, user: ada }, after));
  then((after) => new OrgMembers("acme-people", { org: acme, users: [bob] }, after));
  then((after) => new PermGrants("deployers", { perm: deploy, users: [ada], nodes: [lab], mode: "exact" }, after));
  then((after) => new PermGrants("auditors", { perm: audit, nodes: [team], mode: "exact" }, after));
`;

/** The writes of all creates below the realm, in the order in which the program makes them. */
const WRITES: [string, RegExp][] = [
  ["an Org", /^POST \/admin\/realms$/],
  ["a User", /^POST \S+\/users$/],
  ["a User, as its password is to be reset", /^PUT \S+\/users\/[^/]+\/reset-password$/],
  ["a Node", /^POST \S+\/groups$/],
  ["a Node below another", /^POST \S+\/groups\/[^/]+\/children$/],
  ["an App", /^POST \S+\/clients$/],
  ["a Perm of an app", /^POST \S+\/clients\/[^/]+\/roles$/],
  ["NodeMembers", /^PUT \S+\/users\/[^/]+\/groups\/[^/]+$/],
  // Not done: in an org that a killed run has left, it could be anybody's.
  ["a Perm of the org", /^POST \S+\/roles$/],
  ["PermGrants to a person", /^POST \S+\/users\/[^/]+\/role-mappings\/clients\/[^/]+$/],
  ["PermGrants to a node", /^POST \S+\/groups\/[^/]+\/role-mappings\/clients\/[^/]+$/],
  ["PermGrants of the org", /^POST \S+\/groups\/[^/]+\/role-mappings\/realm$/],
];

describeOn("keycloak")("kill -9 in every create of every kind on Keycloak", function () {
  const mark = randomUUID();
  let realm: TestRealm;
  let between: PassThrough;
  let project: Project;

  before(async () => {
    realm = await TestRealm.start();
    between = await passThrough(realm.server.url);
    project = new Project(await workshop(), "keycloak-kills", { env: { [MARK]: mark } });
    await project.configure({ url: between.url, ...realm.settings });
    project.program(PROGRAM);
  });
  after(async () => {
    project?.remove();
    await between?.close();
    await realm?.remove();
  });

  // One after the other on the same stack: what one run was killed over, the next one has to find.
  for (const [index, [what, write]] of WRITES.entries()) {
    const isDone = index % 3 !== 2;
    it(`${what}: the write is ${isDone ? "done, and nobody hears of it" : "not done"}`, async () => {
      let isKilled = false;
      between.fault = (request) => {
        if (isKilled || !write.test(request)) return undefined;
        isKilled = true;
        for (const { pid } of running(mark)) process.kill(pid, "SIGKILL");
        return isDone ? { after: true, status: 502, body: "" } : { status: 502, body: "" };
      };
      const { output } = await project.run("up", "--yes", "--skip-preview");
      assert.ok(isKilled, output);
      assert.doesNotMatch(output, /exists already \(/);
      await project.succeed("cancel", "--yes");
    });
  }

  it("leaves every object there once, after a last up", async () => {
    between.fault = () => undefined;
    await project.up();
    const { client } = realm;
    const listed = async <T>(list: AsyncIterable<T>, name: (one: T) => string) => {
      const names: string[] = [];
      for await (const one of list) names.push(name(one));
      return names.sort();
    };
    const users = await listed(client.users.list(), ({ username }) => username);
    assert.deepEqual(users, ["adalovelace", "bobbyfischer"]);
    const paths = await listed(client.groups.list(), ({ path }) => String(path));
    assert.deepEqual(paths, ["/研发部", "/研发部/Lab"]);
    const members = client.groups.members(project.idOf("team"));
    assert.deepEqual(await listed(members, ({ username }) => username), ["adalovelace"]);
    const ci = project.idOf("ci");
    const clients = await listed(client.clients.list(), ({ name, id }) => name ?? id);
    assert.equal(clients.filter((name) => name === "CI").length, 1);
    assert.deepEqual(await listed(client.roles.list(ci), ({ name }) => name), ["Deploy"]);
    const holders = client.roles.groups("Deploy", ci);
    assert.deepEqual(await listed(holders, ({ name }) => name), ["Lab"]);
    const people = client.roles.users("Deploy", ci);
    assert.deepEqual(await listed(people, ({ username }) => username), ["adalovelace"]);
    const auditors = client.roles.groups("Audit");
    assert.deepEqual(await listed(auditors, ({ name }) => name), ["研发部"]);
    const { requiredActions, attributes } = (await client.users.find("adalovelace")) ?? {};
    assert.deepEqual(requiredActions, ["UPDATE_PASSWORD"]);
    assert.deepEqual(attributes, { phone: ["13812345678"] });
  });

  it("leaves nothing more to do, and nothing behind", async () => {
    await project.succeed("preview", "--refresh", "--run-program", "--expect-no-changes");
    // The realm has the mark of this program, so that it is known for its own.
    await project.succeed("destroy", "--yes", "--skip-preview");
    await assert.rejects(realm.client.realm.get(), /Realm not found/);
  });
});
