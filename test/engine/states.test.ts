import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { recordedVersions, RECORDED_TENANT, STATES } from "../states/recorded";
import { IdentityServer } from "./support/identity-server";
import { Project } from "./support/project";
import { workshop } from "./support/workshop";

describe("the state of an earlier version", function () {
  this.timeout(120_000);

  for (const version of recordedVersions()) {
    it(`${version} previews empty`, async () => {
      const folder = join(STATES, version);
      const server = await IdentityServer.start();
      const project = new Project(await workshop(), "states");
      try {
        await project.configure({ ...server.settings, tenant: RECORDED_TENANT });
        project.write("index.js", readFileSync(join(folder, "index.js"), "utf8"));
        await project.succeed("stack", "import", "--file", join(folder, "state.json"));
        const kinds = new Set(project.resources().map(({ type }) => type.split(":").at(-1)));
        assert.ok(kinds.size >= 10, "a recording has every kind of resource");
        assert.deepEqual(await project.plan(), []);
      } finally {
        project.remove();
        await server.close();
      }
    });
  }
});
