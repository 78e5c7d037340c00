import assert from "node:assert/strict";
import { IdentityServer } from "./support/identity-server";
import { Project } from "./support/project";
import { workshop } from "./support/workshop";

describe("a stack without settings, in an environment that has them", function () {
  this.timeout(120_000);
  let server: IdentityServer;
  let project: Project;

  before(async () => {
    const shop = await workshop();
    server = await IdentityServer.start();
    const { url, username, password } = server.settings;
    const env = { IDENTITY_URL: url, IDENTITY_USERNAME: username, IDENTITY_PASSWORD: password };
    project = new Project(shop, "environment", { env });
    await project.configure({});
    project.program('new Org("acme", { name: "Acme" });');
  });
  after(async () => {
    project?.remove();
    await server?.close();
  });

  it("creates what the program declares", async () => {
    await project.up();
    assert.deepEqual(
      (await server.orgs()).map(({ name }) => name),
      ["Acme"],
    );
  });

  it("keeps neither the URL's account nor its password in the state", () => {
    assert.ok(!project.stateText().includes(server.password));
    assert.doesNotMatch(project.stateText(), /identity:(username|password)/);
  });

  it("destroys it with what the environment says then", async () => {
    await project.succeed("destroy", "--yes", "--skip-preview");
    assert.deepEqual(await server.orgs(), []);
  });
});
