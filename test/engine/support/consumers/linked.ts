import { mkdirSync, symlinkSync } from "node:fs";
import { basename, join } from "node:path";
import { CHECKOUT } from "../../../../scripts/lib/engine/checkout";
import { keptFolder, unlessMade } from "./kept";
import { unpack } from "./unpack";

/**
 * A `node_modules` whose `pulumi-identity` is a symlink to a built checkout, as `npm link` makes it.
 * The checkout's own `node_modules` lie beside it: a Pulumi SDK other than the program's, too.
 */
export async function linked(tarball: string, programModules: string): Promise<string> {
  const folder = join(keptFolder("linked"), "all");
  const modules = join(folder, "program/node_modules");
  await unlessMade(folder, `${basename(tarball)} ${programModules}`, async () => {
    const checkout = join(folder, "checkout");
    await unpack(tarball, checkout);
    symlinkSync(join(CHECKOUT, "node_modules"), join(checkout, "node_modules"));
    mkdirSync(modules, { recursive: true });
    symlinkSync(join(programModules, "@pulumi"), join(modules, "@pulumi"));
    symlinkSync(checkout, join(modules, "pulumi-identity"));
  });
  return modules;
}
