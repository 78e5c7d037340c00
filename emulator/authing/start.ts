import { type FastifyReply } from "fastify";
import { type FaultWords, Faults } from "../faults";
import { Codes } from "../model/codes";
import { SignInAttempts } from "../model/sign-in-attempts";
import { type AuthingOptions, type RunningAuthingServer, checkOptions } from "../options";
import { serve } from "../serve";
import { type Clock, systemClock } from "../storage/clock";
import { type Database } from "../storage/database";
import { prepareSchema } from "../storage/schema";
import { SigningKey } from "./authentication/signing-key";
import { checkBadDay, throttled } from "./http/bad-day";
import { Nonces } from "./http/nonces";
import { KeptKey } from "./kept-key";
import { poolKeys } from "./keys";
import { createBuiltIn } from "./model/namespaces";
import { dropOldSessions } from "./model/sessions";
import { AUTHING_SCHEMA } from "./model/tables";
import { PasswordKey } from "./password-key";
import { doors } from "./server";
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
    const codes = new Codes(clock);
    const attempts = new SignInAttempts(throttled, clock);
    const signingKey = new SigningKey(new KeptKey(db, batch, "signingKey"));
    const passwordKey = new PasswordKey(new KeptKey(db, batch, "passwordKey"));
    const parts = { db, keys, signingKey, passwordKey, log, codes, attempts };
    const hanging = new Set<FastifyReply>();
    const nonces = new Nonces();
    const server = await doors.server({ parts, batch, faults, badDay, random, nonces, hanging });
    const { userPoolId, accessKeyId, accessKeySecret } = keys;
    return {
      server,
      told: { db, userPoolId, accessKeyId, accessKeySecret },
      beforeClose: () => hanging.forEach((reply) => reply.raw.destroy()),
    };
  });
}
