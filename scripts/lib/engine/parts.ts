import { chmodSync, mkdirSync, readdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { isExecutable } from "./home";

/** What runs programs. */
export const CLI = "pulumi";
/** What runs Node programs for the CLI. */
export const LANGUAGE_HOST = "pulumi-language-nodejs";
/** What runs dynamic providers for the CLI: a script out of the SDK's npm package. */
export const SHIM = "pulumi-resource-pulumi-nodejs";

/** An executable that the engine consists of. */
export type Part = typeof CLI | typeof LANGUAGE_HOST | typeof SHIM;

/** The parts that a folder lacks. */
export function missingParts(bin: string): Part[] {
  return ([LANGUAGE_HOST, SHIM, CLI] as const).filter((part) => !isExecutable(join(bin, part)));
}

/**
 * Moves executables into place, each in one step, so that nobody ever runs half a file. What is
 * there already stays. The CLI goes last: where it is, the rest is.
 */
export function install(from: string, bin: string): void {
  mkdirSync(bin, { recursive: true });
  const names = readdirSync(from).filter((name) => !isExecutable(join(bin, name)));
  for (const name of names.sort((a, b) => Number(a === CLI) - Number(b === CLI))) {
    chmodSync(join(from, name), 0o755);
    renameSync(join(from, name), join(bin, name));
  }
}
