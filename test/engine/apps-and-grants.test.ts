import assert from "node:assert/strict";
import { exampleProject } from "./support/example";
import { IdentityServer } from "./support/identity-server";
import { Project } from "./support/project";
import { workshop } from "./support/workshop";

/** An org with an app, a perm and grants; each step of the test changes some of it. */
const program = (change: Partial<Declared> = {}) => {
  const { app, perm, users, deny, more } = { ...unchanged, ...change };
  return `
    const acme = new Org("acme", { name: "Acme" });
    const ada = new User("ada", { username: "adalovelace" });
    const wang = new User("wang", { username: "wangxuan" });
    const team = new Node("team", { org: acme, kind: "department", name: "研发部" });
    const ci = new App("ci", { org: acme, ${app} });
    const deploy = new Perm("deploy", { scope: ci, ${perm} });
    new PermGrants("ci-users", { perm: ci.accessPerm, nodes: [team, acme.root("role")], mode: "exact" });
    new PermGrants("deployers", { perm: deploy, users: ${users}, denyUsers: ${deny}, mode: "exact" });
    new Node("reader", { org: acme, kind: "label", name: "Reads credentials", remark: ci.clientId });
    ${more}
    exports.clientId = ci.clientId;
    exports.clientSecret = ci.clientSecret;
  `;
};
interface Declared {
  app: string;
  perm: string;
  users: string;
  deny: string;
  more: string;
}
const unchanged: Declared = {
  app: `name: "CI", oauth: { redirectUris: ["https://ci.example/cb"], rotate: "1" }, ldap: true`,
  perm: `name: "Deploy", remark: "to production"`,
  users: "[ada, wang]",
  deny: "[]",
  more: "",
};

interface AppRow {
  readonly app_id: number;
  readonly name: string;
  readonly oauth_app: { readonly client_id: string; readonly client_secret: string } | null;
  readonly ldap_app: object | null;
}

