import { once } from "node:events";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { onExit } from "../engine/cleanup";
import { reportOn, type Report } from "../engine/report";
import { startApart, type ProcessTree } from "../process-tree";
import { ensureKeycloak } from "./distribution";

export { KeycloakUnavailable, requireTools } from "./distribution";

/** How to start a server. */
export interface KeycloakServerOptions {
  /** Of the administrator `admin` in the realm `master`. */
  readonly adminPassword: string;
  /** A folder for its database. @default in memory */
  readonly data?: string;
  /** @default a free one */
  readonly port?: number;
  /** @default on standard error */
  readonly report?: Report;
  readonly signal?: AbortSignal;
}

/** A Keycloak that runs on loopback; it ends with this process. */
export interface KeycloakServer {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Milliseconds for a start; a busy machine takes minutes. */
const PATIENCE = 600_000;
/** Milliseconds for an end; mostly two seconds. */
const LAST = 40_000;

/**
 * Starts Keycloak, and waits until it answers.
 * @throws KeycloakUnavailable where it can't be had on this machine
 */
export async function startKeycloak(options: KeycloakServerOptions): Promise<KeycloakServer> {
  const { adminPassword, data, report = reportOn(process.stderr) } = options;
  const { signal = new AbortController().signal } = options;
  const folder = await ensureKeycloak(report, signal);
  const port = options.port || (await freePort());
  const database = data === undefined ? "mem:keycloak;DB_CLOSE_DELAY=-1" : `file:${data}/keycloak`;
  // Keycloak's own SQL has a column of that name.
  const jdbc = `jdbc:h2:${database};NON_KEYWORDS=VALUE`;
  const tree = startApart({
    file: "sh",
    args: [
      ...[join(folder, "bin/kc.sh"), "start", "--optimized", "--http-enabled=true"],
      ...["--http-host=127.0.0.1", `--http-port=${port}`, "--hostname-strict=false"],
      `--db-url=${jdbc}`,
    ],
    env: {
      ...process.env,
      KC_BOOTSTRAP_ADMIN_USERNAME: "admin",
      KC_BOOTSTRAP_ADMIN_PASSWORD: adminPassword,
      JAVA_OPTS_KC_HEAP: "-Xms64m -Xmx512m",
    },
  });
  const killed = onExit(tree.kill);
  const url = `http://127.0.0.1:${port}`;
  try {
    await report.during("starting Keycloak", () => untilReady(url, tree, signal));
  } catch (error) {
    killed();
    signal.throwIfAborted();
    throw error;
  }
  return { url, close: () => end(tree).finally(killed) };
}

/** Waits until it answers; what it printed last tells why it does not. */
async function untilReady(url: string, { root }: ProcessTree, signal: AbortSignal): Promise<void> {
  let printed = "";
  for (const stream of [root.stdout, root.stderr]) {
    stream?.on("data", (chunk: Buffer) => (printed = (printed + chunk.toString()).slice(-2000)));
  }
  const until = Date.now() + PATIENCE;
  while (root.exitCode === null && root.signalCode === null && Date.now() < until) {
    if (await answers(url)) return;
    await sleep(500, undefined, { signal });
  }
  throw new Error(`Keycloak does not start: ${printed.trim()}`);
}

/** Whether a Keycloak answers there. */
export async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/realms/master`, { signal: AbortSignal.timeout(5000) });
    return response.ok && (await response.text()).includes('"token-service"');
  } catch {
    return false;
  }
}

/** As Ctrl-C; a server that does not end by itself is ended. */
async function end({ root, interrupt }: ProcessTree): Promise<void> {
  if (root.exitCode !== null || root.signalCode !== null) return;
  const ended = once(root, "exit");
  interrupt();
  await Promise.race([ended, sleep(LAST, undefined, { ref: false })]);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
