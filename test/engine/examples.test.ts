import assert from "node:assert/strict";
import { complaintsAbout, exampleNames, exampleProject } from "./support/example";
import { IdentityServer, type OrgRow } from "./support/identity-server";
import type { Project } from "./support/project";
import { workshop, type Workshop } from "./support/workshop";

describe("the examples", function () {
  this.timeout(180_000);
  let shop: Workshop;
  let server: IdentityServer;
  let project: Project;

  before(async () => (shop = await workshop()));
  beforeEach(async () => (server = await IdentityServer.start()));
  afterEach(async () => {
    project?.remove();
    await server.close();
  });

  for (const name of exampleNames()) {
    it(`${name} compiles`, () => assert.deepEqual(complaintsAbout(name), []));
  }

  /** Runs an example to its end and looks, looks again by a preview, and destroys it. */
  const live = async (
    name: string,
    look: (acme: OrgRow) => Promise<void>,
    settings: readonly (readonly [name: string, value: string])[] = [],
  ) => {
    project = exampleProject(shop, name);
    await project.configure(server.settings);
    for (const setting of settings) await project.succeed("config", "set", "--secret", ...setting);
    await project.up();
    const [acme] = await server.orgs();
    assert.equal(acme?.name, "Acme");
    await look(acme);
    await project.succeed("preview", "--refresh", "--run-program", "--expect-no-changes");
    await project.succeed("destroy", "--yes", "--skip-preview");
    assert.deepEqual(project.resources(), []);
  };
  const holdsNothing = async () =>
    assert.deepEqual([await server.orgs(), await server.usernames()], [[], []]);

  it("departments-and-people: a tree, and two lists of people", async () => {
    await live("departments-and-people", async ({ dept_uid }) => {
      assert.deepEqual(await server.children(`d_${dept_uid}`), ["Engineering", "上海分公司"]);
      assert.deepEqual(await server.children(project.idOf("engineering")), ["Platform"]);
      const platform = await server.members(project.idOf("platform"));
      assert.deepEqual(platform, ["adalovelace", "gracehopper"]);
      const path = `node/${project.idOf("shanghai")}/user/`;
      const { results } = await server.get<{ results: { username: string }[] }>(path);
      assert.deepEqual(
        results.map(({ username }) => username),
        ["wangxuan", "adalovelace"],
      );
    });
    await holdsNothing();
  });

  it("groups-and-roles: people across departments", async () => {
    await live("groups-and-roles", async ({ role_uid }) => {
      assert.deepEqual(await server.children(`g_${role_uid}`), ["On call"]);
      assert.deepEqual(await server.children(project.idOf("guilds")), ["Go 语言兴趣组"]);
      assert.deepEqual(await server.members(project.idOf("go")), ["adalovelace", "wangxuan"]);
      assert.deepEqual(await server.members(project.idOf("on-call")), ["wangxuan"]);
      assert.deepEqual(await server.members(project.idOf("remote")), []);
    });
    await holdsNothing();
  });

  it("apps-and-grants: engineering uses an app, and one department deploys but for one person", async () => {
    await live("apps-and-grants", async () => {
      const [deploy, ci] = [project.idOf("deploy"), project.idOf("ci")];
      const engineering = [project.idOf("engineering")];
      assert.deepEqual(await server.owners(`app_${ci}_access`, 1), engineering);
      assert.deepEqual(await server.owners(deploy, 1), [project.idOf("platform")]);
      assert.deepEqual(await server.owners(deploy, -1), ["mallory"]);
      assert.match(await project.succeed("stack", "output"), /clientSecret +\[secret\]/);
    });
    await holdsNothing();
  });

  it("org-from-yaml: what the file says", async () => {
    await live("org-from-yaml", async ({ dept_uid, role_uid }) => {
      const departments = ["Engineering", "Platform", "上海分公司"];
      assert.deepEqual(await server.namesBelow(`d_${dept_uid}`), departments);
      assert.deepEqual(await server.children(`g_${role_uid}`), ["On call"]);
      assert.deepEqual(await server.members(project.idOf("acme/platform")), ["gracehopper"]);
      const onCall = await server.members(project.idOf("acme/on-call"));
      assert.deepEqual(onCall, ["gracehopper", "wangxuan"]);
    });
    await holdsNothing();
  });

  it("people-from-hr: who is in the file, where it says", async () => {
    await live("people-from-hr", async ({ dept_uid }) => {
      assert.deepEqual(await server.namesBelow(`d_${dept_uid}`), [
        "Engineering",
        "Platform",
        "上海分公司",
      ]);
      const tree = project.resources().find(({ type }) => type.endsWith("BulkTree"));
      const ids = tree?.outputs.nodeIds as Record<string, string>;
      const nodeIn = (key: string) => String(ids[key]);
      const people = { platform: ["alovelace", "awang1004"], engineering: ["amazinggrace"] };
      const groups = { go: ["alovelace"], "first-aid": ["alovelace"], "on-call": ["amazinggrace"] };
      for (const [key, members] of Object.entries({ ...people, ...groups })) {
        assert.deepEqual(await server.members(nodeIn(key)), members, key);
      }
      const shanghai = await server.members(nodeIn("shanghai"));
      assert.deepEqual(shanghai, ["awang", "awang1004"]);
      const everybody = await server.usernames();
      assert.deepEqual(everybody, ["alovelace", "amazinggrace", "awang", "awang1004"]);
      const csv = project.read("people.csv");
      project.write("people.csv", `${csv}1007;Alan;;;;Enginering;;2030;active\n`);
      const { code, output } = await project.run("preview");
      project.write("people.csv", csv);
      assert.notEqual(code, 0, output);
      for (const told of [
        "people.csv:8: First name: there is no surname",
        'people.csv:8: Department: there is no department "Enginering": is Engineering meant?',
        'people.csv:8: Last day: "2030" is no end date: give a day as DD.MM.YYYY',
      ]) {
        assert.ok(output.includes(told), output);
      }
    });
    await holdsNothing();
  });

  it("adopting: takes over what is there, and leaves it there", async () => {
    const { dept_uid } = await byHand(server);
    await live("adopting", async (acme) => {
      assert.equal(acme.dept_uid, dept_uid);
      assert.deepEqual(await server.children(`d_${dept_uid}`), ["Engineering"]);
      const members = await server.members("d_engineering");
      assert.deepEqual(members, ["adalovelace", "gracehopper"]);
      const login = { username: "adalovelace", password: "their-own-password-1" };
      assert.equal((await server.ask("POST", "ucenter/login/", login)).status, 200);
    });
    assert.equal((await server.orgs())[0]?.dept_uid, dept_uid);
    assert.deepEqual(await server.usernames(), ["adalovelace", "gracehopper"]);
    assert.deepEqual(await server.members("d_engineering"), ["gracehopper"]);
  });

  it("two-tenants: to each server its own", async () => {
    const eu = await IdentityServer.start();
    const settings = Object.entries(eu.settings).map(
      ([name, value]) => [`eu:${name}`, value] as const,
    );
    const look = async ({ dept_uid }: OrgRow) => {
      assert.deepEqual(await server.children(`d_${dept_uid}`), ["Sales"]);
      const [abroad] = await eu.orgs();
      assert.equal(abroad?.name, "Acme EU");
      assert.deepEqual(await eu.children(`d_${abroad.dept_uid}`), ["Vertrieb"]);
    };
    try {
      await live("two-tenants", look, settings);
      assert.deepEqual([await server.orgs(), await eu.orgs()], [[], []]);
    } finally {
      await eu.close();
    }
  });
});

/** Acme as somebody made it on the server's own pages: a department of another name, and two people. */
async function byHand(server: IdentityServer): Promise<OrgRow> {
  const { body: acme } = await server.ask<OrgRow>("POST", "org/", { name: "Acme" });
  const engineering = { uid: "engineering", name: "Engineers" };
  await server.ask("POST", `node/d_${acme.dept_uid}/node/`, engineering);
  const ada = { username: "adalovelace", password: "their-own-password-1", name: "Ada" };
  await server.ask("POST", "user/", { user: ada });
  await server.ask("POST", "user/", { user: { username: "gracehopper" } });
  const inside = { subject: "add", user_uids: ["gracehopper"] };
  await server.ask("PATCH", "node/d_engineering/user/", inside);
  return acme;
}
