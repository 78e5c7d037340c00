import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { basename } from "node:path";

/** A process, as the system tells of it. */
export interface ProcessInfo {
  readonly parent: number;
  /** Its command, word by word. */
  readonly command: readonly string[];
}

/**
 * How far above this process the CLI may be: there is a shell between, and maybe a shim of Node. Any
 * further up may be another run, of a program that runs this one.
 */
const GENERATIONS = 3;
const RUNS = new Set(["up", "update", "destroy", "down", "dn"]);
/**
 * Options that leave something out of a run: its resources are not checked, and not deleted. Short
 * ones may be written together: `-yt URN`.
 */
const LEAVES_OUT = /^--(target|exclude|replace|continue)|^-[A-Za-z]*[tx]/;
const UPS = new Set(["up", "update"]);
const TARGETS = /^--(target|exclude)|^-[A-Za-z]*[tx]/;
const SETTING = /^PULUMI_OPTION_(TARGET|EXCLUDE|REPLACE|CONTINUE)/;
const TARGET_SETTING = /^PULUMI_OPTION_(TARGET|EXCLUDE)/;

/**
 * Whether this is known to be a run of all resources: the engine passes on neither `--target` nor
 * the rest of its command, so that the command of the process above is read. Where it can't be,
 * this is `false`.
 */
export async function isWholeRun(processInfo = infoOf): Promise<boolean> {
  if (hasSetting(SETTING)) return false;
  const words = await commandOf(processInfo);
  return words !== undefined && isWhole(words);
}

/** Whether this is known to be an `up` of some resources alone, which hears of only a part of the program. */
export async function isTargetedUp(processInfo = infoOf): Promise<boolean> {
  const words = (await commandOf(processInfo)) ?? [];
  return isUp(words) && hasTargets(words);
}

/** Whether this is known to be an `up` of the whole program, whatever it replaces or goes on after. */
export async function isWholeUp(processInfo = infoOf): Promise<boolean> {
  if (hasSetting(TARGET_SETTING)) return false;
  const words = (await commandOf(processInfo)) ?? [];
  return isUp(words) && !hasTargets(words);
}

/** The stack that this run's command names; `undefined` where it names none, or can't be read. */
export async function namedStack(processInfo = infoOf): Promise<string | undefined> {
  const words = (await commandOf(processInfo)) ?? [];
  const at = words.findIndex((word) => /^(--stack|-[A-Za-z]*s)$/.test(word));
  if (at >= 0) return words[at + 1];
  const [found] = words.flatMap((word) => /^(?:--stack=|-s=)(.+)$/.exec(word)?.[1] ?? []);
  return found;
}

const isUp = (words: readonly string[]) => UPS.has(words.find((word) => RUNS.has(word)) ?? "");
const hasTargets = (words: readonly string[]) => words.some((word) => TARGETS.test(word));
const hasSetting = (form: RegExp) => Object.keys(process.env).some((name) => form.test(name));

/** The words of the CLI's command above this process; `undefined` where they can't be read. */
async function commandOf(
  processInfo: (pid: number) => Promise<ProcessInfo | undefined>,
): Promise<readonly string[] | undefined> {
  let pid = process.ppid;
  for (let generation = 0; generation < GENERATIONS; generation++) {
    const info = await processInfo(pid);
    if (info === undefined) return undefined;
    if (basename(info.command[0] ?? "") === "pulumi") return info.command.slice(1);
    pid = info.parent;
  }
  return undefined;
}

/** Whether a command of the CLI runs all resources. */
export const isWhole = (words: readonly string[]): boolean =>
  words.some((word) => RUNS.has(word)) && !words.some((word) => LEAVES_OUT.test(word));

async function infoOf(pid: number): Promise<ProcessInfo | undefined> {
  try {
    return process.platform === "linux" ? await fromProc(pid) : await fromPs(pid);
  } catch {
    return undefined;
  }
}

async function fromProc(pid: number): Promise<ProcessInfo> {
  const [status, command] = await Promise.all([
    readFile(`/proc/${pid}/status`, "utf8"),
    readFile(`/proc/${pid}/cmdline`, "utf8"),
  ]);
  const [, parent] = /^PPid:\s*(\d+)/m.exec(status) ?? [];
  return { parent: Number(parent), command: command.split("\0").filter((word) => word !== "") };
}

/**
 * As macOS tells; a word with a space looks like two, which makes a run a part at worst. Without
 * `-ww` a command ends at the 79th column, and so may an option that leaves something out.
 */
function fromPs(pid: number): Promise<ProcessInfo | undefined> {
  return new Promise((resolve) => {
    execFile("ps", ["-ww", "-o", "ppid=,args=", "-p", String(pid)], (error, stdout) => {
      const [parent, ...command] = stdout.trim().split(/\s+/);
      resolve(error === null ? { parent: Number(parent), command } : undefined);
    });
  });
}
