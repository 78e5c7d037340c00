import assert from "node:assert/strict";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Inspector } from "../../provider/inspect";
import { IdentityServer } from "./support/identity-server";
import { accessOn, connect, plan, planAndApply, sentences, toldBy } from "./support/planning";
import { Project } from "./support/project";
import { workshop } from "./support/workshop";

const company = `
  const acme = new Org("acme", { name: "Acme 公司" });
  const root = acme.root("department");
  const engineering = new Node("engineering", { org: acme, kind: "department", name: "工程部" });
  const platform = new Node("platform", { org: acme, kind: "department", name: "Platform", parent: engineering });
  const ada = new User("ada", { username: "adalovelace", name: "Ada Lovelace", password: "plain-text-password-1" });
  const bob = new User("bob", { username: "bobbuilder", name: "<script>alert(1)</script> | Bob\\n## x" });
  new User("wang", { username: "wangxuan", name: "王选" });
  new NodeMembers("people", { node: platform, users: [ada, bob], mode: "exact" });
  new NodeMembers("stewards", { node: acme.root("role"), users: ["wangxuan"] });
  const ci = new App("ci", { org: acme, name: "CI" });
  const wiki = new App("wiki", { org: acme, name: "Wiki", allowAnyUser: true });
  const deploy = new Perm("deploy", { scope: ci, name: "Deploy" });
  const audit = new Perm("audit", { scope: acme, name: "审计" });
  new PermGrants("ci-users", { perm: ci.accessPerm, nodes: [engineering, acme.root("role")] });
  new PermGrants("deployers", { perm: deploy, nodes: [engineering], users: ["wangxuan"], denyUsers: [bob] });
  new PermGrants("auditors", { perm: audit, users: [ada] });
`;

