import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { hostname } from "node:os";
import { dirname, join } from "node:path";
import { CHECKOUT } from "../engine/checkout";
import { isAlive } from "../engine/alive";
import type { Engine } from "../engine";
import { run } from "../engine/run";
import { FILES } from "./local";
import { pulumiEnv } from "./pulumi";

/** The one stack of the example. */
export const STACK = "dev";

/** Where Pulumi.yaml looks for the random plugin, be it the real one or the stand-in. */
export function linkRandomPlugin(folder: string): void {
  rmSync(FILES.randomPlugin, { recursive: true, force: true });
  mkdirSync(dirname(FILES.randomPlugin), { recursive: true });
  symlinkSync(folder, FILES.randomPlugin);
}

/** Makes the stack, and tells it where the server is. */
export async function ensureStack(
  engine: Engine,
  settings: Record<"url" | "username" | "password", string>,
  signal: AbortSignal,
): Promise<void> {
  mkdirSync(FILES.state, { recursive: true });
  const env = pulumiEnv(engine);
  const call = (...args: string[]) =>
    run({ file: engine.pulumi, args, cwd: CHECKOUT, env, limit: 60_000, signal });
  await call("stack", "select", "--create", STACK);
  if (
    !existsSync(join(FILES.config, `Pulumi.${STACK}.yaml`)) ||
    (await urlOf(call)) !== settings.url
  ) {
    const plain = ["--plaintext", `identity:url=${settings.url}`];
    const name = ["--plaintext", `identity:username=${settings.username}`];
    await call(
      "config",
      "set-all",
      ...plain,
      ...name,
      "--secret",
      `identity:password=${settings.password}`,
    );
  }
}

async function urlOf(call: (...args: string[]) => Promise<string>): Promise<string | undefined> {
  return call("config", "get", "identity:url").then(
    (url) => url.trim(),
    () => undefined,
  );
}

/** Clears the locks of runs that are dead; those of others are their business. */
export function clearDeadLocks(log: (line: string) => void): void {
  const folder = join(FILES.state, ".pulumi/locks");
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (!name.endsWith(".json")) continue;
    const holder = holderOf(join(folder, name));
    if (holder === undefined || holder.hostname !== hostname() || isAlive(holder.pid)) continue;
    log(`clearing the lock of a run that is gone (process ${holder.pid})`);
    rmSync(join(folder, name), { force: true });
  }
}

function holderOf(lock: string): { pid: number; hostname: string } | undefined {
  try {
    return JSON.parse(readFileSync(lock, "utf8")) as { pid: number; hostname: string };
  } catch {
    return undefined;
  }
}
