import { readdirSync, readFileSync } from "node:fs";

const EVERY = 100;
const PROVIDER = /dynamic-provider|pulumi-resource-identity/;

/**
 * Watches the providers that a process has started, by its children too, on Linux.
 * @returns ends it, and says how many megabytes the largest of them has held at most
 */
export function watchProviders(pid: number | undefined): () => number {
  let most = 0;
  const look = () => {
    for (const one of descendants(pid)) most = Math.max(most, megabytesOf(one));
  };
  const timer = setInterval(look, EVERY);
  return () => {
    clearInterval(timer);
    return most;
  };
}

function descendants(pid: number | undefined): number[] {
  const parents = new Map(processes().map((one) => [one, parentOf(one)]));
  const isBelow = (one: number | undefined): boolean =>
    one !== undefined && (one === pid || isBelow(parents.get(one)));
  return [...parents.keys()].filter((one) => one !== pid && isBelow(one));
}

const processes = (): number[] =>
  process.platform === "linux"
    ? readdirSync("/proc")
        .filter((name) => /^\d+$/.test(name))
        .map(Number)
    : [];

const parentOf = (pid: number) => numberIn(pid, "PPid");

const megabytesOf = (pid: number): number =>
  PROVIDER.test(fileOf(pid, "cmdline")) ? (numberIn(pid, "VmHWM") ?? 0) / 1024 : 0;

const numberIn = (pid: number, field: string): number | undefined => {
  const [, found] = new RegExp(`^${field}:\\s+(\\d+)`, "m").exec(fileOf(pid, "status")) ?? [];
  return found === undefined ? undefined : Number(found);
};

/** Nothing for a process that has ended meanwhile. */
function fileOf(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, "utf8");
  } catch {
    return "";
  }
}
