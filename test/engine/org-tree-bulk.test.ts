import assert from "node:assert/strict";
import { join } from "node:path";
import { IdentityServer } from "./support/identity-server";
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
    people: [{ person: wang, until: 2099-06-30 }]
people:
  - key: adalovelace
    name: Ada Lovelace
    email: ada@acme.example
  - key: wang
    username: wangxuan
    name: 王选
`;

const program = (policy = 'bulk: true, initialPasswordSecret: "seed"') => `
  const { OrgTree, App, Perm, PermGrants } = require("pulumi-identity");
  const tree = new OrgTree("acme", { file: "org.yaml", mode: "exact", ${policy} });
  const ci = new App("ci", { org: tree.org, name: "CI" });
  const deploy = new Perm("deploy", { scope: ci, name: "Deploy" });
  new PermGrants("deployers", {
    perm: deploy, nodes: [tree.nodeId("platform")], users: ["wangxuan"], mode: "exact",
  });
  exports.platform = tree.nodeId("platform");
`;

describe("an OrgTree as one resource, under the real engine", function () {
  this.timeout(300_000);
  let server: IdentityServer;
  let project: Project;
  const platform = () => {
    const stack = project.resources().find(({ type }) => type === "pulumi:pulumi:Stack");
    return String(stack?.outputs.platform);
  };

  before(async () => {
    const shop = await workshop();
    server = await IdentityServer.start();
    project = new Project(shop, "bulk");
    await project.configure(server.settings);
    project.write("index.js", program());
    project.write("org.yaml", ORG);
  });
  after(async () => {
    project?.remove();
    await server?.close();
  });

  it("is previewed entry by entry", async () => {
    const preview = await project.succeed("preview", "--diff");
    assert.match(preview, /\+ person adalovelace \(Ada Lovelace\)/);
    assert.match(preview, /\+ wangxuan until 2099-06-30 in on-call/);
    assert.doesNotMatch(preview, /ada@acme/);
    assert.deepEqual(await server.orgs(), []);
  });

  it("is made", async () => {
    await project.up();
    const [acme] = await server.orgs();
    assert.ok(acme);
    const names = await server.namesBelow(`d_${acme.dept_uid}`);
    assert.deepEqual(names, ["Engineering", "Platform", "上海分公司"]);
    assert.deepEqual(await server.members(platform()), ["adalovelace", "wangxuan"]);
    assert.deepEqual(await server.usernames(), ["adalovelace", "wangxuan"]);
  });

  it("is settled at once", async () => {
    await project.succeed("preview", "--refresh", "--run-program", "--expect-no-changes");
  });

  it("names in a preview just what changes, and what else names its nodes stays known", async () => {
    const more = "people: [adalovelace, wang, grace]";
    const changed = ORG.replace("people: [adalovelace, wang]", more);
    project.write("org.yaml", `${changed}  - key: grace\n    name: Grace\n`);
    const preview = await project.succeed("preview", "--diff");
    assert.match(preview, /acme: 2 changes\n\s+\+ person grace \(Grace\)\n\s+\+ grace in platform/);
    assert.doesNotMatch(preview, /unknown|deployers/);
    project.write("org.yaml", ORG);
  });

  it("becomes many resources, and one again, without a request that writes", async () => {
    const before = await server.members(platform());
    for (const policy of ["", 'bulk: true, initialPasswordSecret: "seed"']) {
      project.write("index.js", program(policy));
      project.variables = { IDENTITY_TRACE: join(project.folder, "trace.jsonl") };
      const printed = await project.up();
      project.variables = {};
      assert.deepEqual(writesIn(project.read("trace.jsonl")), [], printed);
      await project.succeed("preview", "--refresh", "--run-program", "--expect-no-changes");
      assert.deepEqual(await server.members(platform()), before);
      const kinds = project.resources().map(({ type }) => type.split(":").at(-1));
      assert.equal(kinds.includes("BulkTree"), policy !== "");
      assert.equal(kinds.includes("User"), policy === "");
    }
  });

  it("loses nothing by --target while it becomes many resources", async () => {
    const bulk = project.resources().find(({ type }) => type.endsWith("BulkTree"));
    project.write("index.js", program(""));
    await project.run("up", "--yes", "--skip-preview", "--target", String(bulk?.urn));
    assert.deepEqual(await server.usernames(), ["adalovelace", "wangxuan"]);
    project.write("index.js", program());
  });

  it("does not delete whom another resource of the program takes over in the same run", async () => {
    const without = ORG.replace("people: [adalovelace, wang]", "people: [wang]").replace(
      / {2}- key: ada[^]*?(?= {2}- key: wang)/,
      "",
    );
    project.write("org.yaml", without);
    const { userId } = await server
      .get<{ user: { user_id: string } }>("user/adalovelace/")
      .then(({ user }) => ({ userId: user.user_id }));
    project.write(
      "index.js",
      `${program()}
      new (require("pulumi-identity").User)("ada", { username: "adalovelace", adopt: "only" });`,
    );
    await project.up();
    const now = await server.get<{ user: { user_id: string } }>("user/adalovelace/");
    assert.equal(now.user.user_id, userId);
    assert.deepEqual(await server.members(platform()), ["wangxuan"]);
    await project.succeed("preview", "--expect-no-changes");
  });

  it("is destroyed", async () => {
    await project.succeed("destroy", "--yes", "--skip-preview");
    assert.deepEqual([await server.orgs(), await server.usernames()], [[], []]);
  });
});

/** The requests of a trace that write. */
const writesIn = (trace: string): string[] =>
  trace
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as { method: string; path: string })
    .filter(({ method, path }) => method !== "GET" && !path.includes("login"))
    .map(({ method, path }) => `${method} ${path}`);
