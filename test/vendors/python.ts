import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { pulumiHome, which } from "../../scripts/lib/engine/home";
import { run } from "../../scripts/lib/engine/run";

/** A package of PyPI's with its version, and what it needs but does not say. */
export interface PythonPackage {
  readonly name: string;
  readonly version: string;
  readonly besides?: readonly string[];
}

/**
 * A Python with a package, in a folder beside the engine that is made once per machine.
 * @returns the executable; `undefined`, having said so, where there is none to be had
 */
export async function pythonWith(wanted: PythonPackage): Promise<string | undefined> {
  const { name, version } = wanted;
  const folder = join(
    ...[dirname(pulumiHome(process.env).versions), "python", `${name}-${version}`],
  );
  const python = join(folder, "bin/python");
  if (existsSync(python)) return python;
  const [file] = which("python3", process.env);
  try {
    if (file === undefined) throw new Error("there is no python3 on PATH");
    await make(file, folder, wanted);
    return python;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    console.log(`    skipped without ${name} ${version} of PyPI: ${reason}`);
    return undefined;
  }
}

/** Made apart and put in place at once: what was cut short is never taken for a whole one. */
async function make(file: string, folder: string, { name, version, besides = [] }: PythonPackage) {
  const made = `${folder}.${process.pid}`;
  const how = { env: process.env, limit: 180_000 };
  mkdirSync(dirname(folder), { recursive: true });
  try {
    await run({ ...how, file, args: ["-m", "venv", made] });
    const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
    const args = [...pip, `${name}==${version}`, ...besides];
    await run({ ...how, file: join(made, "bin/python"), args });
    if (!existsSync(folder)) renameSync(made, folder);
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
}
