import Fastify, { type FastifyInstance } from "fastify";
import { type IncomingMessage } from "node:http";
import { Worlds } from "../http/worlds";
import { zodValidator } from "../http/zod-provider";
import { oidcRoutes } from "./authentication/oidc";
import { type Asked, type Door } from "./http/door";
import { failing } from "./http/envelopes";
import { useManagement } from "./http/management";
import { bagOf } from "./http/signature";
import { endpoints } from "./routes";
import { complaint } from "./wire/fields";

/** The largest body, bytes. */
const BODY_LIMIT = 2.5 * 1024 * 1024;

/** The servers of this API: of its management, and of OpenID Connect beside it. */
export const doors = new Worlds<Door>(makeRoutes);

function makeRoutes(): FastifyInstance {
  const door: Asked = (request) => doors.of(request);
  const respond = failing((request) => door(request).parts.log);
  const app: FastifyInstance = Fastify({
    bodyLimit: BODY_LIMIT,
    exposeHeadRoutes: false,
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
  app.register((scope, _options, done) => {
    oidcRoutes(scope, door);
    done();
  });
  app.register((scope, _options, done) => {
    useManagement(scope, endpoints, door);
    done();
  });
  return app;
}

/** Whatever lies before the API is a mount: clients sign the path without (AUTHING.md 5, quirk 10). */
function withoutMount({ url = "" }: IncomingMessage): string {
  const [path = ""] = url.split("?");
  return url.slice(Math.max(0, path.indexOf("/api/v3/")));
}
