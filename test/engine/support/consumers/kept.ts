import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { LOCAL } from "../../../../scripts/lib/company/local";
import { installInto } from "../../../../scripts/lib/company/package";
import { lineReport } from "../../../../scripts/lib/engine/report";

/** What a program depends on, beside the package. */
export type Dependencies = Record<string, string>;

export const report = lineReport((line) => void process.stderr.write(`  ${line}\n`));

/** Where one kind of consumer keeps what it installed, for the next run. */
export function keptFolder(name: string): string {
  const folder = join(LOCAL, "test", name);
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** A `node_modules` made by npm: the package from its tarball, and what a program needs beside it. */
export async function npmInstalled(
  name: string,
  tarball: string,
  dependencies: Dependencies,
): Promise<string> {
  const folder = keptFolder(name);
  const manifest = { name, private: true, dependencies };
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
  await installInto(folder, tarball, report, new AbortController().signal);
  return join(folder, "node_modules");
}

/** Makes a folder's content anew, unless it was made from the same before. */
export async function unlessMade(
  folder: string,
  from: string,
  make: (folder: string) => Promise<void>,
): Promise<void> {
  const stamp = `${folder}.made`;
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === from) return;
  rmSync(stamp, { force: true });
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await make(folder);
  writeFileSync(stamp, from);
}
