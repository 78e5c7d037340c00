import { fork, type ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { kill, killMarked, MARK } from "./marked.cjs";

/** A program to run. */
export interface Program {
  readonly file: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly cwd?: string | undefined;
}

/** A command with all that it starts, none of which outlives this process. */
export interface ProcessTree {
  /** Gives what the command prints, and ends as it does. */
  readonly root: ChildProcess;
  /** As Ctrl-C, once: what is told already is not told again. */
  readonly interrupt: () => void;
  /** Ends all of it at once. */
  readonly kill: () => void;
}

/** Starts a command apart from the terminal: its output is to be read, and it is ended at once. */
export function startApart(program: Program): ProcessTree {
  return start(program, { detached: true, stdio: ["ignore", "pipe", "pipe", "ipc"] }, 0);
}

/**
 * Starts a command in the terminal's foreground, with its own display. It is given ten seconds to
 * finish what it is at when this process is gone.
 */
export function startInForeground(program: Program): ProcessTree {
  return start(program, { stdio: ["inherit", "inherit", "inherit", "ipc"] }, 10_000);
}

function start(
  { file, args, env, cwd }: Program,
  how: { detached?: true; stdio: ("ignore" | "inherit" | "pipe" | "ipc")[] },
  patience: number,
): ProcessTree {
  const mark = randomUUID();
  const root = fork(join(__dirname, "guard.cjs"), [mark, String(patience), file, ...args], {
    ...{ ...how, cwd, env: { ...env, [MARK]: mark } },
    execArgv: [], // no compiler
  });
  return {
    root,
    interrupt: () => void (root.connected && root.send("interrupt")),
    kill: () => {
      if (how.detached && root.pid !== undefined) kill(-root.pid);
      killMarked(mark);
    },
  };
}
