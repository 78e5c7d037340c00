import Fastify, { type FastifyInstance } from "fastify";
import { respondUnrouted, useErrors } from "./http/answers";
import { useContext } from "./http/context";
import { LINE_LIMIT, PREFIX, firstSpelling, useDoor, useSlashes } from "./http/door";
import { useOtherMethods } from "./http/other-methods";
import { useTurns } from "./http/turns";
import { type World, serverOf, useWorlds } from "./http/worlds";
import { zodValidator } from "./http/zod-provider";
import { routes } from "./routes";
import { complain } from "./wire/fields";

/** The largest body, bytes; a larger one is a 400 (ARKID.md, «Protocol facts»). */
const BODY_LIMIT = 2.5 * 1024 * 1024;

/** Where the routes are, made by a process's first server: they cost more than the rest of a start. */
let made: Promise<FastifyInstance["routing"]> | undefined;

/** The HTTP side of one server. */
export async function createApp(world: World): Promise<FastifyInstance> {
  made ??= makeRoutes();
  return serverOf(world, await made);
}

/** A plugin for each concern, and the routes. */
async function makeRoutes(): Promise<FastifyInstance["routing"]> {
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
  useWorlds(app);
  useErrors(app);
  useOtherMethods(app);
  useDoor(app);
  useContext(app);
  useSlashes(app);
  useTurns(app);
  app.register(routes, { prefix: PREFIX });
  await app.ready();
  return (request, response) => app.routing(request, response);
}
