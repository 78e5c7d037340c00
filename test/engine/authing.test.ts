import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { startServer, type RunningAuthingServer } from "../../emulator";
import { ManagementClient } from "../../sdk/authing";
import type { DriftReport } from "../../cli/drift/report";
import { told } from "../cli/drift/support/seeded";
import { passThrough, type PassThrough } from "../provider/support/pass-through";
import { Project } from "./support/project";
import { workshop } from "./support/workshop";

const PASSWORD = "plain-text-password-1";

/** One of every kind. */
const company = `
  const acme = new Org("acme", { name: "Acme 公司" });
  const ada = new User("ada", { username: "adalovelace", name: "Ada", nickname: "阿达", email: "Ada@Acme.example", initialPassword: "${PASSWORD}" });
  const wang = new User("wang", { username: "wangxuan", name: "王选" });
  const research = new Node("research", { org: acme, kind: "department", name: "研发部" });
  const onCall = new Node("on-call", { org: acme, kind: "group", name: "On call" });
  const inside = new NodeMembers("people", { node: research, users: [ada], mode: "exact" });
  new NodeMembers("on-call-people", { node: onCall, users: [wang], mode: "exact" });
  new OrgMember("ada-at-acme", { org: acme, user: ada });
  new OrgMembers("acme-people", { org: acme, users: [ada, wang] }, { dependsOn: [inside] });
  const ci = new App("ci", { org: acme, name: "CI", oauth: { redirectUris: ["https://ci.example/cb"] } });
  const deploy = new Perm("deploy", { scope: ci, name: "部署" });
  new PermGrants("ci-users", { perm: ci.accessPerm, nodes: [research], denyUsers: [wang], mode: "exact" });
  new PermGrants("deployers", { perm: deploy, users: [ada], nodes: [acme.root("group")], mode: "exact" });
  exports.clientSecret = ci.clientSecret;
`;

describe("a company on Authing under the real engine", function () {
  this.timeout(240_000);
  let server: RunningAuthingServer;
  let between: PassThrough;
  let client: ManagementClient;
  let project: Project;
  let trace: string;

  before(async () => {
    const shop = await workshop();
    server = await startServer({ api: "authing" });
    const { url, accessKeyId, accessKeySecret } = server;
    client = new ManagementClient({ host: url, accessKeyId, accessKeySecret });
    project = new Project(shop, "authing");
    trace = join(project.folder, "trace.jsonl");
    project.variables = { IDENTITY_TRACE: trace };
    between = await passThrough(url);
    const settings = {
      backend: "authing",
      url: between.url,
      accessKeyId,
      accessKeySecret,
    };
    await project.configure(settings);
    project.program(company);
  });
  after(async () => {
    project.remove();
    await between.close();
    await server.close();
  });

  const shell = (script: string) =>
    project.shell(`npx pulumi-identity ${script}`, { IDENTITY_TRACE: trace });
  const drift = async () => {
    const { code, output } = await shell("drift --stack test --format json=drift.json");
    const report = readFileSync(join(project.folder, "drift.json"), "utf8");
    return { code, output, found: told(JSON.parse(report) as DriftReport) };
  };

  it("keeps an app whose create stopped half-way, with the reason", async () => {
    const refused = { body: { statusCode: 403, message: "no right" } };
    between.fault = (request) => (request.endsWith("permission-strategy") ? refused : undefined);
    const { code, output } = await project.run("up", "--yes", "--skip-preview");
    between.fault = () => undefined;
    assert.notEqual(code, 0);
    assert.match(output, /may not POST \/api\/v3\/update-application-permission-strategy/);
    const app = project.resources().find(({ urn }) => urn.endsWith("::ci"));
    assert.match(String(app?.initErrors), /may not POST/);
  });

  it("comes up, and then has nothing to do", async () => {
    const kept = project.idOf("ci");
    await project.up();
    assert.equal(project.idOf("ci"), kept);
    assert.equal((await client.applications.strategy(kept)).permissionStrategy, "DENY_ALL");
    await project.succeed("preview", "--refresh", "--run-program", "--expect-no-changes");
    const { code, output, found } = await drift();
    assert.deepEqual([code, found], [0, []], output);
  });

  it("prints as a tree, whose roots are no groups", async () => {
    const { code, output } = await shell("tree --stack test");
    assert.equal(code, 0, output);
    assert.match(output, /Acme 公司/);
    assert.match(
      output,
      /Departments {2}1 person\n.*研发部 {2}1 person\n.*Groups\n.*On call {2}1 person\n/,
    );
    assert.match(output, /\n1 department, 1 group, \d memberships\n/);
  });

  it("shows a change by hand to a preview and to the check, and nothing else", async () => {
    const key = { organizationCode: project.idOf("acme"), departmentId: project.idOf("research") };
    await client.departments.update(key, { name: "R&D" });
    const plan = await project.plan("--refresh", "--run-program");
    assert.deepEqual(
      plan.map(({ op, urn }) => [op, urn.split("::").at(-1)]),
      [["update", "research"]],
    );
    const { code, output, found } = await drift();
    assert.deepEqual(found, ["changed Node Acme 公司/R&D name 研发部→R&D"], output);
    assert.equal(code, 7);
  });

  it("is destroyed to the last", async () => {
    const secret = await project.secret("clientSecret");
    await project.succeed("destroy", "--yes", "--skip-preview");
    assert.deepEqual(project.resources(), []);
    const { organizations, users, applications, namespaces } = client;
    for (const list of [organizations.list(), users.list(), applications.list()]) {
      assert.equal((await list.page()).count, 0);
    }
    for await (const { code } of namespaces.list()) assert.doesNotMatch(code, /^perms-of-/);
    const kept = readFileSync(trace, "utf8");
    assert.match(kept, /create-organization/);
    for (const hidden of [server.accessKeySecret, PASSWORD, secret, "authorization"]) {
      assert.ok(hidden.length > 8 && !kept.includes(hidden) && !project.printed.includes(hidden));
    }
  });
});
