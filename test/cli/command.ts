import { spawn } from "node:child_process";
import { join } from "node:path";

const MAIN = join(__dirname, "../../cli/main.ts");

/** How a command ended, and what it said where. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Circumstances {
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** Whether nobody listens to its standard output. */
  readonly unread?: boolean;
  /** Where its standard output goes, in place of here. */
  readonly full?: number;
}

/** Runs `pulumi-identity` as a user does, in a process of its own. */
export function runCommand(
  args: readonly string[],
  { env = {}, cwd, unread = false, full }: Circumstances = {},
): Promise<Ended> {
  const loader = require.resolve("tsx");
  const child = spawn(process.execPath, ["--import", loader, MAIN, ...args], {
    cwd,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    stdio: ["ignore", full ?? "pipe", "pipe"],
  });
  const said = { stdout: "", stderr: "" };
  if (unread) child.stdout?.destroy();
  else child.stdout?.on("data", (chunk: Buffer) => (said.stdout += chunk.toString()));
  child.stderr?.on("data", (chunk: Buffer) => (said.stderr += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, ...said }));
  });
}
