import { ARKID_WORDS, Faults } from "./faults";
import { bootstrap } from "./model/bootstrap";
import { Codes } from "./model/codes";
import { SignInAttempts } from "./model/sign-in-attempts";
import { type RunningServer, type ServerOptions, checkOptions } from "./options";
import { type Seed } from "./seed/format";
import { loadSeed, readSeed } from "./seed/load";
import { serve } from "./serve";
import { createApp } from "./server";
import { type Services } from "./http/context";
import { type Clock, systemClock } from "./storage/clock";
import { type Database } from "./storage/database";
import { ARKID_SCHEMA } from "./model/tables";
import { prepareSchema } from "./storage/schema";

/** What tests need besides. */
export interface ReferenceOptions extends ServerOptions {
  /** The org that the recorded server came with. */
  defaultOrg?: string;
  /** What codes and sign-ins are timed by. */
  clock?: Clock;
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
  const { log = () => undefined, clock = systemClock } = options;
  return serve(options, async (db, batch) => {
    const adminPassword = await db.transaction(() => fill(db, options, seed));
    const attempts = new SignInAttempts(ARKID_WORDS.throttled, clock);
    const services: Services = { log, codes: new Codes(clock), attempts };
    const app = await createApp({ db, batch, faults: new Faults(options), services });
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
