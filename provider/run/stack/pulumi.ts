import { execFile } from "node:child_process";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";

/** Where and how long a command runs. */
export interface PulumiOptions {
  /** @default the working directory */
  readonly cwd?: string | undefined;
  /** Milliseconds. @default no limit */
  readonly timeout?: number;
}

/** The Pulumi CLI did not do what it was asked to. */
export class PulumiError extends Error {
  constructor(
    /** All that it printed as errors. */
    readonly said: string,
    /** `ENOENT` where it can't be started. */
    readonly code: unknown,
    cause: Error,
  ) {
    super(firstLine(said) ?? cause.message, { cause });
    this.name = "PulumiError";
  }
}

/**
 * Runs a command of the Pulumi CLI that changes nothing, and returns what it prints.
 * @throws PulumiError with the first line of what it says
 */
export function pulumi(
  command: readonly string[],
  { cwd, timeout }: PulumiOptions = {},
): Promise<string> {
  const args = [...command, "--non-interactive", "--color", "never"];
  const env = { ...process.env, PATH: searched(), PULUMI_SKIP_UPDATE_CHECK: "true" };
  return new Promise((resolve, reject) => {
    const options = { cwd, env, timeout, maxBuffer: Infinity };
    execFile("pulumi", args, options, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(new PulumiError(stderr, error.code, error));
    });
  });
}

/** The CLI need not be on PATH to have started a program: its installer's folder is looked in last. */
function searched(): string {
  const home = process.env.PULUMI_HOME ?? join(homedir(), ".pulumi");
  return [process.env.PATH, join(home, "bin")].filter(Boolean).join(delimiter);
}

const firstLine = (said: string): string | undefined =>
  said
    .split("\n")
    .map((line) => line.replace(/^error: /, "").trim())
    .find((line) => line !== "");
