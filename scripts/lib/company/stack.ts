import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { hostname } from "node:os";
import { dirname, join } from "node:path";
import { CHECKOUT } from "../engine/checkout";
import { run } from "../engine/run";
import type { Engine } from "../engine";
import { isAlive } from "../process-tree/alive";
import type { BackendName } from "./backend";
import { FILES } from "./local";
import { privateFolder } from "./private";
import { pulumiEnv } from "./pulumi";
import type { Server } from "./server";

/** The stack of the example on each kind of server. */
export const STACKS: Readonly<Record<BackendName, string>> = {
  arkid: "dev",
  authing: "authing",
  keycloak: "keycloak",
};

/** Where Pulumi.yaml looks for the random plugin, be it the real one or the stand-in. */
export function linkRandomPlugin(folder: string): void {
  rmSync(FILES.randomPlugin, { recursive: true, force: true });
  mkdirSync(dirname(FILES.randomPlugin), { recursive: true });
  symlinkSync(folder, FILES.randomPlugin);
}

/** Makes the stack, and tells it where the server is, and of which kind. */
export async function ensureStack(
  engine: Engine,
  server: Server,
  signal: AbortSignal,
): Promise<void> {
  privateFolder(FILES.state);
  const stack = STACKS[server.backend];
  const call = caller(engine, signal);
  await call("stack", "select", "--create", stack);
  const isKnown = existsSync(join(FILES.config, `Pulumi.${stack}.yaml`));
  const url = isKnown ? await call("config", "get", "identity:url").catch(() => "") : "";
  if (url.trim() === server.url) return;
  const { backend, login } = server;
  const open = [["backend", backend], ["url", server.url], login.who, ...login.besides] as const;
  const plain = open.flatMap(([name, value]) => ["--plaintext", `identity:${name}=${value}`]);
  const [name, secret] = login.secret;
  await call("config", "set-all", ...plain, "--secret", `identity:${name}=${secret}`);
}

/** The id of the org that the stack has made. */
export async function orgOf(engine: Engine, server: Server, signal: AbortSignal): Promise<string> {
  const stack = ["--stack", STACKS[server.backend]];
  return (await caller(engine, signal)("stack", "output", "org", ...stack)).trim();
}

type Call = (...args: string[]) => Promise<string>;

function caller(engine: Engine, signal: AbortSignal): Call {
  const env = pulumiEnv(engine);
  return (...args) => run({ file: engine.pulumi, args, cwd: CHECKOUT, env, limit: 60_000, signal });
}

/** Clears the locks of runs that are dead; those of others are their business. */
export function clearDeadLocks(log: (line: string) => void): void {
  for (const lock of stateFiles("locks", ".json")) {
    const holder = holderOf(lock);
    if (holder === undefined || holder.hostname !== hostname() || isAlive(holder.pid)) continue;
    log(`clearing the lock of a run that is gone (process ${holder.pid})`);
    rmSync(lock, { force: true });
  }
}

/**
 * Clears what the engine kept beside each file of the state before `?metadata=skip`. It writes them no
 * more but still reads them, and a killed run could leave one empty, after which nothing read the stack.
 */
export function clearMetadata(): void {
  for (const file of stateFiles(".", ".attrs")) rmSync(file, { force: true });
}

function stateFiles(below: string, ending: string): string[] {
  const folder = join(FILES.state, ".pulumi", below);
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return names.filter((name) => name.endsWith(ending)).map((name) => join(folder, name));
}

function holderOf(lock: string): { pid: number; hostname: string } | undefined {
  try {
    return JSON.parse(readFileSync(lock, "utf8")) as { pid: number; hostname: string };
  } catch {
    return undefined;
  }
}
