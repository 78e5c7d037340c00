import assert from "node:assert/strict";
import { IdentityServer } from "./support/identity-server";
import { Project } from "./support/project";
import { workshop } from "./support/workshop";

/** A small company; each step of the test changes one thing of it. */
const company = (change: Partial<Company> = {}) => {
  const { research, testsBelow, members, withSales } = { ...unchanged, ...change };
  return `
    const acme = new Org("acme", { name: "Acme 公司" });
    const password = new random.RandomPassword("password", { length: 20 }).result;
    const ada = new User("ada", { username: "adalovelace", name: "Ada Lovelace", email: "ada@acme.example", initialPassword: password });
    const wang = new User("wang", { username: "wangxuan", name: "王选", password: "plain-text-password-1" });
    const research = new Node("research", { org: acme, kind: "department", name: "${research}" });
    ${withSales ? 'new Node("sales", { org: acme, kind: "department", name: "市场部", remark: "卖" });' : ""}
    const lab = new Node("lab", { org: acme, kind: "department", name: "Lab" });
    const tests = new Node("tests", { org: acme, kind: "department", name: "测试组", parent: ${testsBelow} });
    const leads = new Node("leads", { org: acme, kind: "role", name: "Team leads" });
    new NodeMembers("tests-people", { node: tests, users: ${members}, mode: "exact" });
    new NodeMembers("leads-people", { node: leads, users: [ada] });
    exports.oid = acme.id;
    exports.password = password;
  `;
};
interface Company {
  research: string;
  testsBelow: string;
  members: string;
  withSales: boolean;
}
const unchanged: Company = {
  research: "研发部",
  testsBelow: "research",
  members: "[ada, wang]",
  withSales: true,
};

describe("a company's life under the real engine", function () {
  this.timeout(180_000);
  let server: IdentityServer;
  let project: Project;

  before(async () => {
    const shop = await workshop();
    server = await IdentityServer.start();
    project = new Project(shop, "life");
    await project.configure(server.settings);
  });
  after(async () => {
    project.remove();
    await server.close();
  });

  it("previews everything as a creation, and makes nothing", async () => {
    project.program(company());
    const steps = await project.plan();
    assert.equal(steps.filter(({ op }) => op === "create").length, 12);
    assert.equal(steps.length, 12);
    assert.deepEqual(await server.orgs(), []);
  });

  it("creates what the program declares", async () => {
    await project.up();
    const [org, ...others] = await server.orgs();
    assert.ok(org);
    assert.deepEqual([org.name, others], ["Acme 公司", []]);
    assert.deepEqual(await server.children(`d_${org.dept_uid}`), ["Lab", "市场部", "研发部"]);
    assert.deepEqual(await server.children(`g_${org.role_uid}`), ["Team leads"]);
    assert.deepEqual(await server.children(project.idOf("research")), ["测试组"]);
    assert.deepEqual(await server.members(project.idOf("tests")), ["adalovelace", "wangxuan"]);
    assert.deepEqual(await server.usernames(), ["adalovelace", "wangxuan"]);
  });

  it("lets a user log in with the declared password", async () => {
    const body = { username: "wangxuan", password: "plain-text-password-1" };
    assert.equal((await server.ask("POST", "ucenter/login/", body)).status, 200);
  });

  it("finds nothing to do at once after an up, refreshed or not", async () => {
    assert.deepEqual(await project.plan(), []);
    const { code } = await project.run(
      "preview",
      "--refresh",
      "--run-program",
      "--expect-no-changes",
    );
    assert.equal(code, 0);
  });

  it("renames in place", async () => {
    const id = project.idOf("research");
    project.program(company({ research: "研究院" }));
    assert.deepEqual(opsOf(await project.plan()), ["update research"]);
    await project.up();
    assert.equal((await server.node(id)).name, "研究院");
    assert.equal(project.idOf("research"), id);
    assert.deepEqual(await server.children(id), ["测试组"]);
  });

  it("moves to another parent in place, with the members", async () => {
    const id = project.idOf("tests");
    project.program(company({ research: "研究院", testsBelow: "lab" }));
    assert.deepEqual(opsOf(await project.plan()), ["update tests"]);
    await project.up();
    assert.equal((await server.node(id)).parent_node_uid, project.idOf("lab"));
    assert.deepEqual(await server.members(id), ["adalovelace", "wangxuan"]);
  });

  it("shows by name who leaves, and takes out nobody else", async () => {
    project.program(company({ research: "研究院", testsBelow: "lab", members: "[wang]" }));
    assert.match(await project.succeed("preview", "--diff"), /- adalovelace: "member"/);
    await project.up();
    assert.deepEqual(await server.members(project.idOf("tests")), ["wangxuan"]);
    assert.deepEqual(await server.members(project.idOf("leads")), ["adalovelace"]);
  });

  it("heals what was changed behind its back, and says what that was", async () => {
    await server.ask("PATCH", `node/${project.idOf("lab")}/`, { name: "Kitchen" });
    const add = { subject: "add", user_uids: ["adalovelace"] };
    await server.ask("PATCH", `node/${project.idOf("tests")}/user/`, add);
    const preview = await project.succeed("preview", "--refresh", "--run-program", "--diff");
    assert.match(preview, /name: "Kitchen" => "Lab"/);
    assert.match(preview, /- adalovelace: "member"/);
    await project.up("--refresh", "--run-program");
    assert.equal((await server.node(project.idOf("lab"))).name, "Lab");
    assert.deepEqual(await server.members(project.idOf("tests")), ["wangxuan"]);
  });

  it("creates again what was deleted behind its back", async () => {
    const sales = project.idOf("sales");
    assert.equal((await server.ask("DELETE", `node/${sales}/`)).status, 204);
    await project.up("--refresh", "--run-program");
    assert.equal((await server.node(sales)).name, "市场部");
  });

  it("deletes one when the program no longer has it", async () => {
    const sales = project.idOf("sales");
    const less = { testsBelow: "lab", members: "[wang]", withSales: false, research: "研究院" };
    project.program(company(less));
    assert.deepEqual(opsOf(await project.plan()), ["delete sales"]);
    await project.up();
    assert.equal((await server.ask("GET", `node/${sales}/`)).status, 404);
  });

  it("keeps less than 100 bytes of provider text a resource", () => {
    const identity = project.resources().filter(({ type }) => type.includes("/identity:"));
    assert.equal(identity.length, 9);
    for (const { inputs } of identity) assert.ok(String(inputs.__provider).length < 100);
  });

  it("keeps and prints no password in plain text", async () => {
    const generated = await project.secret("password");
    assert.equal(generated.length, 20);
    for (const secret of [generated, "plain-text-password-1", server.password]) {
      assert.ok(!project.stateText().includes(secret));
      assert.ok(!project.printed.includes(secret));
    }
  });

  it("names the tenant in every output", () => {
    const identity = project.resources().filter(({ type }) => type.includes("/identity:"));
    for (const { outputs } of identity) assert.equal(outputs.tenant, server.url);
  });

  it("destroys all of it", async () => {
    await project.succeed("destroy", "--yes", "--skip-preview");
    assert.deepEqual(await server.orgs(), []);
    assert.deepEqual(await server.usernames(), []);
    assert.deepEqual(project.resources(), []);
  });
});

/** «update research»: what a plan does to which resource. */
function opsOf(steps: { op: string; urn: string }[]): string[] {
  return steps.map(({ op, urn }) => `${op} ${urn.split("::").at(-1)}`).sort();
}
