import { once } from "node:events";
import { type Server } from "node:http";
import { type AddressInfo } from "node:net";
import { type CommonOptions } from "./options";
import { Batch } from "./storage/batch";
import { Database } from "./storage/database";

/** What one API makes of a database: its HTTP side, and what it tells whoever starts it. */
interface Served<T> {
  server: Server;
  told: T;
  /** Lets go of whoever would never be answered. */
  beforeClose?: () => void;
}

/** Opens the data, lets an API make a server of it, and listens; lets all go where that fails. */
export async function serve<T extends object>(
  { data = ":memory:", port = 0, host = "127.0.0.1" }: CommonOptions,
  make: (db: Database, batch: Batch) => Promise<Served<T>>,
): Promise<T & { url: string; close: () => Promise<void> }> {
  const db = openData(data);
  try {
    const batch = new Batch(db);
    const { server, told, beforeClose } = await make(db, batch);
    endConnections(server);
    await listen(server, host, port);
    const { port: actual } = server.address() as AddressInfo;
    const shown = host.includes(":") ? `[${host}]` : host;
    const close = async () => {
      beforeClose?.();
      server.close();
      await once(server, "close");
      batch.flush();
      db.close();
    };
    return { ...told, url: `http://${shown}:${actual}`, close };
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Ends also the connections of requests that are answered while the server closes: Node keeps these. */
function endConnections(server: Server): void {
  server.on("request", (_request, response) => {
    response.once("close", () => {
      if (!server.listening) server.closeIdleConnections();
    });
  });
}

/** Opens a data file. Throws an error of one sentence. */
export function openData(path: string): Database {
  try {
    return Database.open(path);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const held = /database is locked/.test(reason);
    throw new Error(
      held
        ? `the data file ${path} is in use by another server`
        : `the data file ${path} can't be used: ${reason.replace(/\s+/g, " ")}`,
      { cause: error },
    );
  }
}

async function listen(server: Server, host: string, port: number): Promise<void> {
  try {
    await once(server.listen({ host, port }), "listening");
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === "EADDRINUSE") throw new Error(`the port ${port} is in use`, { cause: error });
    if (code === "EACCES")
      throw new Error(`the port ${port} needs rights you lack`, { cause: error });
    throw new Error(`can't listen on ${host}:${port} (${code ?? String(error)})`, { cause: error });
  }
}
