import { type FastifyInstance } from "fastify";
import { type CommonOptions } from "./options";
import { Batch } from "./storage/batch";
import { Database } from "./storage/database";

/** What one API makes of a database: its HTTP side, and what it tells whoever starts it. */
interface Served<T> {
  app: FastifyInstance;
  told: T;
}

/** Opens the data, lets an API make a server of it, and listens; lets all go where that fails. */
export async function serve<T extends object>(
  { data = ":memory:", port = 0, host = "127.0.0.1" }: CommonOptions,
  make: (db: Database, batch: Batch) => Promise<Served<T>>,
): Promise<T & { url: string; close: () => Promise<void> }> {
  const db = openData(data);
  try {
    const batch = new Batch(db);
    const { app, told } = await make(db, batch);
    await listen(app, host, port);
    const { port: actual } = app.server.address() as { port: number };
    const shown = host.includes(":") ? `[${host}]` : host;
    const close = async () => {
      await app.close();
      batch.flush();
      db.close();
    };
    return { ...told, url: `http://${shown}:${actual}`, close };
  } catch (error) {
    db.close();
    throw error;
  }
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

async function listen(app: FastifyInstance, host: string, port: number): Promise<void> {
  try {
    await app.listen({ host, port });
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === "EADDRINUSE") throw new Error(`the port ${port} is in use`, { cause: error });
    if (code === "EACCES")
      throw new Error(`the port ${port} needs rights you lack`, { cause: error });
    throw new Error(`can't listen on ${host}:${port} (${code ?? String(error)})`, { cause: error });
  }
}
