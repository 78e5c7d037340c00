import { type RunningServer, type ServerOptions } from "./options";
import { open } from "./start";

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
