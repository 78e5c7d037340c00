import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { SDK } from "./checkout";
import { compile } from "./compile";
import { download } from "./download";
import { EngineUnavailable } from "./engine";
import type { Home } from "./home";
import { withLock } from "./lock";
import { install, missingParts, SHIM, type Part } from "./parts";
import { withScratch } from "./scratch";
import { CLI_VERSION, OLDEST_CLI } from "./versions";
import type { Workshop } from "./workshop";

/**
 * Makes what is missing of the pinned CLI's folder, and only that: the whole set, or what an
 * earlier run or an installation by other means left out.
 *
 * @throws EngineUnavailable when it can be neither downloaded nor compiled.
 */
export async function makeEngine({ versions, bin }: Home, workshop: Workshop): Promise<void> {
  const { report, signal } = workshop;
  const onWait = (holder: number) =>
    report.line(`waiting for process ${holder}, which is making the Pulumi CLI already`);
  await withLock(join(versions, `.${CLI_VERSION}-lock`), { onWait, signal }, async () => {
    const missing = missingParts(bin);
    if (missing.length === 0) return; // whoever was waited for made it
    await withScratch(versions, (scratch) => makeParts(missing, bin, scratch, workshop));
  });
}

async function makeParts(
  missing: readonly Part[],
  bin: string,
  scratch: string,
  workshop: Workshop,
): Promise<void> {
  if (missing.some((part) => part !== SHIM)) {
    install(await downloadOrCompile(missing, scratch, workshop), bin);
  }
  if (!missingParts(bin).includes(SHIM)) return;
  const copies = join(scratch, "copies");
  mkdirSync(copies);
  copyFileSync(join(SDK, SHIM), join(copies, SHIM));
  install(copies, bin);
  workshop.report.line(`added ${SHIM}, which runs dynamic providers`);
}

async function downloadOrCompile(missing: readonly Part[], scratch: string, workshop: Workshop) {
  const { stall, report, signal } = workshop;
  const reasonOf = (error: unknown): string => {
    signal.throwIfAborted();
    return error instanceof Error ? error.message.replace(/^pulumi: /, "") : String(error);
  };
  const what =
    `downloading the Pulumi CLI ${CLI_VERSION}: about a minute, given up after ` +
    `${stall / 1000} s without progress`;
  return report
    .during(what, () => download(scratch, workshop))
    .catch((error: unknown) => {
      const notDownloaded = reasonOf(error);
      report.line(`it can't be downloaded here (${notDownloaded})`);
      return compile(missing, scratch, workshop).catch((error: unknown) => {
        throw new EngineUnavailable(
          `the Pulumi CLI can't be had here: none of version ${OLDEST_CLI} or later is on PATH, ` +
            `${CLI_VERSION} can't be downloaded (${notDownloaded}), and it can't be compiled ` +
            `(${reasonOf(error)}); install Pulumi, or make one of these work, and run this again`,
        );
      });
    });
}
