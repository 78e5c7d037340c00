import assert from "node:assert/strict";
import type { DriftReport } from "../../cli/drift/report";
import type { Inspector } from "../../provider/inspect";
import { IdentityServer } from "./support/identity-server";
import { connect, plan, planAndApply, sentences } from "./support/planning";
import { Project } from "./support/project";
import { workshop } from "./support/workshop";

const ORG = `name: Acme
departments:
  - key: engineering
    name: Engineering
    departments:
      - key: platform
        name: Platform
        people: [ada, wang]
  - key: shanghai
    name: 上海分公司
    people: []
roles:
  - key: on-call
    name: On call
    people: [{ person: wang, until: 2099-06-30 }]
people:
  - key: ada
    username: adalovelace
    name: Ada Lovelace
    email: ada@acme.example
  - key: wang
    username: wangxuan
    name: 王选
`;

const program = (more: string) => `
  const tree = new OrgTree("acme", { file: "org.yaml", mode: "exact", ${more} });
  const ci = new App("ci", { org: tree.org, name: "CI" });
  const deploy = new Perm("deploy", { scope: ci, name: "Deploy" });
  new PermGrants("deployers", {
    perm: deploy, nodes: [tree.nodeId("engineering")], users: ["wangxuan"], mode: "exact",
  });
  exports.platform = tree.nodeId("platform");
`;
const BULK = program(`bulk: true, initialPasswordSecret: "seed", graceDays: 30`);
const OWN = program(`initialPassword: () => "plain-text-password-1", adopt: "ifExists"`);