describe("the life of an app, its perms and grants under the real engine", function () {
  this.timeout(180_000);
  let server: IdentityServer;
  let project: Project;

  before(async () => {
    const shop = await workshop();
    server = await IdentityServer.start();
    project = new Project(shop, "apps");
    await project.configure(server.settings);
  });
  after(async () => {
    project.remove();
    await server.close();
  });

  const path = () => `org/any/app/${project.idOf("ci")}/`;
  const live = () => server.get<AppRow>(path());
  const owners = (perm: string, status: 1 | -1) => ownersOf(server, perm, status);
  const outputsOf = (name: string) =>
    project.resources().find(({ urn }) => urn.endsWith(`::${name}`))?.outputs ?? {};
  const refreshed = (...args: string[]) =>
    project.run("preview", "--refresh", "--run-program", ...args);

  it("previews everything as a creation, the grants on an app's access too", async () => {
    project.program(program());
    const plan = await project.plan();
    assert.deepEqual([...new Set(plan.map(({ op }) => op))], ["create"]);
    assert.equal(plan.length, 10);
  });

  it("creates what the program declares", async () => {
    await project.up();
    const { name, oauth_app, ldap_app } = await live();
    assert.deepEqual([name, outputsOf("ci").clientId], ["CI", oauth_app?.client_id]);
    assert.ok(ldap_app !== null);
    const [org] = await server.orgs();
    const nodes = [project.idOf("team"), `g_${String(org?.role_uid)}`].sort();
    assert.deepEqual(await owners(`app_${project.idOf("ci")}_access`, 1), nodes);
    assert.deepEqual(await owners(project.idOf("deploy"), 1), ["adalovelace", "wangxuan"]);
  });

  it("finds nothing to do at once after an up, refreshed or not", async () => {
    assert.deepEqual(await project.plan(), []);
    assert.equal((await refreshed("--expect-no-changes")).code, 0);
  });

  it("keeps the client's secret encrypted, also after a refresh, and shows it to nobody", async () => {
    const secret = String((await live()).oauth_app?.client_secret);
    assert.ok(secret.length > 20);
    for (const command of [["up"], ["refresh"], ["up", "--refresh", "--run-program"]]) {
      const output = await project.succeed(...command, "--yes", "--skip-preview", "--diff");
      assert.ok(!output.includes(secret));
      assert.ok(!project.stateText().includes(secret));
    }
  });

  it("renames in place, and its credentials stay", async () => {
    const { oauth_app } = await live();
    const app = `name: "CI 2", oauth: { redirectUris: [], rotate: "1" }`;
    project.program(program({ app, perm: `name: "Ship", remark: null` }));
    assert.deepEqual(opsOf(await project.plan()), ["update ci", "update deploy", "update reader"]);
    await project.up();
    const now = await live();
    assert.deepEqual([now.name, now.oauth_app?.client_id], ["CI 2", oauth_app?.client_id]);
    assert.ok(now.ldap_app !== null);
    const perm = await server.get<{ name: string; remark: string }>(
      `perm/${project.idOf("deploy")}/`,
    );
    assert.deepEqual([perm.name, perm.remark], ["Ship", ""]);
    assert.deepEqual(await project.plan(), []);
  });

  it("makes new credentials by another text of rotate, unknown in the preview", async () => {
    const before = (await live()).oauth_app;
    project.program(program({ app: unchanged.app.replace('"1"', '"2"') }));
    const preview = await project.succeed("preview", "--diff");
    assert.match(preview, /rotate *: "1" => "2"/);
    assert.match(preview, /remark *: "\w+" => \[unknown\]/);
    assert.ok(!preview.includes(String(before?.client_secret)));
    await project.up();
    const now = (await live()).oauth_app;
    assert.notEqual(now?.client_id, before?.client_id);
    assert.notEqual(now?.client_secret, before?.client_secret);
    assert.equal(outputsOf("ci").clientId, now?.client_id);
    assert.deepEqual(await project.plan(), []);
  });

  const denied = (more = "") =>
    program({
      app: unchanged.app.replace('"1"', '"2"'),
      users: "[wang]",
      ...{ deny: "[ada]", more },
    });

  it("shows by name whose grant goes, and who is denied", async () => {
    project.program(denied());
    const preview = await project.succeed("preview", "--diff");
    assert.match(preview, /- adalovelace: "member"/);
    assert.match(preview, /\+ adalovelace: "member"/);
    await project.up();
    const deploy = project.idOf("deploy");
    assert.deepEqual(
      [await owners(deploy, 1), await owners(deploy, -1)],
      [["wangxuan"], ["adalovelace"]],
    );
  });

  it("heals what was changed behind its back, and says what that was", async () => {
    const deploy = project.idOf("deploy");
    await server.ask("PATCH", path(), { oauth_app: null, remark: "theirs" });
    await server.ask("PATCH", `perm/${deploy}/`, { remark: "theirs" });
    const user_perm_status = [{ uid: "adalovelace", status: 1 }];
    await server.ask("PATCH", `perm/${deploy}/owner/`, { user_perm_status });
    const { code, output } = await refreshed("--diff");
    assert.equal(code, 0);
    assert.match(output, /- oauth: false\s+\+ oauth: \{/);
    assert.match(output, /remark *: "theirs" => "to production"/);
    assert.match(output, /- adalovelace: "member"/);
    await project.up("--refresh", "--run-program");
    assert.ok((await live()).oauth_app !== null);
    assert.deepEqual(
      [await owners(deploy, 1), await owners(deploy, -1)],
      [["wangxuan"], ["adalovelace"]],
    );
    assert.equal((await refreshed("--expect-no-changes")).code, 0);
  });

  it("makes the app again with its perms and grants, when it was deleted behind its back", async () => {
    assert.equal((await server.ask("DELETE", path())).status, 204);
    await project.up("--refresh", "--run-program");
    assert.equal((await live()).name, "CI");
    assert.deepEqual(await owners(project.idOf("deploy"), -1), ["adalovelace"]);
    assert.deepEqual(await project.plan(), []);
  });

  it("takes back what one resource granted, while another of the same perm is made", async () => {
    const access = `app_${project.idOf("ci")}_access`;
    const people = async () => (await owners(access, 1)).filter((one) => !/^[dg]_/.test(one));
    const listing = (name: string, users: string) =>
      denied(`new PermGrants("${name}", { perm: ci.accessPerm, users: ${users} });`);
    project.program(listing("some", "[ada, wang]"));
    await project.up();
    assert.deepEqual(await people(), ["adalovelace", "wangxuan"]);
    project.program(listing("others", "[wang]"));
    assert.deepEqual(opsOf(await project.plan()), ["create others", "delete some"]);
    await project.up();
    assert.deepEqual(await people(), ["wangxuan"]);
    assert.equal((await refreshed("--expect-no-changes")).code, 0);
  });

  it("leaves a protocol on that is no longer declared", async () => {
    project.program(program({ app: 'name: "CI"', users: "[wang]", deny: "[ada]" }));
    await project.up();
    assert.ok((await live()).oauth_app !== null);
    assert.deepEqual(await project.plan(), []);
  });

  it("refuses bad settings at preview, naming resource, property and setting", async () => {
    project.program(program({ app: 'name: "CI", oauth: { clientType: "open" }' }));
    const { code, output } = await project.run("preview");
    assert.notEqual(code, 0);
    assert.match(output, /ci/);
    assert.match(output, /oauth.*clientType: give one of confidential, public/);
  });

  it("destroys all of it", async () => {
    project.program(denied());
    await project.succeed("destroy", "--yes", "--skip-preview");
    assert.deepEqual([await server.orgs(), await server.usernames()], [[], []]);
    const { count } = await server.get<{ count: number }>("perm/?subject=app&name=Deploy");
    assert.equal(count, 0);
    assert.deepEqual(project.resources(), []);
  });
});

describe("the example of apps and grants", function () {
  this.timeout(180_000);

  it("lets engineering use an app, and one department deploy but for one person", async () => {
    const shop = await workshop();
    const server = await IdentityServer.start();
    const project = exampleProject(shop, "apps-and-grants");
    try {
      await project.configure(server.settings);
      await project.up();
      const owners = (perm: string, status: 1 | -1) => ownersOf(server, perm, status);
      const [deploy, ci] = [project.idOf("deploy"), project.idOf("ci")];
      assert.deepEqual(await owners(`app_${ci}_access`, 1), [project.idOf("engineering")]);
      assert.deepEqual(await owners(deploy, 1), [project.idOf("platform")]);
      assert.deepEqual(await owners(deploy, -1), ["mallory"]);
      const outputs = await project.succeed("stack", "output");
      assert.match(outputs, /clientSecret +\[secret\]/);
      assert.deepEqual(await project.plan(), []);
      await project.succeed("preview", "--refresh", "--run-program", "--expect-no-changes");
      await project.succeed("destroy", "--yes", "--skip-preview");
      assert.deepEqual([await server.orgs(), await server.usernames()], [[], []]);
    } finally {
      project.remove();
      await server.close();
    }
  });
});

/** «update ci»: what a plan does to which resource. */
function opsOf(steps: { op: string; urn: string }[]): string[] {
  return steps.map(({ op, urn }) => `${op} ${urn.split("::").at(-1)}`).sort();
}

/** Who is granted a perm, or denied it, by himself. */
async function ownersOf(server: IdentityServer, perm: string, status: 1 | -1): Promise<string[]> {
  const at = `perm/${perm}/owner/?status=${status}`;
  const { results } = await server.get<{ results: { uid: string }[] }>(at);
  return results.map(({ uid }) => uid).sort();
}
