import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** All that is in these becomes the package, or says how it is compiled. */
const FOLDERS = ["sdk", "provider", "emulator", "cli"];
/** What it is built with, and what is packed beside it. */
const BESIDE = [
  ...["package.json", "package-lock.json", "tsconfig.json", "tsconfig.build.json"],
  ...["README.md", "CHANGELOG.md", "LICENSE"],
];

/** Another for a checkout whose package would be another. */
export function packageFingerprint(checkout: string): string {
  const below = FOLDERS.flatMap((folder) =>
    readdirSync(join(checkout, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name).slice(checkout.length + 1)),
  );
  return fingerprintOf(checkout, [...BESIDE, ...below.sort()]);
}

/** Of the names of files and what is in them. */
export function fingerprintOf(folder: string, files: readonly string[]): string {
  const hash = createHash("sha256");
  for (const file of files) {
    hash
      .update(file)
      .update("\0")
      .update(readFileSync(resolve(folder, file)))
      .update("\0");
  }
  return hash.digest("hex").slice(0, 16);
}
