import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { IdentityServer } from "./support/identity-server";
import { MARK, running } from "./support/processes";
import { ended, Project } from "./support/project";
import { until } from "./support/until";
import { workshop } from "./support/workshop";

/** Departments at the top, departments below each, and people in each of all these. */
const EACH = 5;

const program = (policy: string) => `
  const people = [];
  const department = (key, below) => {
    const members = Array.from({ length: ${EACH} }, (_, i) => key + "p" + i);
    people.push(...members.map((one) => ({ key: one, username: "user" + one, name: "第 " + one })));
    const departments = below.map((one) => department(key + one, []));
    return { key, name: "部门 " + key, people: members, departments };
  };
  const keys = Array.from({ length: ${EACH} }, (_, i) => "d" + i);
  const tree = { name: "Acme", departments: keys.map((key) => department(key, keys)), people };
  const acme = new OrgTree("acme", { tree, mode: "exact", ${policy} });
  exports.nodes = acme.nodeIds;
`;

describe("the first up of a large org that is killed", function () {
  this.timeout(300_000);
  const mark = randomUUID();
  let server: IdentityServer;
  let project: Project;
  beforeEach(async () => {
    server = await IdentityServer.start({ latency: 10 });
    project = new Project(await workshop(), "kills-of-many", { env: { [MARK]: mark } });
    await project.configure(server.settings);
  });
  afterEach(async () => {
    project.remove();
    await server.close();
  });

  const keys = Array.from({ length: EACH }, (_, i) => `d${i}`);
  const departments = keys.flatMap((key) => [key, ...keys.map((one) => key + one)]).sort();
  const PEOPLE = departments.length * EACH;

  it("as one resource: the next one finds all that it had made", async () => {
    project.program(program('bulk: true, initialPasswordSecret: "seed"'));
    await killed();
    assert.ok(!project.resources().some(({ type }) => type.endsWith(":BulkTree")));
    await project.up();
    await requireEverythingOnce();
  });

  it("without checkpoints: the next one refuses what is in use, and takes it over when told to", async () => {
    project.program(program('initialPassword: ({ key }) => "first-" + key'));
    project.variables = { PULUMI_EXPERIMENTAL: "true", PULUMI_SKIP_CHECKPOINTS: "true" };
    await killed();
    assert.deepEqual(project.resources(), []);
    const { code, output } = await project.run("up", "--yes", "--skip-preview");
    assert.notEqual(code, 0);
    assert.match(output, /exists already .* set adopt: "ifExists" to take it over/);
    project.settings = { adopt: "ifExists" };
    await project.up();
    project.settings = {};
    project.variables = {};
    await requireEverythingOnce();
  });

  /** Ends the CLI and the provider when a third of the people are in their departments. */
  async function killed(): Promise<void> {
    const up = project.start("up", "--yes", "--skip-preview");
    const end = ended(up);
    await until(async () => (await inOrg()) > PEOPLE / 3);
    for (const { pid } of running(mark)) process.kill(pid, "SIGKILL");
    await end;
    assert.ok((await inOrg()) < PEOPLE);
    await project.succeed("cancel", "--yes");
  }

  /** How many people are in a department. */
  async function inOrg(): Promise<number> {
    const [org] = await server.orgs();
    return org === undefined ? 0 : server.count(`org/${org.oid}/user/`);
  }

  async function requireEverythingOnce(): Promise<void> {
    const [org, ...others] = await server.orgs();
    assert.deepEqual([org?.name, others], ["Acme", []]);
    const names = await server.namesBelow(`d_${org?.dept_uid}`);
    assert.deepEqual(names, departments.map((key) => `部门 ${key}`).sort());
    const ids = JSON.parse(await project.succeed("stack", "output", "--json", "nodes")) as object;
    assert.deepEqual(Object.keys(ids).sort(), departments);
    for (const [key, id] of Object.entries(ids)) {
      const members = Array.from({ length: EACH }, (_, i) => `user${key}p${i}`);
      assert.deepEqual(await server.members(String(id)), members);
    }
    assert.equal(await server.count("user/"), PEOPLE);
    await project.succeed("preview", "--refresh", "--run-program", "--expect-no-changes");
  }
});
