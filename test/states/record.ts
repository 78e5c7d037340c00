/**
 * Records a state of this version, to be done once before a release:
 * `node --import=tsx test/states/record.ts 0.1.0` runs the program of that folder and keeps the state
 * beside it.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { IdentityServer } from "../engine/support/identity-server";
import { Project } from "../engine/support/project";
import { workshop } from "../engine/support/workshop";
import { RECORDED_TENANT, STATES } from "./recorded";

async function record(version: string): Promise<void> {
  const folder = join(STATES, version);
  const project = new Project(await workshop(), "states");
  const server = await IdentityServer.start();
  await project.configure({ ...server.settings, tenant: RECORDED_TENANT });
  project.write("index.js", readFileSync(join(folder, "index.js"), "utf8"));
  await project.up();
  await project.succeed("stack", "export", "--file", join(folder, "state.json"));
  await server.close();
  project.remove();
}

record(process.argv[2] ?? "").then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
