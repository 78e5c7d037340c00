import assert from "node:assert/strict";
import { delimiter } from "node:path";
import type { KeycloakClient } from "../../../sdk/keycloak";
import { describeOn } from "../../provider/conformance/system";
import { givenByHand } from "../../provider/support/given-by-hand";
import { TestRealm } from "../../provider/support/keycloak";
import { hostsOrSkip } from "../languages/hosts";
import { Project } from "../support/project";
import { workshop } from "../support/workshop";

/** A realm of people who know nothing of this package. */
async function byHand({ realm, groups, users, clients, roles }: KeycloakClient): Promise<void> {
  await realm.create({ displayName: "Acme" });
  const sales = await groups.create({ name: "Sales", attributes: { cost: ["42"] } });
  const north = await groups.create({ name: 'North/West "${x}"' }, sales);
  await groups.create({ name: '"null"' });
  const ada = await users.create({ username: "ada", firstName: "Ada" });
  await users.join(ada, north);
  const shop = await clients.create({ clientId: "shop", redirectUris: ["https://shop.example/*"] });
  await roles.create({ name: "buyer" }, shop);
  await givenByHand(roles, { buyers: sales, shop, auditor: ada });
}

describeOn("keycloak")("a realm that is brought into a stack", function () {
  this.timeout(290_000);
  let realm: TestRealm | undefined;
  let project: Project;

  before(async function () {
    const hosts = await hostsOrSkip(this);
    realm = await TestRealm.start();
    await byHand(realm.client);
    const shop = await workshop();
    const PATH = [hosts.run, shop.engine.path, process.env.PATH].filter(Boolean).join(delimiter);
    project = new Project(shop, "keycloak-into", { plugin: true, runtime: "yaml", env: { PATH } });
    await project.configure({ url: realm.server.url, ...realm.settings });
  });
  after(async () => {
    project?.remove();
    await realm?.remove();
  });

  it("has code that changes nothing, for groups, apps and grants that were made by hand", async () => {
    const bring = "npx pulumi-identity export --into test --out brought";
    const { code, output } = await project.shell(bring);
    assert.equal(code, 0, output);
    assert.match(output, /test has 11 resources of the org now/);
    const made = project.read("brought/imported.yaml");
    assert.doesNotMatch(made, /deny/);
    project.write("Pulumi.yaml", project.read("Pulumi.yaml") + made);
    await project.succeed("preview", "--refresh", "--run-program", "--expect-no-changes");
  });
});
