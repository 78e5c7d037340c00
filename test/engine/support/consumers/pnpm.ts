import { writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { basename, join } from "node:path";
import { npmInstall } from "../../../../scripts/lib/company/package";
import { run } from "../../../../scripts/lib/engine/run";
import { keptFolder, report, unlessMade, type Dependencies } from "./kept";

const VERSION = "10.34.8";
const MINUTES = 60_000;

/** A `node_modules` made by pnpm: nothing in it is reachable but what its owner declares. */
export async function pnpmInstalled(tarball: string, dependencies: Dependencies): Promise<string> {
  const home = keptFolder("pnpm");
  const program = join(home, "program");
  const all = { ...dependencies, "pulumi-identity": `file:${tarball}` };
  const manifest = JSON.stringify({ name: "pnpm-program", private: true, dependencies: all });
  const from = `${VERSION} ${basename(tarball)} ${manifest}`;
  await unlessMade(program, from, async () => {
    const pnpm = await tool(home);
    writeFileSync(join(program, "package.json"), manifest);
    await report.during("installing it with pnpm", async () => {
      const options = ["--no-lockfile", "--prefer-offline", "--ignore-scripts"];
      const own = [`--store-dir=${join(home, "store")}`, "--ignore-workspace"];
      await run({
        file: process.execPath,
        args: [pnpm, "install", ...options, ...own],
        cwd: program,
        env: environment(home),
        limit: 10 * MINUTES,
      });
    });
  });
  return join(program, "node_modules");
}

/** pnpm itself, from the npm registry. */
async function tool(home: string): Promise<string> {
  const folder = join(home, "tool");
  await unlessMade(folder, VERSION, async () => {
    writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "tool", private: true }));
    await report.during("installing pnpm", () => npmInstall(folder, `pnpm@${VERSION}`));
  });
  return join(folder, "node_modules/pnpm/bin/pnpm.cjs");
}

/** Nothing of pnpm's is kept outside; what the user told npm about registries holds. */
function environment(home: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    NPM_CONFIG_USERCONFIG: process.env.NPM_CONFIG_USERCONFIG ?? join(homedir(), ".npmrc"),
    HOME: join(home, "home"),
    PNPM_HOME: join(home, "home"),
    XDG_CACHE_HOME: join(home, "cache"),
    XDG_CONFIG_HOME: join(home, "config"),
    XDG_DATA_HOME: join(home, "data"),
    XDG_STATE_HOME: join(home, "state"),
    CI: "true",
  };
}