describe("a plan under the real engine", function () {
  this.timeout(400_000);
  let server: IdentityServer;
  let project: Project;
  let inspector: Inspector;
  let trace: string;

  before(async () => {
    const shop = await workshop();
    server = await IdentityServer.start();
    project = new Project(shop, "plan");
    trace = join(project.folder, "trace.jsonl");
    await project.configure(server.settings);
    inspector = connect(server.settings);
    project.program(company);
  });
  after(async () => {
    project.remove();
    await server.close();
  });

  /** How many requests an apply sends, beside those of its forecast. */
  async function requestsOf(apply: () => Promise<unknown>): Promise<number> {
    rmSync(trace, { force: true });
    project.variables = { IDENTITY_TRACE: trace };
    await apply();
    project.variables = {};
    return readFileSync(trace, "utf8").trimEnd().split("\n").length;
  }

  it("of a whole new company says who is where, who can do what, and what it costs", async () => {
    const before = await accessOn(inspector);
    const { code, output, report, page } = await plan(project);
    assert.equal(code, 0, output);
    assert.match(page, /<title>Platform, department, new, 2 people, 6 gain access, 2 join, /);
    assert.ok(!page.includes("<script>alert"));
    const said = sentences(report);
    for (const one of [
      "org Acme 公司 is made",
      "node Platform is made in Acme 公司/工程部",
      "Ada Lovelace (adalovelace) joins Acme 公司/工程部/Platform",
      "王选 (wangxuan) joins Acme 公司/role",
      "Acme 公司/role is granted CI/access",
      "Ada Lovelace (adalovelace) is granted Acme 公司/审计",
    ]) {
      assert.ok(said.includes(one), `${one}: ${said.join("\n")}`);
    }
    assert.match(
      output,
      /Ada Lovelace \(adalovelace\) gains Deploy of CI\n +in Acme 公司\/工程部\/Platform, below Acme 公司\/工程部, which is granted it \(deployers, index\.js:\d+\)/,
    );
    const requests = await requestsOf(() => project.up());
    const after = await accessOn(inspector);
    assert.deepEqual(
      toldBy(report).gains,
      after.filter((one) => !before.includes(one)),
    );
    assert.deepEqual(report.losses, []);
    const forecast = report.forecast.requests;
    assert.ok(forecast <= requests * 2 && requests <= forecast * 2, `${forecast} for ${requests}`);
  });

  it("of a program without a change says nothing, with the names of everybody", async () => {
    const { code, output, report } = await plan(project);
    assert.deepEqual([code, report.changes, report.gains, report.losses], [0, [], [], []], output);
    assert.equal(report.unchanged, 15);
  });

  it("tells renames, moves with who goes along, joins, leaves and grants: as the apply does them", async () => {
    const next = company
      .replace('"工程部"', '"Engineering"')
      .replace("parent: engineering", "parent: root")
      .replace("users: [ada, bob]", "users: [bob, 'wangxuan']")
      .replace(
        'name: "Ada Lovelace", password: "plain-text-password-1"',
        'name: "Ada King", password: "plain-text-password-2"',
      )
      .replace("allowAnyUser: true", "allowAnyUser: false")
      .replace("users: [ada] });", "nodes: [platform] });");
    project.program(next);
    let said: string[] = [];
    const requests = await requestsOf(async () => {
      const report = await planAndApply(project, inspector);
      said = sentences(report);
      assert.ok(!JSON.stringify(report).includes("plain-text"));
      const secret = report.changes.find(({ property }) => property === "password");
      assert.deepEqual([secret?.from, secret?.to], [undefined, undefined]);
      const move = report.changes.find(({ what }) => what === "move");
      assert.equal(move?.people, 2);
      assert.match(move?.source ?? "", /^index\.js:\d+$/);
    });
    assert.ok(requests > 0);
    for (const one of [
      'node 工程部 is called "Engineering" from now on, not "工程部"',
      "node Platform moves from Acme 公司/工程部 to Acme 公司, with 2 people",
      "Ada Lovelace (adalovelace) leaves Acme 公司/工程部/Platform",
      "王选 (wangxuan) joins Acme 公司/工程部/Platform",
      'allowAnyUser of app Wiki: "true" → "false"',
      "password of Ada Lovelace (adalovelace) changes",
    ]) {
      assert.ok(said.includes(one), `${one}: ${said.join("\n")}`);
    }
  });

  it("of a preview that was made before says the same, and what it can't know", async () => {
    project.program(company);
    await project.shell(
      "pulumi preview --stack test --json --show-sames --non-interactive > preview.json",
    );
    const [live, from] = [await plan(project), await plan(project, "--from preview.json")];
    assert.equal(from.code, 0, from.output);
    assert.deepEqual(from.report.changes, live.report.changes);
    assert.deepEqual(toldBy(from.report), toldBy(live.report));
    assert.match(from.report.notes.join(), /by a preview that was made before/);
    const declared = await plan(project, "--declared");
    assert.deepEqual(
      declared.report.changes.map(({ what }) => what).sort(),
      live.report.changes.map(({ what }) => what).sort(),
    );
    await planAndApply(project, inspector);
  });

  it("takes out of an exact list whom nobody named, and says so", async () => {
    const node = project.idOf("platform");
    await server.ask("POST", "user/", { user: { username: "eve1" } });
    await server.ask("PATCH", `node/${node}/user/`, { subject: "add", user_uids: ["eve1"] });
    await project.succeed("refresh", "--yes", "--run-program");
    await server.ask("PATCH", `node/${node}/user/`, { subject: "add", user_uids: ["admin"] });
    const report = await planAndApply(project, inspector);
    const [leave, ...others] = report.changes;
    assert.deepEqual([leave?.what, leave?.who, others], ["leave", "eve1", []]);
    assert.match(leave?.reason ?? "", /no program names them/);
    assert.deepEqual(await server.members(node), ["adalovelace", "admin", "bobbuilder"]);
  });

  it("says what is taken over, and what of it changes", async () => {
    const org = project.idOf("acme");
    const { dept_uid: root } = (await server.orgs()).find(({ oid }) => oid === org) ?? {};
    await server.ask("POST", `node/d_${String(root)}/node/`, { uid: "lab", name: "Old lab" });
    await server.ask("PATCH", "node/d_lab/user/", { subject: "add", user_uids: ["eve1"] });
    project.program(`${company}
      const lab = new Node("lab", { org: acme, kind: "department", uid: "lab", name: "Lab", adopt: "ifExists" });
      new User("eve", { username: "eve1", name: "Eve", adopt: "ifExists" });
      new PermGrants("lab-deployers", { perm: deploy, nodes: [lab] });
    `);
    const said = sentences(await planAndApply(project, inspector));
    for (const one of [
      "node Old lab exists and is taken over",
      'node Old lab is called "Lab" from now on, not "Old lab"',
      "eve1 exists and is taken over",
      "Acme 公司/Old lab is granted CI/Deploy",
    ]) {
      assert.ok(said.includes(one), `${one}: ${said.join("\n")}`);
    }
  });

  it("counts what a delete takes along, and says what an apply would refuse", async () => {
    await server.ask("PATCH", `node/${project.idOf("platform")}/user/`, {
      subject: "add",
      user_uids: ["admin"],
    });
    const without = company
      .split("\n")
      .filter((line) => !/"(platform|people|bob|ada|auditors)"/.test(line))
      .join("\n")
      .replace(", denyUsers: [bob]", "");
    project.program(without);
    const { report, output } = await plan(project, "--declared");
    const platform = report.changes.find(
      ({ what, name }) => what === "delete" && name === "Platform",
    );
    assert.equal(platform?.people, 2, output);
    const live = await plan(project);
    assert.match(live.output, /Platform: an apply would refuse it: it still holds admin/);
    assert.match(live.output, /lose.*\n(.*\n)*.*Ada Lovelace \(adalovelace\) loses Deploy of CI/);
    await server.ask("PATCH", `node/${project.idOf("platform")}/user/`, {
      subject: "delete",
      user_uids: ["admin"],
    });
    const whole = await plan(project);
    assert.doesNotMatch(whole.output, /would refuse it: it still/);
  });

  it("says what is deleted and made anew", async () => {
    const other = company
      .replace('"department", name: "Platform"', '"group", name: "Platform", allowReplace: true')
      .replace(", parent: engineering }", " }");
    project.program(other);
    const { report, output } = await plan(project);
    const replaced = report.changes.filter(({ what }) => what === "replace");
    assert.deepEqual(
      replaced.map(({ object }) => object),
      [project.idOf("platform")],
      output,
    );
    assert.match(output, /node Platform is deleted, and made anew/);
  });

  it("fails as the preview does, with its words, and with 2 for wrong usage", async () => {
    project.program(`${company} new User("bad", { username: "Not A Username" });`);
    const failed = await plan(project);
    assert.equal(failed.code, 1);
    assert.match(failed.output, /the preview failed:\n.*User resource 'bad'.*username/);
    assert.equal((await plan(project, "--format nothing=x")).code, 2);
    assert.equal((await plan(project, "--from nowhere.json")).code, 1);
    assert.ok(!existsSync(join(project.folder, "plan.json")));
  });

  it("ends with 9 where it breaks a rule", async () => {
    project.program(company.replace(/.*"deployers".*\n/, ""));
    project.write("identity-rules.yaml", "schema: 1\nkeep: [{ perm: CI/Deploy, atLeast: 1 }]\n");
    const { code, output, report } = await plan(project);
    assert.equal(code, 9, output);
    assert.match(report.broken[0]?.reason ?? "", /Deploy/);
    assert.match(output, /A rule is broken/);
    rmSync(join(project.folder, "identity-rules.yaml"));
  });

  it("plans the connections of a program each by itself", async () => {
    const abroad = await IdentityServer.start();
    const eu = (username: string) => `
      const eu = new Connection("eu", ${JSON.stringify({ url: abroad.url, username: "admin", password: abroad.password })});
      const europe = { provider: eu };
      const acmeEu = new Org("acme-eu", { name: "Acme EU" }, europe);
      const team = new Node("team", { org: acmeEu, kind: "group", name: "Team" }, europe);
      const kim = new User("kim", { username: "kimlee" }, europe);
      const sora = new User("sora", { username: "soralee" }, europe);
      new NodeMembers("team-people", { node: team, users: ["${username}"] }, europe);
      const app = new App("eu-app", { org: acmeEu, name: "EU" }, europe);
      new PermGrants("eu-users", { perm: app.accessPerm, nodes: [team] }, europe);`;
    project.program(company + eu("kimlee"));
    const first = await plan(project);
    assert.match(first.output, /kimlee gains access of EU|new Connection/, first.output);
    await project.up();
    project.program(company.replace('users: ["wangxuan"] });', "users: [] });") + eu("soralee"));
    const { report } = await plan(project);
    assert.equal(report.tenants.length, 2);
    assert.deepEqual(toldBy(report), {
      gains: ["soralee: access of EU"],
      losses: ["kimlee: access of EU", "wangxuan: access of CI"],
    });
    await abroad.close();
  });
});
