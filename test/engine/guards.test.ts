import assert from "node:assert/strict";
import { IdentityServer } from "./support/identity-server";
import { Project } from "./support/project";
import { workshop } from "./support/workshop";

const PEOPLE = Array.from({ length: 62 }, (_, index) => `person${index + 10}`);
const MAIL = "ada@acme.example";

/** A resource for each of these people, under the name that is given or their own. */
const users = (usernames: readonly string[]) =>
  usernames.map((one) => `new User("${one}", { username: "${one}" });`).join("\n");
const grace = (name: string) => `new User("${name}", { username: "gracehopper" });\n`;
const ada = `const ada = new User("ada", { username: "adalovelace", email: "${MAIL}" });\n`;

/** What no delete may take, under the real CLI: only there a state is exported while a run writes it. */
describe("a run that would delete too much", function () {
  this.timeout(240_000);
  let server: IdentityServer;
  let project: Project;

  beforeEach(async () => {
    server = await IdentityServer.start();
    project = new Project(await workshop(), "guards");
    await project.configure({ ...server.settings, adopt: "ifExists" });
  });
  afterEach(async () => {
    project.remove();
    await server.close();
  });

  const up = (...args: string[]) => project.run("up", "--yes", "--skip-preview", ...args);

  it("deletes nobody when the list of people was cut, and all who are meant when that is said", async () => {
    project.program(users(PEOPLE));
    await project.up();
    project.program(users(PEOPLE.slice(30)));
    const refused = await up();
    assert.notEqual(refused.code, 0);
    assert.match(refused.output, /would delete 30 of the 62 people of the stack \(person/);
    assert.match(refused.output, / and 20 more\), and deletes none of them/);
    assert.match(refused.output, /identity:userDeleteLimit/);
    assert.deepEqual(await server.usernames(), PEOPLE);
    await project.configure({ userDeleteLimit: "100%" });
    await project.up();
    assert.deepEqual(await server.usernames(), PEOPLE.slice(30));
  });

  it("keeps a person whose resource was renamed in a run that failed", async () => {
    project.program(ada + grace("grace"));
    await project.up();
    const taken = `new User("bob", { username: "bobfischer", email: "${MAIL}" }, { dependsOn: ada });`;
    project.program(ada + grace("grace-hopper") + taken);
    assert.notEqual((await up()).code, 0);
    project.program(ada + grace("grace-hopper"));
    assert.match(await project.up(), /User gracehopper stays, since resource "grace-hopper"/);
    assert.deepEqual(await server.usernames(), ["adalovelace", "gracehopper"]);
    const names = project.resources().map(({ urn }) => urn.split("::").at(-1));
    assert.ok(names.includes("grace-hopper") && !names.includes("grace"), names.join());
  });

  it("keeps a person whom a resource has that is no target, until the last one goes", async () => {
    project.program(grace("grace"));
    await project.up();
    const failing = `new User("bob", { username: "x" }, { dependsOn: other });`;
    project.program(`const other = ${grace("grace-hopper")}${failing}`);
    assert.notEqual((await up()).code, 0);
    project.program("");
    const target = await up("--target", "**::grace");
    assert.equal(target.code, 0, target.output);
    assert.match(target.output, /gracehopper stays, since resource "grace-hopper" in the state/);
    assert.deepEqual(await server.usernames(), ["gracehopper"]);
    await project.succeed("destroy", "--yes", "--skip-preview");
    assert.deepEqual(await server.usernames(), []);
  });

  it("deletes nobody when a connection leaves the program with its people, or all of it does", async () => {
    const { url, username, password } = server.settings;
    const access = JSON.stringify({ url, username, password, timeout: 50 });
    const second = PEOPLE.slice(6, 12).map(
      (one) => `new User("${one}", { username: "${one}" }, { provider: second });`,
    );
    const own = users(PEOPLE.slice(0, 6));
    const connection = `const second = new Connection("second", ${access});`;
    project.program([own, connection, ...second].join("\n"));
    await project.up();
    for (const left of [own, ""]) {
      project.program(left);
      const refused = await up();
      assert.notEqual(refused.code, 0);
      assert.match(refused.output, /would delete 6 of the 6 people of the stack/);
      assert.deepEqual(await server.usernames(), PEOPLE.slice(0, 12));
    }
    await project.succeed("destroy", "--yes", "--skip-preview");
    assert.deepEqual(await server.usernames(), []);
  });

  it("deletes no bulk tree of people that leaves the program", async () => {
    const people = PEOPLE.slice(0, 6);
    const tree = {
      ...{ name: "Acme", departments: [{ key: "lab", name: "Lab", people }] },
      people: people.map((key) => ({ key, username: key })),
    };
    const rest = 'new User("ada", { username: "adalovelace" });';
    const declared = `new OrgTree("acme", { tree: ${JSON.stringify(tree)}, bulk: true });`;
    project.program(declared + rest);
    await project.up();
    project.program(rest);
    const refused = await up();
    assert.notEqual(refused.code, 0);
    assert.match(refused.output, /would delete 6 of the 6 people/);
    assert.deepEqual(await server.usernames(), ["adalovelace", ...people]);
    await project.configure({ userDeleteLimit: "100%" });
    await project.up();
    assert.deepEqual(await server.usernames(), ["adalovelace"]);
  });

  it("is no destroy: that ends with everybody gone, also whom two resources have", async () => {
    project.program(users(PEOPLE.slice(0, 10)) + grace("grace"));
    await project.up();
    const failing = `new User("bob", { username: "x" }, { dependsOn: other });`;
    project.program(
      `${users(PEOPLE.slice(0, 10))}\nconst other = ${grace("grace-hopper")}${failing}`,
    );
    assert.notEqual((await up()).code, 0);
    await project.succeed("destroy", "--yes", "--skip-preview");
    assert.deepEqual(await server.usernames(), []);
  });
});
