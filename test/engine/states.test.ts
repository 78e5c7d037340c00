import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { older } from "../provider/support/older";
import { recordedVersions, RECORDED_TENANT, STATES } from "../states/recorded";
import { IdentityServer } from "./support/identity-server";
import { Project, type StateResource } from "./support/project";
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

  it("0.1.0 is refreshed to today's names, stays empty in a preview, and is destroyed", async () => {
    const server = await IdentityServer.start();
    const project = new Project(await workshop(), "older");
    try {
      await project.configure(server.settings);
      project.write("index.js", readFileSync(join(STATES, "0.1.0", "index.js"), "utf8"));
      await project.up();
      const { kept, file } = await olderStateOf(project);
      assert.match(kept, /"remark"/);
      await project.succeed("stack", "import", "--file", file);
      assert.deepEqual(await project.plan(), []);
      await project.succeed("refresh", "--yes");
      assert.ok(!JSON.stringify(project.resources()).includes('"remark"'));
      assert.deepEqual(await project.plan("--refresh"), []);
      await project.succeed("stack", "import", "--file", file);
      await project.succeed("destroy", "--yes");
      assert.deepEqual([await server.orgs(), await server.usernames()], [[], []]);
    } finally {
      project.remove();
      await server.close();
    }
  });
});

/** The stack's state under the names of 0.1.0, in a file. */
async function olderStateOf(project: Project): Promise<{ kept: string; file: string }> {
  const file = join(project.folder, "older.json");
  await project.succeed("stack", "export", "--file", file);
  const exported = JSON.parse(readFileSync(file, "utf8")) as {
    deployment: { resources: StateResource[] };
  };
  const resources = exported.deployment.resources.map((one) => ({
    ...one,
    ...(one.inputs && { inputs: older(one.inputs) }),
    ...(one.outputs && { outputs: older(one.outputs) }),
  }));
  const deployment = { ...exported.deployment, resources };
  const kept = JSON.stringify({ ...exported, deployment });
  writeFileSync(file, kept);
  return { kept, file };
}
