import { Faults } from "./faults";
import { bootstrap } from "./model/bootstrap";
import { Codes } from "./model/codes";
import { type RunningServer, type ServerOptions, checkOptions } from "./options";
import { type Seed } from "./seed/format";
import { loadSeed, readSeed } from "./seed/load";
import { serve } from "./serve";
import { createApp } from "./server";
import { type Services } from "./routes/context";
import { type Database } from "./storage/database";
import { ARKID_SCHEMA, prepareSchema } from "./storage/schema";

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
  const { log = () => undefined } = options;
  return serve(options, async (db, batch) => {
    const adminPassword = await db.transaction(() => fill(db, options, seed));
    const services: Services = { log, codes: new Codes() };
    const app = createApp({ db, batch, faults: new Faults(options), services });
    return { app, told: { db, services, adminPassword } };
  });
}

/** Makes the content of a fresh file, all of it or none; answers the password of `admin`. */
async function fill(
  db: Database,
  options: ReferenceOptions,
  seed: Seed | undefined,
): Promise<string | undefined> {
  if (!prepareSchema(db, ARKID_SCHEMA)) {
    if (seed) throw new Error(`the data file ${options.data} is not fresh: no seed is loaded`);
    return undefined;
  }
  const password = await bootstrap(db, options);
  if (seed) await loadSeed(db, seed);
  return password;
}
