/**
 * `npm start`: the whole main job on the embedded server, from nothing. `npm start -- --backend authing`
 * does it on the Authing-compatible one, `npm start -- --backend keycloak` on a real Keycloak.
 */
import pc from "picocolors";
import { ensureEngine, ensureRandomPlugin, Interrupted } from "./lib/engine";
import { interruptible } from "./lib/engine/interrupt";
import { withLock } from "./lib/engine/lock";
import { reportOn } from "./lib/engine/report";
import { backendOf, type BackendName } from "./lib/company/backend";
import { EXAMPLE, FILES } from "./lib/company/local";
import { installInto, packPackage } from "./lib/company/package";
import { keepPrivate } from "./lib/company/private";
import { pulumi } from "./lib/company/pulumi";
import { companyServer, requireServer } from "./lib/company/server";
import {
  clearDeadLocks,
  clearMetadata,
  ensureStack,
  linkRandomPlugin,
  orgOf,
  STACKS,
} from "./lib/company/stack";
import { orgTree } from "./lib/company/tree";
import { endWithNpm } from "./lib/process-tree/end-with-npm";

const say = (line: string) => void process.stdout.write(`${line}\n`);
const step = (line: string) => say(`\n${pc.cyan("▸")} ${pc.bold(line)}`);
const report = reportOn(process.stdout);

async function main(signal: AbortSignal): Promise<void> {
  const backend = backendOf(process.argv.slice(2));
  await requireServer(backend);
  const engine = await ensureEngine({ report });
  linkRandomPlugin(await ensureRandomPlugin(engine, { report }));
  await installInto(EXAMPLE, await packPackage(report, signal), report, signal);

  keepPrivate();
  const server = await companyServer(backend, signal);
  say(`the identity server listens on ${server.url}`);
  try {
    clearDeadLocks(say);
    clearMetadata();
    await ensureStack(engine, server, signal);
    const stack = ["--stack", STACKS[backend]];
    step("pulumi up: preview and apply the company of examples/company");
    await pulumi(engine, ["up", "--yes", ...stack], signal);
    step("what the server holds now");
    say(await orgTree(server, await orgOf(engine, server, signal)));
    step("pulumi preview: a second look finds nothing to do");
    await pulumi(engine, ["preview", "--expect-no-changes", ...stack], signal);
  } finally {
    await server.close();
  }
  say(howToGoOn(backend));
}

function howToGoOn(backend: BackendName): string {
  const server = backend === "arkid" ? "npm run server" : `npm run server -- --backend ${backend}`;
  return `
${pc.green("✓")} ${pc.bold("The company is declared, applied and settled.")} To go on:

    ${server.padEnd(57)} # keep the server running (another window)
    export PULUMI_CONFIG_PASSPHRASE_FILE=$PWD/.local/passphrase
    $EDITOR examples/company/company.ts                       # rename or move a department
    npx pulumi preview                                        # what will happen
    npx pulumi up                                             # do just that
`;
}

function explain(error: unknown): number {
  if (error instanceof Interrupted) {
    say(`\nstopped; "npm start" goes on from here`);
    return error.exitCode;
  }
  say(`\n${pc.red(error instanceof Error ? error.message : String(error))}`);
  return 1;
}

process.stdout.on("error", () => undefined); // whoever read it is gone

endWithNpm();
interruptible((signal) => {
  const onWait = (pid: number) => say(`waiting for another "npm start" (process ${pid}) to end…`);
  return withLock(FILES.lock, { onWait, signal }, () => main(signal));
}).then(
  () => process.exit(0),
  (error: unknown) => process.exit(explain(error)),
);
