import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CHECKOUT } from "../engine/checkout";
import type { Report } from "../engine/report";
import { run } from "../engine/run";
import { fingerprintOf, packageFingerprint } from "./fingerprint";
import { FILES } from "./local";

/** The package as a user gets it: built and packed, if a source has changed since. Returns the tarball. */
export async function packPackage(report: Report, signal: AbortSignal): Promise<string> {
  const tarball = join(FILES.pack, `pulumi-identity-${packageFingerprint(CHECKOUT)}.tgz`);
  if (existsSync(tarball)) return tarball;
  await report.during("building the package", async () => {
    rmSync(FILES.pack, { recursive: true, force: true });
    mkdirSync(FILES.pack, { recursive: true });
    await npm(CHECKOUT, ["run", "build"], signal);
    await npm(CHECKOUT, ["pack", "--pack-destination", FILES.pack], signal);
    const [packed = ""] = readdirSync(FILES.pack);
    renameSync(join(FILES.pack, packed), tarball);
  });
  return tarball;
}

/** Installs the package from its tarball into a program's folder, as a user would, with all else it needs. */
export async function installInto(
  folder: string,
  tarball: string,
  report: Report,
  signal: AbortSignal,
): Promise<void> {
  const stamp = join(folder, "node_modules", ".installed");
  const wanted = fingerprintOf(folder, [tarball, "package.json"]);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  await report.during(`installing it in ${folder.slice(CHECKOUT.length + 1)}`, async () => {
    await npmInstall(folder, tarball, signal);
    writeFileSync(stamp, wanted);
  });
}

/** Has npm install a package in a folder, and remember it nowhere else. */
export async function npmInstall(folder: string, what: string, signal?: AbortSignal) {
  const options = ["--no-save", "--no-package-lock", "--prefer-offline", "--no-audit"];
  await npm(folder, ["install", ...options, what], signal);
}

function npm(cwd: string, args: string[], signal?: AbortSignal): Promise<string> {
  return run({ file: "npm", args, cwd, env: process.env, limit: 600_000, signal });
}
