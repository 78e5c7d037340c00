import assert from "node:assert/strict";
import { join } from "node:path";
import { run } from "../../scripts/lib/engine/run";
import { consumers } from "./support/consumers";
import { IdentityServer } from "./support/identity-server";
import { Project } from "./support/project";
import { workshop } from "./support/workshop";

for (const { title, program, modules } of consumers) {
  describe(`the package in ${title}`, function () {
    this.timeout(300_000);
    let server: IdentityServer;
    let project: Project;

    before(async () => {
      const shop = await workshop();
      const nodeModules = await modules(shop);
      server = await IdentityServer.start();
      project = new Project(shop, "consumer", { nodeModules, env: inEnvironment(server) });
      const manifest = { name: "consumer", ...program.manifest };
      project.write("package.json", JSON.stringify(manifest));
      for (const [path, text] of Object.entries(program.files)) project.write(path, text);
      await project.configure({});
    });
    after(async () => {
      project?.remove();
      await server?.close();
    });

    if (program.manifest.main === "index.ts") {
      it("compiles, and so do the declarations that it leans on", async () => {
        const tsc = join(project.folder, "node_modules/.bin/tsc");
        const command = { file: tsc, args: ["--noEmit", "--pretty", "false"] };
        const options = { cwd: project.folder, env: process.env, limit: 120_000 };
        assert.equal(await run({ ...command, ...options }), "");
      });
    }

    it("creates what the program declares", async () => {
      await project.up();
      assert.deepEqual(
        (await server.orgs()).map(({ name }) => name),
        ["Acme"],
      );
      assert.equal((await server.node(project.idOf("tools"))).name, "Tools");
      assert.deepEqual(await server.members(project.idOf("tools")), ["adalovelace"]);
    });

    it("keeps neither the account of its environment nor the password in the state", () => {
      assert.ok(!project.stateText().includes(server.password));
      assert.doesNotMatch(project.stateText(), /identity:(username|password)/);
    });

    it("finds nothing to do after a refresh by the program", async () => {
      await project.succeed("preview", "--refresh", "--run-program", "--expect-no-changes");
    });

    it("destroys what it created", async () => {
      await project.succeed("destroy", "--yes", "--skip-preview");
      assert.deepEqual(await server.orgs(), []);
      assert.deepEqual(await server.usernames(), []);
    });
  });
}

/** The settings as environment variables: no call of the CLI is spent on each. */
function inEnvironment({ settings }: IdentityServer): NodeJS.ProcessEnv {
  return {
    IDENTITY_URL: settings.url,
    IDENTITY_USERNAME: settings.username,
    IDENTITY_PASSWORD: settings.password,
  };
}
