import { spawn } from "node:child_process";
import { delimiter, join } from "node:path";
import { CHECKOUT } from "../engine/checkout";
import type { Engine } from "../engine";
import { FILES } from "./local";
import { endFamily, FAMILY, newFamily } from "./family";
import { secretFile } from "./secret-file";

/** What every call of the CLI for the example needs; `NO_COLOR` and the like are the user's. */
export function pulumiEnv(engine: Engine, env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const own = env.PULUMI_CONFIG_PASSPHRASE ?? env.PULUMI_CONFIG_PASSPHRASE_FILE;
  if (own === undefined) secretFile(FILES.passphrase);
  return {
    ...env,
    PATH: [engine.path, env.PATH].filter(Boolean).join(delimiter),
    ...(own === undefined && { PULUMI_CONFIG_PASSPHRASE_FILE: FILES.passphrase }),
    // Pulumi.yaml names the backend; another one of the user's must not get this stack.
    PULUMI_BACKEND_URL: undefined,
    PULUMI_SKIP_UPDATE_CHECK: "true",
  };
}

/** The CLI ended with another code than 0; what it said was shown. */
export class PulumiFailed extends Error {
  constructor(
    readonly command: string,
    readonly exitCode: number,
  ) {
    super(`«pulumi ${command}» ended with ${exitCode}`);
    this.name = "PulumiFailed";
  }
}

/**
 * Runs the CLI in the foreground, with its own display. Ctrl-C reaches it from the terminal; where
 * only this process is told to end, it is told too. Nothing that it started is left running, also
 * when this process is killed.
 *
 * @throws PulumiFailed
 */
export async function pulumi(engine: Engine, args: string[], signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const family = newFamily();
  const env = { ...pulumiEnv(engine), [FAMILY]: family };
  const child = spawn(engine.pulumi, args, { cwd: CHECKOUT, env, stdio: "inherit" });
  const leash = spawn(process.execPath, [join(__dirname, "leash.cjs"), String(child.pid), family], {
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  const interrupt = () => child.kill("SIGINT");
  signal.addEventListener("abort", interrupt);
  try {
    const code = await new Promise<number>((resolve, reject) => {
      child.on("error", reject);
      child.on("exit", (code, by) => resolve(code ?? (by === null ? 1 : 128)));
    });
    signal.throwIfAborted();
    if (code !== 0) throw new PulumiFailed(args[0] ?? "", code);
  } finally {
    signal.removeEventListener("abort", interrupt);
    leash.kill();
    endFamily(family);
  }
}
