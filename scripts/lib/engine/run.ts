import { spawn } from "node:child_process";
import { join } from "node:path";
import { onExit } from "./cleanup";
import { watchForStall } from "./stall";

/** A program to run, and how long it may take. */
export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** The whole time it gets, in milliseconds. */
  readonly limit: number;
  /** Cuts it, too, when nothing is written below a folder for so long. */
  readonly stall?: { readonly folder: string; readonly limit: number };
  readonly signal?: AbortSignal;
}

/** The command could not be run, failed, or was cut; the message is the last thing that it said. */
export class CommandFailed extends Error {
  constructor(
    message: string,
    /** All that it printed, the last 64 KB. */
    readonly output: string,
  ) {
    super(message);
    this.name = "CommandFailed";
  }
}

const KEPT = 64 * 1024;

/**
 * Runs a command to its end and returns what it printed on both its outputs. Neither it nor
 * anything that it started is left running: not by a cut, an abort, an exit or a `kill -9` of this process.
 *
 * @throws CommandFailed, or the signal's reason.
 */
export function run(command: Command): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [join(__dirname, "leash.cjs"), command.file, ...command.args],
      { cwd: command.cwd, env: command.env, detached: true, stdio: ["pipe", "pipe", "pipe"] },
    );
    const kill = onExit(() => killGroup(child.pid));
    let output = "";
    let cut: Error | undefined;
    const stop = (reason: Error) => {
      cut ??= reason;
      killGroup(child.pid);
    };
    const abort = () => stop(command.signal?.reason as Error);
    const tooLong = () => stop(new CommandFailed(`cut after ${seconds(command.limit)}`, output));
    const timer = setTimeout(tooLong, command.limit);
    const unwatch = watchForStall(command.stall, (limit) =>
      stop(new CommandFailed(`cut after ${seconds(limit)} without progress`, output)),
    );
    const collect = (chunk: Buffer) => (output = (output + chunk.toString()).slice(-KEPT));

    child.stdin.on("error", () => undefined); // it ended first
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.on("error", reject);
    child.on("close", (code) => {
      clearTimeout(timer);
      unwatch();
      command.signal?.removeEventListener("abort", abort);
      kill();
      if (cut !== undefined) reject(cut);
      else if (code === 0) resolve(output);
      else reject(new CommandFailed(lastLine(output) || `exit code ${code}`, output));
    });
    command.signal?.addEventListener("abort", abort);
    if (command.signal?.aborted) abort();
  });
}

function killGroup(leader: number | undefined): void {
  if (leader === undefined) return;
  try {
    process.kill(-leader, "SIGKILL");
  } catch {
    // Nobody is left in it.
  }
}

function seconds(milliseconds: number): string {
  return `${Math.round(milliseconds / 100) / 10} s`;
}

function lastLine(output: string): string {
  return output.trim().split("\n").at(-1)?.trim() ?? "";
}
