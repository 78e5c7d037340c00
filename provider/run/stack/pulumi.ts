import { execFile } from "node:child_process";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";

/** Where and how long a command runs. */
export interface PulumiOptions {
  /** @default the working directory */
  readonly cwd?: string | undefined;
  /** Milliseconds. @default no limit */
  readonly timeout?: number;
  /** Variables beside those of this process. */
  readonly env?: NodeJS.ProcessEnv | undefined;
}

/** A command of the Pulumi CLI failed. */
export class PulumiError extends Error {
  constructor(
    /** Its standard error output. */
    readonly stderr: string,
    /** Its standard output. */
    readonly stdout: string,
    /** `ENOENT` where it can't be started. */
    readonly code: unknown,
    cause: Error,
  ) {
    super(firstLine(stderr) ?? cause.message, { cause });
    this.name = "PulumiError";
  }
}

/**
 * Runs a read-only command of the Pulumi CLI, and returns its output.
 * @throws PulumiError with the first line of its errors
 */
export function pulumi(
  command: readonly string[],
  { cwd, timeout, env: own }: PulumiOptions = {},
): Promise<string> {
  const args = [...command, "--non-interactive", "--color", "never"];
  const env = { ...process.env, PATH: searchPath(), PULUMI_SKIP_UPDATE_CHECK: "true", ...own };
  return new Promise((resolve, reject) => {
    const options = { cwd, env, timeout, maxBuffer: Infinity };
    execFile("pulumi", args, options, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(new PulumiError(stderr, stdout, error.code, error));
    });
  });
}

/** PATH, then the folder of the CLI's installer: the CLI runs programs also where it is not on PATH. */
function searchPath(): string {
  const home = process.env.PULUMI_HOME ?? join(homedir(), ".pulumi");
  return [process.env.PATH, join(home, "bin")].filter(Boolean).join(delimiter);
}

const firstLine = (stderr: string): string | undefined =>
  stderr
    .split("\n")
    .map((line) => line.replace(/^error: /, "").trim())
    .find((line) => line !== "");
