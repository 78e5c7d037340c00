import {
  type AuthingOptions,
  type RunningAuthingServer,
  type RunningServer,
  type ServerOptions,
} from "./options";
import { checkPackages } from "./packages";

export {
  type AuthingOptions,
  type CommonOptions,
  type RunningAuthingServer,
  type RunningServer,
  type ServerOptions,
} from "./options";

/**
 * Starts an ArkID-compatible identity server in this process.
 *
 * A fresh one has the user `admin` and nothing else.
 *
 * @example
 * const server = await startServer({ adminPassword: "secret" });
 * // … requests to server.url …
 * await server.close();
 */
export async function startServer(options?: ServerOptions): Promise<RunningServer>;
/**
 * Starts an Authing-compatible identity server in this process: one user pool, empty when fresh.
 *
 * @example
 * const { url, accessKeyId, accessKeySecret } = await startServer({ api: "authing" });
 * const client = new ManagementClient({ host: url, accessKeyId, accessKeySecret });
 */
export async function startServer(options: AuthingOptions): Promise<RunningAuthingServer>;
export async function startServer(
  options: ServerOptions | AuthingOptions = {},
): Promise<RunningServer | RunningAuthingServer> {
  const { open, openAuthing } = servers();
  if (options.api === "authing") {
    const { url, userPoolId, accessKeyId, accessKeySecret, close } = await openAuthing(options);
    return { url, userPoolId, accessKeyId, accessKeySecret, close };
  }
  const { url, adminPassword, close } = await open(options);
  return { url, adminPassword, close };
}

/**
 * Everything in a data file, as the text of a seed file. No server may run on it meanwhile.
 *
 * @param data the SQLite file
 */
export function dumpData(data: string): string {
  return servers().dumpData(data);
}

/** Loaded when they are used: an install may leave out the packages that only they need. */
function servers(): typeof import("./servers") {
  checkPackages();
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- dumpData can't wait for import()
  return require("./servers") as typeof import("./servers");
}
