import assert from "node:assert/strict";
import { IdentityServer } from "./support/identity-server";
import { Project } from "./support/project";
import { workshop } from "./support/workshop";

/** An org with an app, a perm and grants; each step of the test changes some of it. */
const program = ({ app, perm, grants, more }: Declared) => `
  const acme = new Org("acme", { name: "Acme" });
  const ada = new User("ada", { username: "adalovelace" });
  const wang = new User("wang", { username: "wangxuan" });
  const ci = new App("ci", { org: acme, ${app} });
  const deploy = new Perm("deploy", { scope: ci, name: "${perm}" });
  new PermGrants("ci-users", { perm: ci.accessPerm, nodes: [acme.root("role")], mode: "exact" });
  new PermGrants("deployers", { perm: deploy, ${grants}, mode: "exact" });
  new Node("reader", { org: acme, kind: "label", name: "Reads credentials", description: ci.clientId });
  new PermGrants("${more.name}", { perm: ci.accessPerm, users: ${more.users} });
  exports.clientId = ci.clientId;
  exports.clientSecret = ci.clientSecret;
`;
interface Declared {
  readonly app: string;
  readonly perm: string;
  readonly grants: string;
  /** Further grants of the app's access, beside those that are exact for nodes. */
  readonly more: { readonly name: string; readonly users: string };
}
const first: Declared = {
  app: `name: "CI", oauth: { redirectUris: ["https://ci.example/cb"], rotate: "1" }, ldap: true`,
  perm: "Deploy",
  grants: "users: [ada, wang], denyUsers: []",
  more: { name: "some", users: "[ada, wang]" },
};
const renamed: Declared = {
  app: `name: "CI 2", oauth: { redirectUris: [], rotate: "1" }`,
  perm: "Ship",
  grants: "users: [wang], denyUsers: [ada]",
  more: first.more,
};
const rotated: Declared = { ...renamed, app: renamed.app.replace('"1"', '"2"') };
const withoutProtocols: Declared = {
  ...{ ...renamed, app: 'name: "CI 2"' },
  more: { name: "others", users: "[wang]" },
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
  const owners = (perm: string, status: 1 | -1) => server.owners(perm, status);
  const clientId = () =>
    project.resources().find(({ urn }) => urn.endsWith("::ci"))?.outputs.clientId;
  const people = async () => {
    const all = await owners(`app_${project.idOf("ci")}_access`, 1);
    return all.filter((one) => !one.startsWith("g_"));
  };
  const settled = () =>
    project.succeed("preview", "--refresh", "--run-program", "--expect-no-changes");

  it("creates what the program declares, the grants on an app's access too", async () => {
    project.program(program(first));
    await project.up();
    const { name, oauth_app, ldap_app } = await live();
    assert.deepEqual([name, clientId()], ["CI", oauth_app?.client_id]);
    assert.ok(ldap_app !== null);
    const [org] = await server.orgs();
    const access = await owners(`app_${project.idOf("ci")}_access`, 1);
    assert.deepEqual(access, ["adalovelace", `g_${String(org?.role_uid)}`, "wangxuan"]);
    assert.deepEqual(await owners(project.idOf("deploy"), 1), ["adalovelace", "wangxuan"]);
  });

  it("shows by name whose grant goes and who is denied, and renames without new credentials", async () => {
    const { oauth_app } = await live();
    project.program(program(renamed));
    const preview = await project.succeed("preview", "--diff");
    assert.match(preview, /- adalovelace: "member"/);
    assert.match(preview, /\+ adalovelace: "member"/);
    await project.up();
    const now = await live();
    assert.deepEqual([now.name, now.oauth_app?.client_id], ["CI 2", oauth_app?.client_id]);
    const deploy = project.idOf("deploy");
    assert.equal((await server.get<{ name: string }>(`perm/${deploy}/`)).name, "Ship");
    const [granted, denied] = [await owners(deploy, 1), await owners(deploy, -1)];
    assert.deepEqual([granted, denied], [["wangxuan"], ["adalovelace"]]);
  });

  it("makes new credentials by another text of rotate, unknown in the preview", async () => {
    const before = (await live()).oauth_app;
    project.program(program(rotated));
    const preview = await project.succeed("preview", "--diff");
    assert.match(preview, /rotate *: "1" => "2"/);
    assert.match(preview, /description *: "\w+" => \[unknown\]/);
    assert.ok(!preview.includes(String(before?.client_secret)));
    await project.up();
    const now = (await live()).oauth_app;
    assert.notEqual(now?.client_id, before?.client_id);
    assert.notEqual(now?.client_secret, before?.client_secret);
    assert.equal(clientId(), now?.client_id);
  });

  it("takes back what one resource granted, while another of the same perm is made", async () => {
    assert.deepEqual(await people(), ["adalovelace", "wangxuan"]);
    project.program(program(withoutProtocols));
    // What an app has computed may change with it: whoever reads it is updated too.
    const planned = ["create others", "delete some", "update ci", "update reader"];
    assert.deepEqual(opsOf(await project.plan()), planned);
    await project.up();
    assert.deepEqual(await people(), ["wangxuan"]);
    await settled();
  });

  it("leaves protocols on that are no longer declared", async () => {
    const { oauth_app, ldap_app } = await live();
    assert.ok(oauth_app !== null && ldap_app !== null);
  });

  it("destroys all of it", async () => {
    await project.succeed("destroy", "--yes", "--skip-preview");
    assert.deepEqual([await server.orgs(), await server.usernames()], [[], []]);
    const { count } = await server.get<{ count: number }>("perm/?subject=app&name=Ship");
    assert.equal(count, 0);
    assert.deepEqual(project.resources(), []);
  });
});

/** "update ci": what a plan does to which resource. */
function opsOf(steps: { op: string; urn: string }[]): string[] {
  return steps.map(({ op, urn }) => `${op} ${urn.split("::").at(-1)}`).sort();
}
