import Fastify, { type FastifyInstance, type FastifyRequest } from "fastify";
import { type IncomingMessage } from "node:http";
import { type Faults } from "../faults";
import { zodValidator } from "../http/zod-provider";
import { type Batch } from "../storage/batch";
import { oidcRoutes } from "./authentication/oidc";
import { SigningKey } from "./authentication/signing-key";
import { type Context, type Parts } from "./endpoint";
import { type BadDay } from "./http/bad-day";
import { failing } from "./http/envelopes";
import { useManagement } from "./http/management";
import { bagOf } from "./http/signature";
import { endpoints } from "./routes";
import { complaint } from "./wire/fields";

/** The largest body, bytes. */
const BODY_LIMIT = 2.5 * 1024 * 1024;

/** What requests are answered from. */
interface Door extends Omit<Parts, "signingKey"> {
  batch: Batch;
  faults: Faults;
  badDay: BadDay;
  random: () => number;
}

/** The HTTP side: the management API, and OpenID Connect beside it. */
export function createAuthingApp(door: Door): FastifyInstance {
  const { batch, faults, badDay, random, ...rest } = door;
  const respond = failing(rest.log);
  const app: FastifyInstance = Fastify({
    bodyLimit: BODY_LIMIT,
    exposeHeadRoutes: false,
    forceCloseConnections: "idle",
    frameworkErrors: (error, request, reply) => void respond(error, request, reply),
    rewriteUrl: withoutMount,
    // The official Java client asks for `/oidc/me/`.
    routerOptions: {
      ignoreTrailingSlash: true,
      querystringParser: (text) => bagOf(new URLSearchParams(text)),
    },
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "buffer" }, (_, body, done) => done(null, body));
  app.setErrorHandler(respond);
  app.setValidatorCompiler(zodValidator(complaint));
  const parts: Parts = { ...rest, signingKey: new SigningKey(rest.db, batch) };
  const context = (request: FastifyRequest): Context => ({
    ...parts,
    origin: `${request.protocol}://${request.headers.host ?? "127.0.0.1"}`,
    headers: request.headers as Record<string, string | undefined>,
  });
  app.register((scope, _options, done) => {
    oidcRoutes(scope, { batch, context, before: () => faults.before() });
    done();
  });
  app.register((scope, _options, done) => {
    useManagement(scope, endpoints, { batch, faults, badDay, random, context });
    done();
  });
  return app;
}

/** Whatever lies before the API is a mount: clients sign the path without (AUTHING.md 5, quirk 10). */
function withoutMount({ url = "" }: IncomingMessage): string {
  const [path = ""] = url.split("?");
  return url.slice(Math.max(0, path.indexOf("/api/v3/")));
}
