import { once } from "node:events";
import { delimiter } from "node:path";
import { CHECKOUT } from "../engine/checkout";
import type { Engine } from "../engine";
import { startInForeground } from "../process-tree";
import { FILES } from "./local";
import { secretFile } from "./private";

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

/**
 * Runs the CLI in the foreground, with its own display. Ctrl-C reaches it from the terminal; where
 * only this process is told to end, it is told too. Nothing that it started is left running, also
 * when this process is killed.
 *
 * @throws Error where it ended with another code than 0; what it said was shown
 */
export async function pulumi(engine: Engine, args: string[], signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const env = pulumiEnv(engine);
  const tree = startInForeground({ file: engine.pulumi, args, cwd: CHECKOUT, env });
  signal.addEventListener("abort", tree.interrupt);
  try {
    const [code] = (await once(tree.root, "exit")) as [number | null];
    signal.throwIfAborted();
    if (code !== 0) throw new Error(`"pulumi ${args[0]}" ended with ${code ?? 1}`);
  } finally {
    signal.removeEventListener("abort", tree.interrupt);
    tree.kill();
  }
}
