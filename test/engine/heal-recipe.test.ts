import assert from "node:assert/strict";
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { CHECKOUT } from "../../scripts/lib/engine/checkout";
import { clockAt } from "./support/clock";
import { IdentityServer } from "./support/identity-server";
import { Project } from "./support/project";
import { workshop } from "./support/workshop";

const END = "2099-12-31";

/** @param ops who is in a list without end dates */
const program = (ops: string) => `
  const acme = new Org("acme", { name: "Acme" });
  const people = ["adalovelace", "gracehopper", "wangxuan"].map((username) => new User(username, { username }));
  const [ada, grace, wang] = people;
  const lab = new Node("lab", { org: acme, kind: "department", name: "实验室" });
  new NodeMembers("lab people", { node: lab, mode: "exact", users: [ada, { user: grace, until: "${END}" }] });
  const ops = new Node("ops", { org: acme, kind: "department", name: "Ops" });
  new NodeMembers("ops-people", { node: ops, users: [${ops}] });
  const ci = new App("ci", { org: acme, name: "CI" });
  const deploy = new Perm("deploy", { scope: ci, name: "Deploy" });
  new PermGrants("deployers", { perm: deploy, users: [ada, { user: grace, until: "${END}" }] });
  new OrgTree("beta", { file: "beta.yaml" });
`;
const tree = `name: Beta
roles:
  - { key: 值班, name: On call, people: [ming, { person: wang, until: ${END} }] }
people:
  - { key: ming, username: hanmeimei }
  - { key: wang, username: wanghong }
`;

describe("the recipe that takes out who is overdue, under the real engine", function () {
  this.timeout(240_000);
  let server: IdentityServer;
  let project: Project;
  let env: NodeJS.ProcessEnv;

  before(async () => {
    server = await IdentityServer.start();
    project = new Project(await workshop(), "heal");
    await project.configure(server.settings);
    copyFileSync(join(CHECKOUT, "examples/ci/heal.sh"), join(project.folder, "heal.sh"));
    project.write("clock.cjs", clockAt("2100-01-01T00:00:01Z"));
    env = { STACK: "test", NODE_OPTIONS: `--require ${join(project.folder, "clock.cjs")}` };
    project.write("beta.yaml", tree);
    project.program(program("ada, wang"));
    await project.up();
  });
  after(async () => {
    project?.remove();
    await server?.close();
  });

  const people = (node: string) => server.members(project.idOf(node));

  it("does nothing before the day", async () => {
    const { code, output } = await project.shell("./heal.sh", { STACK: "test" });
    assert.equal(code, 0, output);
    assert.doesNotMatch(output, /Updating/);
  });

  it("takes them out of each list, and applies nothing else", async () => {
    project.program(program("wang"));
    await server.ask("PATCH", `node/${project.idOf("ops")}/`, { name: "By hand" });
    const { code, output } = await project.shell("./heal.sh", env);
    assert.equal(code, 0, output);
    assert.deepEqual(await people("lab"), ["adalovelace"]);
    assert.deepEqual(await people("beta/值班"), ["hanmeimei"]);
    assert.deepEqual(await server.owners(project.idOf("deploy"), 1), ["adalovelace"]);
    assert.deepEqual(await people("ops"), ["adalovelace", "wangxuan"]);
    assert.equal((await server.node(project.idOf("ops"))).name, "By hand");
  });

  it("leaves whom somebody puts back afterwards to the drift check", async () => {
    const lab = `node/${project.idOf("lab")}/user/`;
    await server.ask("PATCH", lab, { subject: "add", user_uids: ["gracehopper"] });
    const { code, output } = await project.shell("./heal.sh", env);
    assert.equal(code, 0, output);
    // The state has let go of them: they are no longer overdue, but in a list that does not name them.
    assert.deepEqual(await people("lab"), ["adalovelace", "gracehopper"]);
    const drift = await project.shell("npx pulumi-identity drift --stack test", env);
    assert.equal(drift.code, 7);
    assert.match(drift.output, /gracehopper/);
  });

  it("tells a check that failed from nobody overdue", async () => {
    const { code } = await project.shell("./heal.sh", { ...env, PULUMI_CONFIG_PASSPHRASE: "no" });
    assert.equal(code, 1);
  });
});
