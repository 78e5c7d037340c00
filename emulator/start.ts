import { ARKID_WORDS, Faults } from "./faults";
import { bootstrap } from "./model/bootstrap";
import { Codes } from "./model/codes";
import { checkPassword, hashPassword } from "./model/passwords";
import { SignInAttempts } from "./model/sign-in-attempts";
import { revokeToken } from "./model/tokens";
import { findUser, updateUser } from "./model/users";
import { type RunningServer, type ServerOptions, checkOptions } from "./options";
import { type Seed } from "./seed/format";
import { loadSeed, readSeed } from "./seed/load";
import { serve } from "./serve";
import { worlds } from "./server";
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
    const server = await worlds.server({ db, batch, faults: new Faults(options), services });
    return { server, told: { db, services, adminPassword } };
  });
}

/**
 * Makes the content of a fresh file, all of it or none; answers the password of `admin`, where it is
 * new. In a file of before, `admin` gets the password that is given.
 */
async function fill(
  db: Database,
  options: ReferenceOptions,
  seed: Seed | undefined,
): Promise<string | undefined> {
  if (!prepareSchema(db, ARKID_SCHEMA)) {
    const { data, adminPassword } = options;
    if (seed) {
      throw new Error(
        `the data file ${data} is not fresh, and a seed is for a fresh one: leave out --seed (seed), or name a new file`,
      );
    }
    return adminPassword === undefined ? undefined : changePassword(db, adminPassword, options);
  }
  const password = await bootstrap(db, options);
  if (seed) await loadSeed(db, seed);
  return password;
}

/** Sets the password of `admin` in a file of before, which ends their token; answers it if it is new. */
async function changePassword(
  db: Database,
  password: string,
  { data, log = () => undefined }: ReferenceOptions,
): Promise<string | undefined> {
  const admin = findUser(db, "admin");
  if (admin === undefined) {
    throw new Error(
      `the data file ${data} has no user admin any more: leave out --admin-password (adminPassword)`,
    );
  }
  if (await checkPassword(password, admin.password)) return undefined;
  updateUser(db, admin.id, { password: (await hashPassword(password)).stored });
  revokeToken(db, admin.id);
  log("User admin has another password than before: the given one");
  return password;
}
