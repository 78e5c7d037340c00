import { type RunningServer, type ServerOptions } from "./options";
import { open, openData } from "./start";
import { dump } from "./seed/dump";

export { type RunningServer, type ServerOptions } from "./options";

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
export async function startServer(options: ServerOptions = {}): Promise<RunningServer> {
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
    return `${JSON.stringify(dump(db), null, 2)}\n`;
  } finally {
    db.close();
  }
}
