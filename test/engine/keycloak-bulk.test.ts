import assert from "node:assert/strict";
import { describeOn } from "../provider/conformance/system";
import { TestRealm } from "../provider/support/keycloak";
import { Project } from "./support/project";
import { workshop } from "./support/workshop";

const ORG = `
name: Acme
groups:
  - key: engineering
    name: Engineering
    people: [ada]
    groups: [{ key: platform, name: Platform, people: [grace] }]
  - key: operations
    name: Operations
    groups: [{ key: ops-platform, name: Platform, people: [] }]
people:
  - { key: ada, name: Ada Lovelace, email: head@acme.example }
  - { key: grace, name: Grace Hopper }
`;

const PROGRAM = `
  const tree = new OrgTree("acme", {
    file: "org.yaml", bulk: true, mode: "exact", initialPasswordSecret: "seed",
  });
  const audit = new Perm("audit", { scope: tree.org, name: "Audit" });
  new PermGrants("auditors", { perm: audit, nodes: [tree.nodeId("platform")], mode: "exact" });
`;

// Keycloak chooses the ids of groups: none is known before the apply has made it.
describeOn("keycloak")("an OrgTree as one resource on a real Keycloak", function () {
  let realm: TestRealm;
  let project: Project;

  before(async () => {
    realm = await TestRealm.start();
    project = new Project(await workshop(), "keycloak-bulk");
    await project.configure({ url: realm.server.url, ...realm.settings });
    project.program(PROGRAM);
    project.write("org.yaml", ORG);
  });
  after(async () => {
    project?.remove();
    await realm?.remove();
  });

  const membersAt = async (path: string) => {
    for await (const group of realm.client.groups.list()) {
      if (group.path !== path) continue;
      const { items } = await realm.client.groups.members(group.id).page();
      return items.map(({ username }) => username);
    }
    return undefined;
  };
  const settled = () =>
    project.succeed("preview", "--refresh", "--run-program", "--expect-no-changes");

  it("makes its nodes, which others of the program name, and settles", async () => {
    await project.up();
    assert.deepEqual(await membersAt("/Engineering"), ["ada"]);
    assert.deepEqual(await membersAt("/Engineering/Platform"), ["grace"]);
    await settled();
  });

  it("gives whoever joins the email of somebody who leaves, in a group that is new", async () => {
    const lab = "[{ key: lab, name: Lab, people: [eve] }, { key: platform, ";
    const changed = ORG.replace("[{ key: platform, ", lab)
      .replace("people: [ada]", "people: [eve]")
      .replace("key: ada, name: Ada Lovelace", "key: eve, name: Eve");
    project.write("org.yaml", changed);
    await project.succeed("preview");
    await project.up();
    assert.deepEqual(await membersAt("/Engineering/Lab"), ["eve"]);
    assert.equal((await realm.client.users.find("eve"))?.email, "head@acme.example");
    assert.equal(await realm.client.users.find("ada"), undefined);
    await settled();
  });
});
