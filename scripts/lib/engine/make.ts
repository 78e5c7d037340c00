import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { SDK } from "./checkout";
import { compile } from "./compile";
import { download } from "./download";
import { EngineUnavailable } from "./engine";
import { type Home } from "./home";
import { type Limits } from "./limits";
import { withLock } from "./lock";
import { install, missingParts, SHIM, type Part } from "./parts";
import { type Report } from "./report";
import { withScratch } from "./scratch";
import { CLI_VERSION, OLDEST_CLI } from "./versions";

/** What {@link makeEngine} works with. */
export interface Workshop {
  readonly home: Home;
  readonly env: NodeJS.ProcessEnv;
  readonly limits: Limits;
  readonly report: Report;
  readonly signal: AbortSignal;
}

/**
 * Makes what is missing of the pinned CLI's folder, and only that: the whole set, or what an
 * earlier run or an installation by other means left out.
 *
 * @throws EngineUnavailable when it can be neither downloaded nor compiled.
 */
export async function makeEngine(workshop: Workshop): Promise<void> {
  const { home, report, signal } = workshop;
  const onWait = (holder: number) =>
    report.line(`waiting for process ${holder}, which is making the Pulumi CLI already`);
  await withLock(join(home.versions, `.${CLI_VERSION}-lock`), { onWait, signal }, async () => {
    const missing = missingParts(home.bin);
    if (missing.length === 0) return; // whoever was waited for made it
    await withScratch(home.versions, (scratch) => makeParts(missing, scratch, workshop));
  });
}

async function makeParts(missing: readonly Part[], scratch: string, workshop: Workshop) {
  const { home, report } = workshop;
  if (missing.some((part) => part !== SHIM)) {
    install(await downloadOrCompile(missing, scratch, workshop), home.bin);
  }
  if (!missingParts(home.bin).includes(SHIM)) return;
  const copies = join(scratch, "copies");
  mkdirSync(copies);
  copyFileSync(join(SDK, SHIM), join(copies, SHIM));
  install(copies, home.bin);
  report.line(`added ${SHIM}, which runs dynamic providers`);
}

async function downloadOrCompile(missing: readonly Part[], scratch: string, workshop: Workshop) {
  const { env, limits, report, signal } = workshop;
  const failed = (error: unknown): string => {
    signal.throwIfAborted();
    return error instanceof Error ? error.message : String(error);
  };
  let downloadFailure: string;
  try {
    return await report.during(
      `downloading the Pulumi CLI ${CLI_VERSION}: about a minute, given up after ` +
        `${limits.stall / 1000} s without progress`,
      () => download(scratch, env, limits, signal),
    );
  } catch (error) {
    downloadFailure = failed(error).replace(/^pulumi: /, "");
    report.line(`it can't be downloaded here (${downloadFailure})`);
  }
  try {
    return await compile(missing, scratch, env, limits, report, signal);
  } catch (error) {
    throw new EngineUnavailable(
      `the Pulumi CLI can't be had here: none of version ${OLDEST_CLI} or later is on PATH, ` +
        `${CLI_VERSION} can't be downloaded (${downloadFailure}), and it can't be compiled ` +
        `(${failed(error)}); install Pulumi, or make one of these work, and run this again`,
    );
  }
}
