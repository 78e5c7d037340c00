import { once } from "node:events";
import { startApart, type Program } from "../process-tree";
import { onExit } from "./cleanup";
import { watchForStall } from "./stall";

/** A program to run, and how long it may take. */
export interface Command extends Program {
  /** The whole time it gets, in milliseconds. */
  readonly limit: number;
  /** Cuts it, too, when nothing is written below a folder for so long. */
  readonly stall?: { readonly folder: string; readonly limit: number };
  readonly signal?: AbortSignal | undefined;
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
export async function run(command: Command): Promise<string> {
  command.signal?.throwIfAborted();
  const { root, kill } = startApart(command);
  const end = onExit(kill);
  const { signal, clear } = limitsOf(command);
  signal.addEventListener("abort", kill);
  let output = "";
  for (const stream of [root.stdout, root.stderr]) {
    stream?.on("data", (chunk: Buffer) => (output = (output + chunk.toString()).slice(-KEPT)));
  }
  try {
    const [code] = (await once(root, "close")) as [number | null];
    signal.throwIfAborted();
    if (code === 0) return output;
    throw new CommandFailed(lastLine(output) || `exit code ${code}`, output);
  } finally {
    clear();
    end();
  }
}

/** Aborts by whichever comes first: the limit, the stall, the caller. */
function limitsOf({ limit, stall, signal }: Command) {
  const cut = new AbortController();
  const because = (why: string) => cut.abort(new CommandFailed(`cut after ${why}`, ""));
  const timer = setTimeout(() => because(seconds(limit)), limit);
  const unwatch =
    stall && watchForStall(stall, () => because(`${seconds(stall.limit)} without progress`));
  const clear = () => {
    clearTimeout(timer);
    unwatch?.();
  };
  return { signal: AbortSignal.any([cut.signal, ...(signal ? [signal] : [])]), clear };
}

function seconds(milliseconds: number): string {
  return `${Math.round(milliseconds / 100) / 10} s`;
}

function lastLine(output: string): string {
  return output.trim().split("\n").at(-1)?.trim() ?? "";
}
