import assert from "node:assert/strict";
import { parse } from "yaml";
import { IdentityServer, type OrgRow } from "./support/identity-server";
import { Project } from "./support/project";
import { workshop } from "./support/workshop";

const ORG = `
name: Acme
departments:
  - key: engineering
    name: Engineering
    departments:
      - key: platform
        name: Platform
        people: [adalovelace, wang]
  - key: shanghai
    name: 上海分公司
    people: []
roles:
  - key: on-call
    name: On call
    people: [wang]
people:
  - key: adalovelace
    name: Ada Lovelace
    email: ada@acme.example
  - key: wang
    username: wangxuan
    name: 王选
`;

const PLATFORM_AT_THE_TOP = `  - key: plattform
    name: 平台部
    people: [adalovelace, wangxuan, grace]
`;

const program = (file = "org.yaml", name = "acme", options = "{}") => `
  const { OrgTree } = require("pulumi-identity");
  const { RandomPassword } = require("@pulumi/random");
  const initialPassword = ({ username }) => new RandomPassword(username, { length: 20 }).result;
  const tree = new OrgTree("${name}", { file: "${file}", initialPassword, mode: "exact" }, ${options});
  exports.oid = tree.org.id;
  exports.nodes = Object.keys(tree.nodes);
`;

describe("an org in a YAML file, under the real engine", function () {
  this.timeout(180_000);
  let server: IdentityServer;
  let project: Project;
  let file = ORG;
  /** Changes the file; all of it must be found. */
  const edit = (...changes: [was: string, is: string][]) => {
    for (const [was, is] of changes) {
      assert.ok(file.includes(was), was);
      file = file.replace(was, is);
    }
    project.write("org.yaml", file);
  };
  /** What a plan does: "update acme/platform". */
  const plan = async () =>
    (await project.plan()).map(({ op, urn }) => `${op} ${urn.split("::").at(-1)}`).sort();

  before(async () => {
    const shop = await workshop();
    server = await IdentityServer.start();
    project = new Project(shop, "tree");
    await project.configure(server.settings);
    project.write("index.js", program());
    edit();
  });
  after(async () => {
    project?.remove();
    await server?.close();
  });

  it("is shown by the first preview with everybody's name", async () => {
    const preview = await project.succeed("preview", "--diff");
    assert.match(preview, /adalovelace: "member"/);
    assert.deepEqual(await server.orgs(), []);
  });

  it("is made", async () => {
    await project.up();
    const [acme] = await server.orgs();
    assert.equal(acme?.name, "Acme");
    const names = await server.namesBelow(`d_${acme.dept_uid}`);
    assert.deepEqual(names, ["Engineering", "Platform", "上海分公司"]);
    assert.deepEqual(await server.children(`g_${acme.role_uid}`), ["On call"]);
    assert.deepEqual(await server.members(project.idOf("acme/platform")), [
      "adalovelace",
      "wangxuan",
    ]);
    assert.deepEqual(await server.members(project.idOf("acme/on-call")), ["wangxuan"]);
    assert.deepEqual(await server.usernames(), ["adalovelace", "wangxuan"]);
  });

  it("is settled at once", async () => {
    await project.succeed("preview", "--refresh", "--run-program", "--expect-no-changes");
  });

  it("is the same in JSON", async () => {
    project.write("org.json", JSON.stringify(parse(file), null, 2));
    project.write("index.js", program("org.json"));
    assert.deepEqual(await plan(), []);
    project.write("index.js", program());
  });

  it("has a department renamed and moved in place, with its people", async () => {
    const id = project.idOf("acme/platform");
    const platform = /\n {4}departments:\n( {6}- key: platform[^]*?)(?= {2}- key: shanghai)/.exec(
      file,
    );
    assert.ok(platform?.[1]);
    edit(
      [platform[0], "\n"],
      ["    people: []\n", `    people: []\n    departments:\n${platform[1]}`],
      ["name: Platform", "name: 平台部"],
    );
    assert.deepEqual(await plan(), ["update acme/platform"]);
    await project.up();
    assert.equal(project.idOf("acme/platform"), id);
    const { name, parent_node_uid } = await server.node(id);
    assert.deepEqual([name, parent_node_uid], ["平台部", project.idOf("acme/shanghai")]);
    assert.deepEqual(await server.members(id), ["adalovelace", "wangxuan"]);
  });

  it("has a person added, whom the preview names where they join", async () => {
    edit(
      ["people: [adalovelace, wang]", "people: [adalovelace, wang, grace]"],
      [
        "people:\n  - key: adalovelace",
        "people:\n  - key: grace\n    username: gracehopper\n  - key: adalovelace",
      ],
    );
    assert.match(await project.succeed("preview", "--diff"), /\+ gracehopper: "member"/);
    await project.up();
    const members = await server.members(project.idOf("acme/platform"));
    assert.deepEqual(members, ["adalovelace", "gracehopper", "wangxuan"]);
  });

  it("has keys changed without a change of anything", async () => {
    const before = idsOf(project);
    edit(
      ["- key: platform\n", "- key: plattform\n        previously: [platform]\n"],
      ["- key: wang\n", "- key: wangxuan\n    previously: [wang]\n"],
      ["people: [adalovelace, wang, grace]", "people: [adalovelace, wangxuan, grace]"],
      ["people: [wang]", "people: [wangxuan]"],
    );
    assert.deepEqual(await plan(), []);
    await project.up();
    assert.deepEqual(idsOf(project), before);
  });

  it("has the old keys struck out and its own name changed without a change of anything", async () => {
    const before = idsOf(project);
    edit(["        previously: [platform]\n", ""], ["    previously: [wang]\n", ""]);
    project.write("index.js", program("org.yaml", "company", '{ aliases: [{ name: "acme" }] }'));
    assert.deepEqual(await plan(), []);
    await project.up();
    assert.deepEqual(idsOf(project), before);
  });

  it("has a department dissolved, whose own department goes elsewhere", async () => {
    const [above, id] = [project.idOf("company/shanghai"), project.idOf("company/plattform")];
    edit(
      [/ {2}- key: shanghai[^]*?departments:\n/.exec(file)?.[0] ?? "no shanghai", ""],
      [/ {6}- key: plattform[^]*?(?=roles:)/.exec(file)?.[0] ?? "no platform", PLATFORM_AT_THE_TOP],
    );
    const moved = "update company/plattform";
    assert.deepEqual(await plan(), [
      "delete company/shanghai",
      "delete company/shanghai-people",
      moved,
    ]);
    await project.up();
    assert.equal((await server.ask("GET", `node/${above}/`)).status, 404);
    const members = await server.members(id);
    assert.deepEqual(members, ["adalovelace", "gracehopper", "wangxuan"]);
  });

  it("has a department removed, and nobody else", async () => {
    const id = project.idOf("company/plattform");
    const at = file.indexOf("  - key: plattform");
    edit([file.slice(at, file.indexOf("roles:")), ""]);
    assert.deepEqual(await plan(), ["delete company/plattform", "delete company/plattform-people"]);
    await project.up();
    assert.equal((await server.ask("GET", `node/${id}/`)).status, 404);
    assert.deepEqual(await server.usernames(), ["adalovelace", "gracehopper", "wangxuan"]);
  });

  it("says what is wrong by file and line, in a preview, without a stack", async () => {
    project.write("org.yaml", file.replace("name: On call", "nme: On call"));
    const { code, output } = await project.run("preview");
    assert.notEqual(code, 0);
    const line = file.split("\n").findIndex((text) => text.includes("name: On call")) + 1;
    assert.ok(
      output.includes(`org.yaml:${line}: nme: a role has no such property: is name meant?`),
      output,
    );
    assert.doesNotMatch(output, /\n\s+at |node_modules|org-tree\.js/);
    edit();
  });

  it("is destroyed", async () => {
    await project.succeed("destroy", "--yes", "--skip-preview");
    assert.deepEqual([await server.orgs(), await server.usernames()], [[], []]);
  });
});

