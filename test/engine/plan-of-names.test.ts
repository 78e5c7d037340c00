import assert from "node:assert/strict";
import { IdentityServer } from "./support/identity-server";
import { Project } from "./support/project";
import { workshop } from "./support/workshop";

describe("what a preview says of names, under the real engine", function () {
  this.timeout(240_000);
  let server: IdentityServer;
  let project: Project;
  let org: string;

  before(async () => {
    const shop = await workshop();
    server = await IdentityServer.start();
    project = new Project(shop, "plan-of-names");
    await project.configure(server.settings);
    const { body } = await server.ask<{ oid: string }>("POST", "org/", { name: "Old" });
    org = body.oid;
  });
  after(async () => {
    project.remove();
    await server.close();
  });

  it("names who and what is made in the same run, however it is referred to", async () => {
    project.program(`
      const acme = new Org("acme", { name: "Acme" });
      const kim = new User("kim", { username: "kimlee" });
      const sora = new User("sora", { username: pulumi.output("soralee") });
      const word = new random.RandomPassword("word", { length: 8, upper: false, special: false });
      const rand = new User("rand", { username: word.result });
      const team = new Node("team", { org: acme, kind: "role", name: "Team" });
      const ci = new App("ci", { org: acme, name: "CI" });
      const deploy = new Perm("deploy", { scope: ci, name: "Deploy" });
      new NodeMembers("people", { node: team, users: [kim, sora, rand] });
      new OrgMembers("ids", { org: acme, users: [kim.id, sora.id, rand.id] });
      new OrgMember("one", { org: acme, user: kim.id });
      new PermGrants("grants", { perm: deploy, nodes: [team, acme.root("role")], users: [rand] });
      new Node("boss", { org: acme, kind: "manager", name: "Boss", managerGroup: {
        scope: "named", nodes: [team], users: [kim, rand], apps: [ci], perms: [deploy, ci.accessPerm] } });
    `);
    const steps = await project.plan();
    const of = (name: string, property: string) => {
      const step = steps.find(({ urn }) => urn.endsWith(`::${name}`));
      const value = step?.newState?.inputs?.[property];
      return typeof value === "object" && value !== null ? Object.keys(value).sort() : value;
    };
    assert.deepEqual(of("people", "users"), ['User "rand"', "kimlee", "soralee"]);
    assert.deepEqual(of("ids", "users"), ['User "rand"', "kimlee", "soralee"]);
    assert.equal(of("one", "user"), "kimlee");
    assert.deepEqual(of("grants", "nodes"), ['Node "team"', 'Org "acme"/role']);
    const boss = steps.find(({ urn }) => urn.endsWith("::boss"))?.newState?.inputs;
    const { nodes, users, apps, perms } = boss?.managerGroup as Record<string, object>;
    assert.deepEqual(Object.keys(nodes ?? {}), ['Node "team"']);
    assert.deepEqual(Object.keys(users ?? {}).sort(), ['User "rand"', "kimlee"]);
    assert.deepEqual(Object.keys(apps ?? {}), ['App "ci"']);
    assert.deepEqual(Object.keys(perms ?? {}).sort(), ['App "ci"/access', 'Perm "deploy"']);
    assert.ok(steps.every(({ newState }) => newState?.inputs?.preview === undefined));
  });

  const misspelt = () => `
    new OrgMembers("more", { org: "${org}", users: ["admin", "late"] });
    new NodeMembers("people", { node: "${org}/role", users: ["kimle", "adda"] });
    new NodeMembers("nodes", { node: "g_nowhere", users: [] });
    new PermGrants("grants", { perm: "app_ci_deploy", nodes: ["d_nope", "g_none"] });
  `;

  it("fails for all texts that name nothing, of all resources at once", async () => {
    project.program(misspelt());
    const { code, output } = await project.run("preview");
    assert.notEqual(code, 0, output);
    assert.match(output, /NodeMembers "people": there is no user "kimle", "adda" \(users\)/);
    assert.match(output, /OrgMembers "more": there is no user "late" \(users\)/);
    assert.match(output, /NodeMembers "nodes": there is no node "g_nowhere" \(node\)/);
    assert.match(
      output,
      /PermGrants "grants": there is no perm "app_ci_deploy" \(perm\); node "d_nope", "g_none"/,
    );
  });

  it("leaves them to the apply without verify", async () => {
    project.settings = { verify: "false" };
    const { code, output } = await project.run("preview");
    project.settings = {};
    assert.equal(code, 0, output);
  });

  it("only warns of a person whom asynchronous code declares later", async () => {
    project.program(`
      const more = new OrgMembers("more", { org: "${org}", users: ["kimlee"] });
      more.urn.apply(() => void new User("kim", { username: "kimlee" }));
    `);
    const { code, output } = await project.run("preview");
    assert.equal(code, 0, output);
    assert.match(output, /warning: OrgMembers "more" names user "kimlee" \(users\) as text, which/);
  });

  it("looks nothing up for a program without a change, and leaves no trace in the state", async () => {
    await server.ask("POST", "user/", { user: { username: "kimlee" } });
    project.program(`new OrgMembers("more", { org: "${org}", users: ["kimlee"] });`);
    const first = await project.succeed("preview");
    assert.match(first, /: 3 requests/, "a login, the org, the person");
    await project.succeed("up", "--yes");
    assert.match(await project.succeed("preview", "--expect-no-changes"), /: 1 request\b/);
    assert.doesNotMatch(project.stateText(), /"(preview|missing|awaited)"/);
  });

  it("tells what a create takes over, below an org that is taken over, too", async () => {
    const node = { uid: "platform", name: "Platform" };
    const { dept_uid: root } = (await server.orgs()).find(({ oid }) => oid === org) ?? {};
    assert.equal((await server.ask("POST", `node/d_${String(root)}/node/`, node)).status, 201);
    await server.ask("POST", "user/", { user: { username: "minaseo" } });
    const adopt = 'adopt: "ifExists"';
    project.program(`
      const old = new Org("old", { name: "Old", ${adopt} });
      const platform = { org: old, kind: "department", uid: "platform", name: "Platform team" };
      new Node("platform", { ...platform, description: "who runs it", ${adopt} });
      new Node("fresh", { ...platform, uid: "fresh", ${adopt} });
      new User("mina", { username: "minaseo", ${adopt} });
    `);
    const output = await project.succeed("preview");
    assert.match(output, /old takes over org "Old" \([0-9a-f-]{36}\): changes nothing of it/);
    assert.match(
      output,
      /platform takes over department "platform" \(d_platform\): changes name \("Platform" → "Platform team"\), description \("" → "who runs it"\)/,
    );
    assert.match(output, /mina takes over user "minaseo" \(minaseo\): changes nothing of it/);
    assert.doesNotMatch(output, /fresh takes over/);
  });

  it("fails for one that is only to be taken over and is not there", async () => {
    project.program('new User("lee", { username: "nobody", adopt: "only" });');
    const { code, output } = await project.run("preview");
    assert.notEqual(code, 0);
    assert.match(output, /there is no user "nobody" to adopt/);
  });
});
