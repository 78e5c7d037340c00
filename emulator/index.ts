import { openAuthing } from "./authing/start";
import {
  type AuthingOptions,
  type RunningAuthingServer,
  type RunningServer,
  type ServerOptions,
} from "./options";
import { dump } from "./seed/dump";
import { openData } from "./serve";
import { open } from "./start";
import { ARKID_SCHEMA } from "./model/tables";
import { prepareSchema } from "./storage/schema";

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
  const db = openData(data);
  try {
    prepareSchema(db, ARKID_SCHEMA);
    return `${JSON.stringify(dump(db), null, 2)}\n`;
  } finally {
    db.close();
  }
}
