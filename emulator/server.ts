import Fastify, { type FastifyInstance } from "fastify";
import { type Faults } from "./faults";
import { respondUnrouted, useErrors } from "./http/answers";
import { type Services, useContext } from "./http/context";
import { LINE_LIMIT, PREFIX, firstSpelling, useDoor, useSlashes } from "./http/door";
import { useOtherMethods } from "./http/other-methods";
import { useTurns } from "./http/turns";
import { zodValidator } from "./http/zod-provider";
import { routes } from "./routes";
import { type Batch } from "./storage/batch";
import { type Database } from "./storage/database";
import { complain } from "./wire/fields";

/** The largest body, bytes; a larger one is a 400 (ARKID.md, «Protocol facts»). */
const BODY_LIMIT = 2.5 * 1024 * 1024;

/** What requests are answered from. */
interface Parts {
  db: Database;
  batch: Batch;
  faults: Faults;
  services: Services;
}

/** The HTTP side: a plugin for each concern, and the routes. */
export function createApp({ db, batch, faults, services }: Parts): FastifyInstance {
  const app: FastifyInstance = Fastify({
    bodyLimit: BODY_LIMIT,
    exposeHeadRoutes: false,
    forceCloseConnections: "idle",
    frameworkErrors: (error, request, reply) => respondUnrouted(error, request, reply),
    rewriteUrl: firstSpelling,
    routerOptions: {
      ignoreTrailingSlash: true,
      maxParamLength: LINE_LIMIT,
      // The last value of a parameter counts.
      querystringParser: (text) => Object.fromEntries(new URLSearchParams(text)),
    },
  });
  app.setValidatorCompiler(zodValidator(complain));
  useErrors(app, batch, (line) => services.log(line));
  useOtherMethods(app);
  useDoor(app, faults);
  useContext(app, db, services);
  useSlashes(app);
  useTurns(app, batch, faults);
  app.register(routes, { prefix: PREFIX });
  return app;
}
