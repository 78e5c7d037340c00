import assert from "node:assert/strict";
import { describeOn } from "../../provider/conformance/system";
import { TestRealm } from "../../provider/support/keycloak";
import { hostsOrSkip } from "../languages/hosts";
import type { Project } from "../support/project";
import { workshop } from "../support/workshop";
import { foreignProject, inYaml } from "./project";

/** Nothing names the Org: the rest has the realm as text, or not at all. */
const program = (realm: string) => `
resources:
  ada:
    type: identity:User
    properties: { username: adalovelace, name: Ada Lovelace, email: ada@acme.example }
  engineering:
    type: identity:Node
    properties: { org: ${realm}, kind: department, name: Engineering }
  shop:
    type: identity:App
    properties: { org: ${realm}, name: Shop }
  buyer:
    type: identity:Perm
    properties: { scope: ${realm}, name: Buyer }
  acme:
    type: identity:Org
    properties: { name: Acme }
`;

describeOn("keycloak")("the first up of a program in YAML that makes its realm", function () {
  this.timeout(240_000);
  let realm: TestRealm | undefined;
  let project: Project;

  before(async function () {
    const hosts = await hostsOrSkip(this);
    realm = await TestRealm.start();
    project = foreignProject(await workshop(), hosts, "first-up");
    await project.configure({ url: realm.server.url, ...realm.settings });
    project.write("Pulumi.yaml", inYaml("first-up", program(realm.realm)));
  });
  after(async () => {
    project?.remove();
    await realm?.remove();
  });

  it("makes what does not name the Org after it, and nothing more to do", async () => {
    await project.up();
    const names = project.resources().map(({ urn }) => urn.replace(/.*::/, ""));
    for (const one of ["acme", "ada", "buyer", "engineering", "shop"]) {
      assert.ok(names.includes(one), one);
    }
    await project.succeed("preview", "--refresh", "--run-program", "--expect-no-changes");
  });
});
