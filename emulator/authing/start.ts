import { type FaultWords, Faults } from "../faults";
import { Codes } from "../model/codes";
import { SignInAttempts } from "../model/sign-in-attempts";
import { type AuthingOptions, type RunningAuthingServer, checkOptions } from "../options";
import { serve } from "../serve";
import { type Clock, systemClock } from "../storage/clock";
import { type Database } from "../storage/database";
import { prepareSchema } from "../storage/schema";
import { checkBadDay, throttled } from "./http/bad-day";
import { poolKeys } from "./keys";
import { createBuiltIn } from "./model/namespaces";
import { dropOldSessions } from "./model/sessions";
import { AUTHING_SCHEMA } from "./model/tables";
import { createAuthingApp } from "./server";
import { Failure } from "./wire/failure";

const WORDS: FaultWords = {
  crash: () => new Failure(500, { zh: "服务器内部错误", en: "Internal server error" }),
  throttled,
};

/** A server whose database its starter may reach; tests of the server do. */
export interface OpenAuthingServer extends RunningAuthingServer {
  db: Database;
}

/** What tests need besides. */
interface TestOptions extends AuthingOptions {
  /** A die that is loaded. */
  random?: () => number;
  /** What codes and sign-ins are timed by. */
  clock?: Clock;
}

/** Starts an Authing-compatible server on its data; throws an error of one sentence. */
export async function openAuthing(options: TestOptions): Promise<OpenAuthingServer> {
  checkOptions(options);
  const { log = () => undefined, badDay = {}, random = Math.random } = options;
  const { clock = systemClock } = options;
  checkBadDay(badDay);
  return serve(options, async (db, batch) => {
    const keys = await db.transaction(() => {
      if (prepareSchema(db, AUTHING_SCHEMA)) createBuiltIn(db);
      dropOldSessions(db);
      return Promise.resolve(poolKeys(db, options));
    });
    const faults = new Faults(options, random, WORDS);
    const app = createAuthingApp({
      db,
      batch,
      faults,
      badDay,
      random,
      keys,
      codes: new Codes(clock),
      attempts: new SignInAttempts(throttled, clock),
      log,
    });
    const { userPoolId, accessKeyId, accessKeySecret } = keys;
    return { app, told: { db, userPoolId, accessKeyId, accessKeySecret } };
  });
}
