import { type FastifyInstance } from "fastify";
import { Faults } from "./faults";
import { bootstrap } from "./model/bootstrap";
import { Codes } from "./model/codes";
import { type RunningServer, type ServerOptions, checkOptions } from "./options";
import { type Seed } from "./seed/format";
import { loadSeed, readSeed } from "./seed/load";
import { createApp } from "./server";
import { type Services } from "./routes/context";
import { Batch } from "./storage/batch";
import { Database } from "./storage/database";
import { prepareSchema } from "./storage/schema";

/** What the contract test needs besides: the org that the recorded server came with. */
export interface ReferenceOptions extends ServerOptions {
  defaultOrg?: string;
}

/** A server whose database its starter may reach; tests of the server do. */
export interface OpenServer extends RunningServer {
  db: Database;
  services: Services;
}

/** Starts a server on its data; throws an error of one sentence where it can't. */
export async function open(options: ReferenceOptions = {}): Promise<OpenServer> {
  checkOptions(options);
  const seed = options.seed === undefined ? undefined : readSeed(options.seed);
  const { data = ":memory:", port = 0, host = "127.0.0.1", log = () => undefined } = options;
  const db = openData(data);
  try {
    const adminPassword = await db.transaction(() => fill(db, options, seed));
    const batch = new Batch(db);
    const services = { log, codes: new Codes() };
    const app = createApp({
      db,
      batch,
      faults: new Faults(options),
      services,
    });
    await listen(app, host, port);
    const { port: actual } = app.server.address() as { port: number };
    const shown = host.includes(":") ? `[${host}]` : host;
    return {
      db,
      services,
      url: `http://${shown}:${actual}`,
      adminPassword,
      close: async () => {
        await app.close();
        batch.flush();
        db.close();
      },
    };
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Makes the content of a fresh file, all of it or none; answers the password of `admin`. */
async function fill(
  db: Database,
  options: ReferenceOptions,
  seed: Seed | undefined,
): Promise<string | undefined> {
  if (!prepareSchema(db)) {
    if (seed) throw new Error(`the data file ${options.data} is not fresh: no seed is loaded`);
    return undefined;
  }
  const password = await bootstrap(db, options);
  if (seed) await loadSeed(db, seed);
  return password;
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
