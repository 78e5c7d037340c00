import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { DriftReport } from "../../cli/drift/report";
import { told } from "../cli/drift/support/seeded";
import { describeOn } from "../provider/conformance/system";
import { TestRealm } from "../provider/support/keycloak";
import { exampleProject } from "./support/example";
import { Project } from "./support/project";
import { workshop, type Workshop } from "./support/workshop";

describeOn("keycloak")("a real Keycloak under the real engine", function () {
  let shop: Workshop;
  let realm: TestRealm;
  let project: Project;

  before(async () => (shop = await workshop()));
  beforeEach(async () => {
    realm = await TestRealm.start();
  });
  afterEach(async () => {
    project?.remove();
    await realm.remove();
  });

  const configure = () => project.configure({ url: realm.server.url, ...realm.settings });
  const pathsOf = async () => {
    const paths: string[] = [];
    for await (const { path } of realm.client.groups.list()) paths.push(String(path));
    return paths;
  };
  const membersAt = async (path: string) => {
    for await (const group of realm.client.groups.list()) {
      if (group.path !== path) continue;
      const { items } = await realm.client.groups.members(group.id).page();
      return items.map(({ username }) => username);
    }
    return [];
  };

  const examples: Readonly<Record<string, () => Promise<void>>> = {
    company: async () => {
      assert.equal((await pathsOf()).length, 17);
      assert.deepEqual(await membersAt("/上海分公司/研发部"), ["wuwenjun", "xiapeisu", "yaoqizhi"]);
    },
    "departments-and-people": async () => {
      assert.deepEqual(await pathsOf(), ["/Engineering", "/Engineering/Platform", "/上海分公司"]);
      assert.deepEqual(await membersAt("/上海分公司"), ["adalovelace", "wangxuan"]);
    },
    "groups-and-roles": async () => {
      assert.deepEqual(await membersAt("/Guilds/Go 语言兴趣组"), ["adalovelace", "wangxuan"]);
      assert.deepEqual(await membersAt("/On call"), ["wangxuan"]);
    },
    "org-from-yaml": async () => {
      assert.deepEqual(await membersAt("/On call"), ["gracehopper", "wangxuan"]);
    },
  };
  for (const [name, look] of Object.entries(examples)) {
    it(`runs the example ${name} unchanged, settles, and takes all of it down again`, async () => {
      project = exampleProject(shop, name);
      await configure();
      await project.up();
      assert.equal((await realm.client.realm.get()).displayName, "Acme");
      await look();
      await project.succeed("preview", "--refresh", "--run-program", "--expect-no-changes");
      await project.succeed("destroy", "--yes", "--skip-preview");
      assert.deepEqual(project.resources(), []);
      await assert.rejects(realm.client.realm.get(), /Realm not found/);
      assert.doesNotMatch(project.printed, /ArkID|Authing/);
    });
  }

  it("takes over a realm that people made by hand, writes nothing, and reports what nobody declared", async () => {
    const { client } = realm;
    await client.realm.create({ displayName: "Acme" });
    const engineering = await client.groups.create({ name: "Engineering" });
    const platform = await client.groups.create({ name: "Platform" }, engineering);
    await client.groups.create({ name: "Lab <script>|" }, engineering);
    const ada = await client.users.create({ username: "ada", firstName: "Ada", lastName: "King" });
    const bob = await client.users.create({ username: "bob" });
    await Promise.all([ada, bob].map((one) => client.users.join(one, platform)));
    await client.clients.create({ clientId: "ci", standardFlowEnabled: false });

    project = new Project(shop, "keycloak-adopt");
    await configure();
    project.program(`
      const adopt = "only";
      const acme = new Org("acme", { name: "Acme", adopt }, { retainOnDelete: true });
      const engineering = new Node("engineering", { org: acme, kind: "department", name: "Engineering", adopt });
      const platform = new Node("platform", { org: acme, kind: "department", parent: engineering, name: "Platform", adopt });
      const ada = new User("ada", { username: "ada", name: "Ada King", adopt });
      new NodeMembers("people", { node: platform, users: [ada], mode: "exact", adopt: "ifExists" });
      new App("ci", { org: acme, uid: "ci", name: "ci", adopt });
    `);
    const before = await client.groups.get(platform);
    await project.up();
    assert.equal(project.idOf("platform"), platform);
    assert.deepEqual(await client.groups.get(platform), before);
    const preview = await project.plan("--refresh", "--run-program");
    assert.deepEqual(
      preview.map(({ op, urn }) => `${op} ${urn.split("::").at(-1)}`),
      ["update people"],
    );
    const drift = "drift --stack test --format json=drift.json";
    const { code, output } = await project.shell(`npx pulumi-identity ${drift}`);
    assert.equal(code, 7, output);
    const report = readFileSync(join(project.folder, "drift.json"), "utf8");
    const found = told(JSON.parse(report) as DriftReport);
    assert.deepEqual(found, [
      "unmanaged Node Acme/Engineering/Lab <script>|",
      "unmanaged NodeMembers Acme/Engineering/Platform/bob",
    ]);
  });

  it("gives the account of an app its grants in the run that makes the app", async () => {
    project = new Project(shop, "keycloak-service-account");
    await configure();
    project.program(`
      const acme = new Org("acme", { name: "Acme" });
      const audit = new Perm("audit", { scope: acme, name: "Audit" });
      new PermGrants("auditors", { perm: audit, users: ["service-account-ci-bot"], mode: "exact" });
      const oauth = { grantType: "client-credentials", redirectUris: [] };
      new App("ci", { org: acme, uid: "CI-bot", name: "CI", oauth });
    `);
    await project.up();
    const { items } = await realm.client.roles.users("Audit").page();
    assert.deepEqual(
      items.map(({ username }) => username),
      ["service-account-ci-bot"],
    );
    await project.succeed("preview", "--refresh", "--run-program", "--expect-no-changes");
  });
});
