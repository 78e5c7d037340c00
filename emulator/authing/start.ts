import { type FaultWords, Faults } from "../faults";
import { Codes } from "../model/codes";
import { type AuthingOptions, type RunningAuthingServer, checkOptions } from "../options";
import { serve } from "../serve";
import { type Database } from "../storage/database";
import { prepareSchema } from "../storage/schema";
import { poolKeys } from "./keys";
import { createBuiltIn } from "./model/namespaces";
import { AUTHING_SCHEMA } from "./schema";
import { createAuthingApp } from "./server";
import { Failure } from "./wire/failure";

/** Inside HTTP 200, and nothing says how long to wait (AUTHING.md 1). */
const WORDS: FaultWords = {
  crash: () => new Failure(500, { zh: "服务器内部错误", en: "Internal server error" }),
  throttled: () => new Failure(429, { zh: "请求过于频繁，请稍后再试", en: "Too many requests" }),
};

/** A server whose database its starter may reach; tests of the server do. */
export interface OpenAuthingServer extends RunningAuthingServer {
  db: Database;
}

/** Starts an Authing-compatible server on its data; throws an error of one sentence. */
export async function openAuthing(options: AuthingOptions): Promise<OpenAuthingServer> {
  checkOptions(options);
  const { log = () => undefined } = options;
  return serve(options, async (db, batch) => {
    const keys = await db.transaction(() => {
      if (prepareSchema(db, AUTHING_SCHEMA)) createBuiltIn(db);
      return Promise.resolve(poolKeys(db, options));
    });
    const faults = new Faults(options, Math.random, WORDS);
    const app = createAuthingApp({ db, batch, faults, keys, codes: new Codes(), log });
    const { userPoolId, accessKeyId, accessKeySecret } = keys;
    return { app, told: { db, userPoolId, accessKeyId, accessKeySecret } };
  });
}
