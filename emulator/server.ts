import Fastify, { type FastifyInstance } from "fastify";
import { respondUnrouted, useErrors } from "./http/answers";
import { type World, useContext } from "./http/context";
import { LINE_LIMIT, PREFIX, firstSpelling, useDoor, useSlashes } from "./http/door";
import { useOtherMethods } from "./http/other-methods";
import { useTurns } from "./http/turns";
import { Worlds } from "./http/worlds";
import { zodValidator } from "./http/zod-provider";
import { routes } from "./routes";
import { complain } from "./wire/fields";

/** The largest body, bytes; a larger one is a 400 (ARKID.md, «Protocol facts»). */
const BODY_LIMIT = 2.5 * 1024 * 1024;

/** The servers of this API. */
export const worlds = new Worlds<World>(makeRoutes);

/** A plugin for each concern, and the routes. */
function makeRoutes(): FastifyInstance {
  const app: FastifyInstance = Fastify({
    bodyLimit: BODY_LIMIT,
    exposeHeadRoutes: false,
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
  app.decorateRequest("world", {
    getter() {
      return worlds.of(this);
    },
  });
  useErrors(app);
  useOtherMethods(app);
  useDoor(app);
  useContext(app);
  useSlashes(app);
  useTurns(app);
  app.register(routes, { prefix: PREFIX });
  return app;
}
