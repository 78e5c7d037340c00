import assert from "node:assert/strict";
import { hostsOrSkip } from "../languages/hosts";
import { IdentityServer } from "../support/identity-server";
import type { Project } from "../support/project";
import { workshop } from "../support/workshop";
import { foreignProject, inYaml } from "./project";

const list = (kim: string) => `
  acme: { type: "identity:Org", properties: { name: Acme } }
  team: { type: "identity:Node", properties: { org: "\${acme.id}", kind: department, name: Team } }
  people:
    type: identity:NodeMembers
    properties: { node: "\${team.id}", users: [${kim}] }`;

const kim = (options = "{}") => `
  kim: { type: "identity:User", properties: { username: kimlee }, options: ${options} }`;

describe("somebody who is put back, and whom a list goes on naming, in a program in YAML", function () {
  this.timeout(240_000);
  let server: IdentityServer | undefined;
  let project: Project;

  before(async function () {
    const hosts = await hostsOrSkip(this);
    server = await IdentityServer.start();
    project = foreignProject(await workshop(), hosts, "yaml-put-back");
    declare(list('"${kim.username}"'), kim());
    await project.configure(server.settings);
    await project.up();
    declare(list("kimlee"));
    await project.up();
  });
  after(async () => {
    project?.remove();
    await server?.close();
  });
  const declare = (...resources: readonly string[]) =>
    project.write("Pulumi.yaml", inYaml("yaml-put-back", `resources:${resources.join("")}\n`));
  const members = () => server?.members(project.idOf("team"));

  it("is not made after a list that names them by a text, where they would be missing for good", async () => {
    assert.deepEqual([await members(), await server?.usernames()], [[], []]);
    declare(list("kimlee"), kim('{ dependsOn: ["${people}"] }'));
    for (const command of [["preview"], ["up", "--yes", "--skip-preview"]]) {
      const { code, output } = await project.run(...command);
      assert.notEqual(code, 0, output);
      assert.match(output, /NodeMembers "people" names user "kimlee".* before User "kim"/);
    }
    assert.deepEqual(await server?.usernames(), []);
  });

  it("is in the list again where that names them by the output, in that run, and the plan says so", async () => {
    declare(list('"${kim.username}"'), kim());
    assert.match(await project.succeed("preview"), /~ +identity:index:NodeMembers people update/);
    await project.up();
    assert.deepEqual(await members(), ["kimlee"]);
    await project.succeed("preview", "--refresh", "--run-program", "--expect-no-changes");
  });
});