describe("an org that was made by hand, taken over by an OrgTree", function () {
  this.timeout(60_000);

  it("keeps its ids, and becomes what the tree says", async () => {
    const shop = await workshop();
    const server = await IdentityServer.start();
    const { body: acme } = await server.ask<OrgRow>("POST", "org/", { name: "Acme" });
    const sales = { uid: "sales", name: "Verkauf" };
    await server.ask("POST", `node/d_${acme.dept_uid}/node/`, sales);
    await server.ask("POST", "user/", { user: { username: "adalovelace", name: "Ada" } });
    const project = new Project(shop, "taken");
    try {
      await project.configure(server.settings);
      project.write("index.js", TAKING_OVER);
      await project.up();
      assert.deepEqual(await server.orgs().then((all) => all.map(({ oid }) => oid)), [acme.oid]);
      assert.equal(project.idOf("acme/sales"), "d_sales");
      assert.equal((await server.node("d_sales")).name, "Sales");
      assert.deepEqual(await server.members("d_sales"), ["adalovelace"]);
      assert.deepEqual(await project.plan(), []);
    } finally {
      project.remove();
      await server.close();
    }
  });
});

const TAKING_OVER = `
  const { OrgTree } = require("pulumi-identity");
  const departments = [{ name: "Sales", uid: "sales", people: ["adalovelace"] }];
  const people = [{ username: "adalovelace", name: "Ada Lovelace" }];
  new OrgTree("acme", { tree: { name: "Acme", departments, people }, adopt: "only" });
`;

/** Every id in the state. */
function idsOf(project: Project): string[] {
  return project
    .resources()
    .filter(({ type }) => type.includes("/identity:"))
    .map(({ type, id }) => `${type} ${id}`)
    .sort();
}