describe("the commands, on an OrgTree that is one resource", function () {
  this.timeout(600_000);
  let server: IdentityServer;
  let project: Project;
  let inspector: Inspector;

  before(async () => {
    const shop = await workshop();
    server = await IdentityServer.start();
    project = new Project(shop, "bulk-commands");
    await project.configure({ ...server.settings, userDeleteLimit: "100%", removalLimit: "100%" });
    inspector = connect(server.settings);
    project.program(BULK);
    project.write("org.yaml", ORG);
  });
  after(async () => {
    project?.remove();
    await server?.close();
  });

  const identity = (command: string) =>
    project.shell(`npx pulumi-identity ${command} --stack test`);
  const drift = async () => {
    await project.shell("npx pulumi-identity drift --stack test --format json=drift.json || true");
    return JSON.parse(project.read("drift.json")) as DriftReport;
  };
  it("plan who joins what, by the lines of the file", async () => {
    const report = await planAndApply(project, inspector);
    const { changes, names } = report;
    const said = sentences(report).map((one) => one.replace(/ \([^()]*org\.yaml:\d+\)/, ""));
    for (const one of [
      "node Platform is made in Acme/Engineering",
      "Ada Lovelace (adalovelace) is made",
      "Ada Lovelace (adalovelace) joins Acme/Engineering/Platform",
      "Acme/Engineering is granted CI/Deploy",
    ]) {
      assert.ok(said.includes(one), `${one}: ${said.join("\n")}`);
    }
    const ada = changes.find(({ kind, object }) => kind === "User" && object === "adalovelace");
    assert.deepEqual([ada?.resource, ada?.source], ["acme/ada", "org.yaml:17"]);
    assert.ok(Object.values(names).includes("Acme/上海分公司"));
  });

  it("plan nothing where nothing changes, with as many resources as there are entries", async () => {
    const { report, output } = await plan(project);
    assert.deepEqual([report.changes, report.unseen, report.unchanged], [[], [], 13], output);
  });

  it("tell of access by the entry that gives it, live and declared", async () => {
    for (const how of ["", " --declared"]) {
      const { code, output } = await identity(`access who-can CI/Deploy${how}`);
      assert.equal(code, 0, output);
      assert.match(output, /Ada Lovelace/);
      assert.match(output, /acme\/platform-people.*org\.yaml:6/s, output);
    }
  });

  it("find no drift, and name entries where there is some", async () => {
    const clean = await drift();
    assert.deepEqual([clean.verdict, clean.findings, clean.checked], ["clean", [], 13]);
    const platform = await project.secret("platform");
    await server.ask("PATCH", `node/${platform}/`, { name: "Plattform" });
    await server.ask("PATCH", `node/${platform}/user/`, {
      subject: "delete",
      user_uids: ["wangxuan"],
    });
    await server.ask("PATCH", `node/${platform}/user/`, { subject: "add", user_uids: ["admin"] });
    const { findings } = await drift();
    const told = findings.map(({ category, kind, resource, urn }) => [
      category,
      kind,
      resource,
      urn,
    ]);
    const urnOf = (kind: string, name: string) =>
      `urn:pulumi:test::bulk-commands::identity:index:OrgTree$pulumi-nodejs:dynamic/identity:${kind}::acme/${name}`;
    assert.deepEqual(told.sort(), [
      ["changed", "Node", "acme/platform", urnOf("Node", "platform")],
      ["changed", "NodeMembers", "acme/platform-people", urnOf("NodeMembers", "platform-people")],
      ["unmanaged", "NodeMembers", undefined, undefined],
    ]);
    await project.succeed("refresh", "--yes", "--run-program");
    await server.ask("PATCH", `node/${platform}/`, { name: "Again" });
    const renamed = (await drift()).findings.filter(({ kind }) => kind === "Node");
    assert.deepEqual(
      renamed.map(({ resource, source }) => [resource, source]),
      [["acme/platform", "org.yaml:6"]],
    );
    await planAndApply(project, inspector);
    assert.equal((await drift()).verdict, "clean");
  });

  it("plan who joins, moves and leaves, each in a line", async () => {
    const next = ORG.replace("people: [ada, wang]", "people: [grace]")
      .replace("people: []", "people: [ada]")
      .replace("name: Engineering", "name: Technik")
      .replace(/roles:[^]*?people:\n/, "people:\n")
      .replace(
        / {2}- key: wang[^]*$/,
        "  - key: grace\n    username: gracehopper\n    name: Grace Hopper\n",
      );
    project.write("org.yaml", next);
    const { output } = await plan(project);
    for (const one of [
      /Grace Hopper \(gracehopper\) joins Acme\/Engineering\/Platform \(acme\/grace, org\.yaml:\d+\)/,
      /Ada Lovelace \(adalovelace\) moves from Acme\/Engineering\/Platform to Acme\/上海分公司/,
      /王选 \(wangxuan\) can't sign in any more, and leaves all nodes: Acme\/.*; 30 days later they are deleted for good/,
      /people: 1 joins, 1 moves, 1 leaves/,
    ]) {
      assert.match(output, one);
    }
    const said = sentences(await planAndApply(project, inspector));
    assert.ok(said.some((one) => one.startsWith('node Engineering is called "Technik"')));
    assert.ok((await server.usernames()).includes("wangxuan"));
    const { verdict, findings } = await drift();
    assert.deepEqual([verdict, findings], ["clean", []]);
  });

  it("plan who comes back", async () => {
    project.write("org.yaml", ORG);
    const report = await planAndApply(project, inspector);
    const said = sentences(report);
    assert.ok(
      said.some((one) => one.startsWith("王选 (wangxuan) is let in again")),
      said.join("\n"),
    );
    assert.ok(said.some((one) => one.includes("gracehopper) can't sign in any more")));
  });

  it("plan nobody's leaving who goes on as a User of their own", async () => {
    project.write(
      "org.yaml",
      ORG.replace("[ada, wang]", "[wang]").replace(/ {2}- key: ada[^]*?(?= {2}- key: wang)/, ""),
    );
    project.program(`${BULK} new User("ada", { username: "adalovelace", adopt: "only" });`);
    const { report, output } = await plan(project);
    const acts = report.changes.map(({ what, who, object }) => `${what} ${who ?? object}`);
    assert.deepEqual(acts.sort(), ["adopt adalovelace", "leave adalovelace"], output);
    const preview = await project.run("preview");
    assert.match(preview.output, /- person ada goes on as ada\n/, preview.output);
    project.program(BULK);
  });

  it("say that a preview which was made before does not tell of it", async () => {
    project.write("org.yaml", ORG.replace("name: Platform", "name: Plattform"));
    await project.shell(
      "pulumi preview --stack test --json --show-sames --non-interactive > preview.json",
    );
    const { code, output, report } = await plan(project, "--from preview.json");
    assert.equal(code, 1, output);
    assert.match(output, /OrgTree acme: what happens to its people and nodes is not in a preview/);
    assert.deepEqual(report.changes, []);
  });

  it("take a hand-over between the two shapes for no change", async () => {
    project.write("org.yaml", ORG);
    project.program(OWN);
    const back = await plan(project);
    const acts = back.report.changes.map(({ what, object }) => `${what} ${object}`);
    assert.deepEqual(acts, ["delete gracehopper"], back.output);
    assert.deepEqual([back.report.gains, back.report.losses], [[], []]);
  });
});

describe("the plan of an OrgTree that becomes one resource", function () {
  this.timeout(600_000);
  let server: IdentityServer;
  let project: Project;

  before(async () => {
    const shop = await workshop();
    server = await IdentityServer.start();
    project = new Project(shop, "becomes-bulk");
    await project.configure(server.settings);
    project.write("org.yaml", ORG);
    project.program(program(`initialPassword: () => "plain-text-password-1"`));
    await project.up();
  });
  after(async () => {
    project?.remove();
    await server?.close();
  });

  it("has no deletes, and only what changes besides", async () => {
    project.program(BULK);
    const same = await plan(project);
    assert.deepEqual([same.report.changes, same.report.unseen], [[], []], same.output);
    project.write("org.yaml", ORG.replace("name: Platform", "name: Plattform"));
    const report = await planAndApply(project, connect(server.settings));
    assert.deepEqual(
      report.changes.map(({ what, from, to }) => [what, from, to]),
      [["rename", "Platform", "Plattform"]],
    );
    assert.deepEqual((await plan(project)).report.changes, []);
  });
});
