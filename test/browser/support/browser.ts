import { execFile } from "node:child_process";
import { accessSync, constants, mkdirSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { chromium, type Browser, type Page } from "playwright-core";
import { LOCAL } from "../../../scripts/lib/company/local";
import { withLock } from "../../../scripts/lib/engine/lock";

const NAMES = ["chromium", "chromium-browser", "google-chrome"];
/** Where CI finds what the pages looked like. */
const ARTEFACTS = join(LOCAL, "artefacts");

/**
 * A headless Chromium: the machine's, else Debian's package where this may install it.
 * @returns `undefined`, having said so, where there is none to be had
 */
export async function launch(): Promise<Browser | undefined> {
  const executablePath = onPath() ?? (await installedOnce());
  if (executablePath === undefined) return undefined;
  return chromium.launch({ executablePath });
}

function onPath(): string | undefined {
  const folders = (process.env.PATH ?? "").split(":");
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** One file of tests installs it, and another that runs beside it waits and finds it. */
function installedOnce(): Promise<string | undefined> {
  const waiting = { onWait: () => {}, signal: new AbortController().signal };
  return withLock(
    join(LOCAL, "browser-lock"),
    waiting,
    async () => onPath() ?? (await installed()),
  );
}

async function installed(): Promise<string | undefined> {
  const problem =
    process.getuid?.() === 0
      ? await aptGet()
      : "there is none on the PATH, and only root may install it";
  if (problem === undefined) return onPath();
  console.log(`    The tests in a browser do not run: no Chromium: ${problem}.`);
  return undefined;
}

/** @returns what stands in the way */
async function aptGet(): Promise<string | undefined> {
  console.log("    Installing Debian's chromium for the tests in a browser.");
  const run = promisify(execFile);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  try {
    await run("apt-get", ["update", "-q"], { env });
    await run("apt-get", ["install", "-y", "--no-install-recommends", "chromium"], { env });
    return undefined;
  } catch (error) {
    return `apt-get install chromium failed (${(error as Error).message.split("\n")[0]})`;
  }
}

/** Keeps what a page looks like: `.local/artefacts/<name>.png`. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  mkdirSync(ARTEFACTS, { recursive: true });
  await page.screenshot({ path: join(ARTEFACTS, `${name}.png`) });
}
