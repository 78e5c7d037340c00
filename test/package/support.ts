import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { LOCAL } from "../../scripts/lib/company/local";
import { unpack } from "../engine/support/consumers/unpack";

/** What package.json says about what is inside. */
export interface Manifest {
  readonly files: readonly string[];
  readonly exports: Readonly<Record<string, string>>;
  readonly main: string;
  readonly types: string;
  readonly bin: Readonly<Record<string, string>>;
}

/** The content of a packed tarball, unpacked for the time of a test. */
export class Unpacked {
  private constructor(readonly folder: string) {}

  static async from(tarball: string): Promise<Unpacked> {
    const folder = mkdtempSync(join(LOCAL, "test/unpacked-"));
    await unpack(tarball, folder);
    return new Unpacked(folder);
  }

  get manifest(): Manifest {
    return JSON.parse(this.read("package.json")) as Manifest;
  }

  /** Paths of all files, with slashes. */
  get files(): string[] {
    return readdirSync(this.folder, { recursive: true, encoding: "utf8" })
      .filter((path) => statSync(join(this.folder, path)).isFile())
      .sort();
  }

  read(path: string): string {
    return readFileSync(join(this.folder, path), "utf8");
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Runs a script of Node's in a folder, and returns what it printed. */
export function node(folder: string, ...args: string[]): { code: number | null; output: string } {
  const options = { cwd: folder, encoding: "utf8", timeout: 60_000 } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, args, options);
  return { code: status, output: stdout + stderr };
}
