import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { type Faults } from "./faults";
import { contextOf, decodePath, resourcePath, urlOf } from "./request";
import { type Services } from "./routes/context";
import { routes } from "./routes";
import {
  type PreparedView,
  type Reply,
  type Resource,
  Router,
  type View,
  methodOf,
} from "./routes/router";
import { type Batch } from "./storage/batch";
import { type Database } from "./storage/database";
import { languageOf, writeJson } from "./wire/messages";
import { Page, Refusal, page } from "./wire/refusal";

/** The largest body, bytes; a larger one is a 400 (ARKID.md, «Protocol facts»). */
const BODY_LIMIT = 2.5 * 1024 * 1024;
/** The longest request line that the reference's web server takes. */
const LINE_LIMIT = 4094;

/** What requests are answered from. */
interface Parts {
  db: Database;
  batch: Batch;
  faults: Faults;
  services: Services;
}

/** The HTTP side: one door for every request, because the reference's rules are about all of them. */
export function createApp(parts: Parts): FastifyInstance {
  const router = new Router(routes);
  const app = Fastify({
    bodyLimit: BODY_LIMIT,
    exposeHeadRoutes: false,
    forceCloseConnections: "idle",
    frameworkErrors: (error, request, reply) => void respond(request, reply, asReply(error)),
  });
  app.addHttpMethod("TRACE", { overrideExisting: true });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "buffer" }, (_, body, done) => done(null, body));
  app.setErrorHandler((error, request, reply) => respond(request, reply, asReply(error)));
  app.setNotFoundHandler((request, reply) => handle(parts, router, request, reply));
  app.all("/*", (request, reply) => handle(parts, router, request, reply));
  return app;
}

async function handle(
  parts: Parts,
  router: Router,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const answered = await answer(parts, router, request).catch((error: unknown) => {
    if (!(error instanceof Refusal)) parts.services.log(describeCrash(request, error));
    return asReply(error);
  });
  return respond(request, reply, answered);
}

/** Finds the resource and answers from it; without its slash a path is redirected to itself. */
async function answer(parts: Parts, router: Router, request: FastifyRequest): Promise<Reply> {
  await parts.faults.before();
  checkLine(request);
  const { pathname, search } = urlOf(request);
  const path = resourcePath(pathname);
  if (path === undefined) throw page(404);
  const found = router.find(decodePath(path));
  if (found) return dispatch(parts, request, found.resource, found.params);
  if (path.endsWith("/") || !router.find(`${decodePath(path)}/`)) throw page(404);
  return {
    status: 301,
    headers: { location: `${pathname}/${search}`, "content-type": "text/html; charset=utf-8" },
  };
}

async function dispatch(
  { db, batch, faults, services }: Parts,
  request: FastifyRequest,
  resource: Resource,
  params: Record<string, string>,
): Promise<Reply> {
  const context = contextOf(db, services, request, params, resource);
  const find = (): View | PreparedView => {
    resource.guard(context);
    if (request.method === "OPTIONS") return () => describe(resource);
    return methodOf(resource, request.method);
  };
  const work = async (): Promise<Reply> => {
    // One turn for most; a view that prepares is asked for its guard first, and again at its turn.
    const first = await batch.run(() => {
      const view = find();
      return typeof view === "function" ? view(context) : view;
    });
    if (!("prepare" in first)) return first;
    const prepared = await first.prepare(context);
    return batch.run(() => {
      resource.guard(context);
      return first.run(context, prepared);
    });
  };
  const atomic = resource.atomic?.includes(request.method);
  const reply = await (atomic ? faults.transaction(work) : work());
  faults.after();
  return reply;
}

/** What a resource accepts and answers; the reference describes its forms too. */
function describe(resource: Resource): Reply {
  return {
    status: 200,
    headers: { allow: [...Object.keys(resource.methods), "OPTIONS"].join(", ") },
    body: {
      name: resource.path,
      description: "",
      renders: ["application/json"],
      parses: ["application/json", "application/x-www-form-urlencoded", "multipart/form-data"],
    },
  };
}

function checkLine(request: FastifyRequest): void {
  const length = request.method.length + request.url.length + " HTTP/1.1".length + 1;
  if (length <= LINE_LIMIT) return;
  const text = `Request Line is too large (${length} &gt; ${LINE_LIMIT})`;
  throw new Refusal(
    400,
    new Page(
      `<html>\n  <head>\n    <title>Bad Request</title>\n  </head>\n  <body>\n    <h1><p>Bad Request</p></h1>\n    ${text}\n  </body>\n</html>\n`,
    ),
  );
}

/** For whoever runs the server: the answer tells nothing of a crash. */
function describeCrash(request: FastifyRequest, error: unknown): string {
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `500 to ${request.method} ${request.url.split("?")[0]}: ${reason}`;
}

/** What an error answers: a refusal says so itself, anything else is a 500 that tells nothing. */
function asReply(error: unknown): Reply {
  if (error instanceof Refusal) return error;
  const status = (error as { statusCode?: number }).statusCode ?? 500;
  return page(status >= 500 ? 500 : 400);
}

function respond(request: FastifyRequest, reply: FastifyReply, answered: Reply): FastifyReply {
  const { status, body, headers = {} } = answered;
  const language = languageOf(request.headers["accept-language"]);
  reply.code(status).headers({ "content-language": language, vary: "Accept-Language", ...headers });
  if (body instanceof Page) return reply.type("text/html").send(body.html);
  if (body === undefined) return reply.send();
  // As a buffer, because Fastify would add a charset that the reference does not send.
  return reply
    .header("content-type", "application/json")
    .send(Buffer.from(writeJson(body, language)));
}
