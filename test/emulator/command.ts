import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";

const MAIN = join(__dirname, "../../cli/main.ts");

/** The command as a user runs it. */
export interface Command {
  child: ChildProcess;
  /** What it printed so far. */
  output: () => string;
  /** Its address, once it listens. */
  url: Promise<string>;
  /** Its exit code, or the signal that ended it. */
  ended: Promise<number | string>;
}

/** Runs `pulumi-identity server` with arguments, in a process of its own. */
export function runServer(...args: string[]): Command {
  const child = spawn(process.execPath, ["--import=tsx", MAIN, "server", ...args], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const ended = new Promise<number | string>((resolve) =>
    child.once("exit", (code, signal) => resolve(code ?? signal ?? "")),
  );
  const url = new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString("utf8");
      const found = /Listening on (http:\S+)/.exec(output)?.[1];
      if (found) resolve(found);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    void ended.then(() => reject(new Error(`it ended: ${output}`)));
  });
  url.catch(() => undefined);
  return { child, output: () => output, url, ended };
}
