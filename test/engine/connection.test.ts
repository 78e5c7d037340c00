import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { IdentityServer } from "./support/identity-server";
import { Project } from "./support/project";
import { workshop } from "./support/workshop";

/** One company on the stack's own server, another on the server of a Connection. */
const companies = (connection: string) => `
  const eu = new Connection("eu", { ${connection} });
  const home = new Org("home", { name: "Acme" });
  new Node("home-sales", { org: home, kind: "department", name: "Sales" });
  const abroad = new Org("abroad", { name: "Acme EU" }, { provider: eu });
  const vertrieb = new Node("abroad-sales", { org: abroad, kind: "department", name: "Vertrieb" }, { provider: eu });
  const emmy = new User("emmy", { username: "emmynoether", initialPassword: "Symmetry-1918" }, { provider: eu });
  new NodeMembers("abroad-people", { node: vertrieb, users: [emmy] }, { provider: eu });
`;

describe("two tenants in one program", function () {
  this.timeout(180_000);
  let servers: IdentityServer[] = [];
  let home: IdentityServer;
  let abroad: IdentityServer;
  let project: Project;
  let token: string;
  let printed = "";
  const withPassword = (password: string) =>
    companies(`url: "${abroad.url}", username: "admin", password: "${password}"`);

  before(async () => {
    const shop = await workshop();
    servers = [await IdentityServer.start(), await IdentityServer.start()];
    [home, abroad] = servers as [IdentityServer, IdentityServer];
    project = new Project(shop, "tenants");
    await project.configure(home.settings);
  });
  after(async () => {
    project?.remove();
    await Promise.all(servers.map((server) => server.close()));
  });

  it("gives each server its own", async () => {
    project.program(withPassword(abroad.password));
    printed += await project.succeed("preview", "--diff");
    printed += await project.up();
    assert.deepEqual(await orgNames(home), ["Acme"]);
    assert.deepEqual(await home.children(await rootOf(home)), ["Sales"]);
    assert.deepEqual(await home.usernames(), []);
    assert.deepEqual(await orgNames(abroad), ["Acme EU"]);
    assert.deepEqual(await abroad.children(await rootOf(abroad)), ["Vertrieb"]);
    assert.deepEqual(await abroad.members(project.idOf("abroad-sales")), ["emmynoether"]);
  });

  it("names in each output whose it is", () => {
    const tenantOf = (name: string) =>
      project.resources().find(({ urn }) => urn.endsWith(`::${name}`))?.outputs.tenant;
    assert.deepEqual([tenantOf("home"), tenantOf("abroad")], [home.url, abroad.url]);
  });

  it("finds nothing to do afterwards", async () => {
    await project.succeed("preview", "--refresh", "--run-program", "--expect-no-changes");
  });

  it("touches no resource when only the password of a Connection changes", async () => {
    const before = identityOf(project);
    await changePassword(abroad, "a-new-password-2");
    project.program(withPassword("a-new-password-2"));
    const steps = await project.plan();
    assert.deepEqual(
      steps.map(({ op, urn }) => `${op} ${urn.split("::").at(-1)}`),
      ["update eu"],
    );
    printed += await project.up();
    assert.deepEqual(identityOf(project), before);
  });

  it("touches no resource when a Connection gets a token in place of a password", async () => {
    const before = identityOf(project);
    token = await tokenOf(abroad, "a-new-password-2");
    project.program(companies(`url: "${abroad.url}", token: "${token}"`));
    printed += await project.succeed("preview", "--diff");
    printed += await project.up("--refresh", "--run-program");
    assert.deepEqual(identityOf(project), before);
  });

  it("keeps no credential in plain text, in the state or on the screen", () => {
    const passwords = [home.password, abroad.password, "a-new-password-2", "Symmetry-1918"];
    assertHidden(allKeptBy(project) + printed, [...passwords, token]);
  });

  it("empties both servers in one destroy", async () => {
    await project.succeed("destroy", "--yes", "--skip-preview");
    assert.deepEqual(await home.orgs(), []);
    assert.equal(await countOf(abroad, "org/", token), 0);
    assert.equal(await countOf(abroad, "user/", token), 0);
  });
});

/** Every file of the backend: the state, the states before it, the history of updates. */
function allKeptBy({ folder }: Project): string {
  const kept = join(folder, "state");
  return readdirSync(kept, { recursive: true, encoding: "utf8" })
    .map((path) => join(kept, path))
    .filter((path) => statSync(path).isFile())
    .map((path) => readFileSync(path, "utf8"))
    .join("\n");
}

/** Which resources the state has beside the Connection, and what each stands for. */
function identityOf(project: Project): string[] {
  return project
    .resources()
    .filter(({ type }) => type.includes("/identity:"))
    .map(({ urn, id }) => `${urn} is ${id}`)
    .sort();
}

async function orgNames(server: IdentityServer): Promise<string[]> {
  return (await server.orgs()).map(({ name }) => name);
}

/** The root department of the only org. */
async function rootOf(server: IdentityServer): Promise<string> {
  const [org] = await server.orgs();
  assert.ok(org);
  return `d_${org.dept_uid}`;
}

/** Ends the token of before, too: also that of the server's helper. */
async function changePassword(server: IdentityServer, password: string): Promise<void> {
  const body = { password, require_reset_password: false };
  const { status } = await server.ask("PATCH", "user/admin/password/", body);
  assert.equal(status, 200);
}

async function tokenOf({ url }: IdentityServer, password: string): Promise<string> {
  const answer = await fetch(`${url}/siteapi/v1/ucenter/login/`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ username: "admin", password }),
  });
  return ((await answer.json()) as { token: string }).token;
}

/** How many a listing has, asked with a token of its own. */
async function countOf({ url }: IdentityServer, list: string, token: string): Promise<number> {
  const headers = { authorization: `Token ${token}` };
  const answer = await fetch(`${url}/siteapi/v1/${list}`, { headers });
  const body = (await answer.json()) as unknown[] | { count: number };
  return Array.isArray(body) ? body.length : body.count;
}

function assertHidden(text: string, secrets: readonly string[]): void {
  for (const [index, secret] of secrets.entries()) {
    assert.ok(secret.length > 0 && !text.includes(secret), `secret ${index} is in plain text`);
  }
}
