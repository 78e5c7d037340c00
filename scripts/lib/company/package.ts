import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { CHECKOUT } from "../engine/checkout";
import type { Report } from "../engine/report";
import { run } from "../engine/run";
import { FILES } from "./local";

const FOLDERS = ["sdk", "provider", "emulator", "cli"];
const MANIFESTS = ["package.json", "tsconfig.json", "tsconfig.build.json", "README.md"];
const MINUTES = 60_000;

/** The package as a user gets it: built and packed, if a source has changed since. Returns the tarball. */
export async function packPackage(report: Report, signal: AbortSignal): Promise<string> {
  const fingerprint = fingerprintOf(sources());
  const tarball = join(FILES.pack, `pulumi-identity-${fingerprint}.tgz`);
  if (existsSync(tarball)) return tarball;
  const command = { cwd: CHECKOUT, env: process.env, limit: 10 * MINUTES, signal };
  await report.during("building the package", async () => {
    rmSync(FILES.pack, { recursive: true, force: true });
    mkdirSync(FILES.pack, { recursive: true });
    await run({ ...command, file: "npm", args: ["run", "build"] });
    await run({ ...command, file: "npm", args: ["pack", "--pack-destination", FILES.pack] });
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
  const wanted = fingerprintOf([tarball, join(folder, "package.json")]);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  await report.during(`installing it in ${folder.slice(CHECKOUT.length + 1)}`, async () => {
    const args = ["install", "--no-save", "--no-package-lock", "--prefer-offline", "--no-audit"];
    const limit = 10 * MINUTES;
    await run({
      file: "npm",
      args: [...args, tarball],
      cwd: folder,
      env: process.env,
      limit,
      signal,
    });
    writeFileSync(stamp, wanted);
  });
}

function sources(): string[] {
  const below = FOLDERS.flatMap((folder) =>
    readdirSync(join(CHECKOUT, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts"))
      .map((name) => join(folder, name)),
  );
  return [...MANIFESTS, ...below].sort().map((name) => join(CHECKOUT, name));
}

function fingerprintOf(files: string[]): string {
  const hash = createHash("sha256");
  for (const file of files)
    hash.update(file.slice(CHECKOUT.length)).update("\0").update(readFileSync(file));
  return hash.digest("hex").slice(0, 16);
}
