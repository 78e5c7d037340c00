import { join } from "node:path";
import { which } from "./home";
import { CommandFailed, run } from "./run";

/** Runs `go` in a folder, for at most so many milliseconds. */
export type Go = (args: string[], cwd: string, limit: number) => Promise<string>;

/** What has Go write below one folder only. */
export const goWithin = (folder: string): NodeJS.ProcessEnv => ({
  GOPATH: join(folder, "go"),
  GOMODCACHE: join(folder, "go/pkg/mod"),
  GOCACHE: join(folder, "go/cache"),
  TEST_TELEMETRY_DIR: join(folder, "telemetry"), // Go's counters, else in ~/.config/go
  GO111MODULE: "on",
  GOWORK: "off",
  CGO_ENABLED: "0",
});

/**
 * The user's Go, with their settings (proxy, checksums, flags, toolchain), but with every folder that
 * it writes to below the scratch folder.
 *
 * @throws Error where there is no Go.
 */
export async function goToolchain(
  scratch: string,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<Go> {
  const [file] = which("go", env);
  if (file === undefined) throw new Error("no Go toolchain is on PATH");
  const enclosed = {
    ...env,
    ...goWithin(scratch),
    TMPDIR: join(scratch, "tmp"),
  };
  const ask = { file, cwd: scratch, env: enclosed, limit: 20_000, signal };
  // Asked for, since `go env -w` keeps them in a file that the variable would hide.
  const flags = (await run({ ...ask, args: ["env", "GOFLAGS"] })).trim();
  // Without the second, the module cache is read-only and can't be removed like any folder.
  const GOFLAGS = `${flags} -mod=mod -modcacherw`.trim();
  return (args, cwd, limit) =>
    run({ file, args, cwd, env: { ...enclosed, GOFLAGS }, limit, signal }).catch(explain);
}

/** Go ends with whatever it happened to print last; what matters may stand above it. */
function explain(error: unknown): never {
  if (!(error instanceof CommandFailed)) throw error;
  const needed = /requires go >= ?([\d.]+)[^()\n]*(?:\(running go ([\d.]+))?/.exec(error.output);
  if (needed === null) throw error;
  const installed = needed[2] === undefined ? "" : `, and ${needed[2]} is installed`;
  throw new Error(`it needs Go ${needed[1]} or newer${installed}`);
}
