import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { randomUUID } from "node:crypto";
import { type Faults } from "../faults";
import { type Codes } from "../model/codes";
import { type SignInAttempts } from "../model/sign-in-attempts";
import { type Batch } from "../storage/batch";
import { type Database } from "../storage/database";
import { SigningKey } from "./authentication/signing-key";
import { oidcRoutes } from "./authentication/oidc";
import { authenticate } from "./authenticate";
import { type BadDay, type Trouble, Undone, draw, throttled } from "./bad-day";
import { type Context, type Endpoint, success } from "./endpoint";
import { type PoolKeys } from "./keys";
import { Nonces } from "./nonces";
import { endpoints } from "./routes";
import { bagOf } from "./signature";
import { Failure, languageOf, malformed, say } from "./wire/failure";
import { parse } from "./wire/fields";

/** The largest body, bytes. */
const BODY_LIMIT = 2.5 * 1024 * 1024;
const PREFIX = "/api/v3/";

/** What requests are answered from. */
interface Parts {
  db: Database;
  batch: Batch;
  faults: Faults;
  badDay: BadDay;
  random: () => number;
  keys: PoolKeys;
  codes: Codes;
  attempts: SignInAttempts;
  log: (line: string) => void;
}

/** What lasts from request to request besides. */
interface Door extends Parts {
  nonces: Nonces;
  signingKey: SigningKey;
  byPath: Map<string, Endpoint>;
  /** Requests that are never answered, until the server closes. */
  hanging: Set<FastifyReply>;
}

/** The body of every answer. */
interface Envelope {
  statusCode: number;
  message: string;
  apiCode?: number;
  requestId: string;
  data?: unknown;
}

/** The HTTP side: whatever happens is told in an envelope, under the HTTP status 200. */
export function createAuthingApp(parts: Parts): FastifyInstance {
  const door: Door = {
    ...parts,
    nonces: new Nonces(),
    signingKey: new SigningKey(parts.db, parts.batch),
    byPath: new Map(endpoints.map((each) => [`${each.method} ${each.path}`, each])),
    hanging: new Set(),
  };
  const app = Fastify({
    bodyLimit: BODY_LIMIT,
    exposeHeadRoutes: false,
    forceCloseConnections: "idle",
    // The official Java client asks for `/oidc/me/`.
    routerOptions: { ignoreTrailingSlash: true },
    frameworkErrors: (error, request, reply) => void respond(parts, request, reply, error),
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "buffer" }, (_, body, done) => done(null, body));
  app.setErrorHandler((error, request, reply) => respond(parts, request, reply, error));
  app.addHook("preClose", () => door.hanging.forEach((reply) => reply.raw.destroy()));
  oidcRoutes(app, {
    batch: parts.batch,
    context: (request) => contextOf(door, request),
    before: () => parts.faults.before(),
  });
  app.all("/*", (request, reply) => handle(door, request, reply));
  return app;
}

async function handle(
  door: Door,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const trouble = draw(door.badDay, door.random);
  if (trouble === "html") return page(reply, 200, "<h1>Welcome to the guest network</h1>");
  if (trouble === "bad-gateway") return page(reply, 502, "<h1>502 Bad Gateway</h1>");
  if (trouble === "hang") {
    door.hanging.add(reply);
    reply.raw.once("close", () => door.hanging.delete(reply));
    return reply.hijack();
  }
  try {
    if (trouble === "throttle") throw throttled();
    const data = await answer(door, request, trouble);
    return envelope(reply, { statusCode: 200, message: "", requestId: randomUUID(), data });
  } catch (error) {
    return respond(door, request, reply, error);
  }
}

async function answer(
  door: Door,
  request: FastifyRequest,
  trouble: Trouble | undefined,
): Promise<unknown> {
  await door.faults.before();
  const url = new URL(request.url, "http://localhost");
  // Whatever lies before it is a mount: clients sign the path without (AUTHING.md 5, quirk 10).
  const path = url.pathname.slice(Math.max(0, url.pathname.indexOf(PREFIX)));
  const endpoint = door.byPath.get(`${request.method} ${path.slice(PREFIX.length)}`);
  if (!path.startsWith(PREFIX) || !endpoint) {
    throw new Failure(404, `Cannot ${request.method} ${path}`);
  }
  const query = bagOf(url.searchParams);
  const body = request.method === "GET" ? {} : bodyOf(request);
  const bag = request.method === "GET" ? query : request.method === "DELETE" ? {} : body;
  if (!endpoint.open) {
    const signed = { method: request.method, path, bag };
    await authenticate(door.keys, door.nonces, signed, request.headers);
  }
  const input = request.method === "DELETE" ? { ...query, ...body } : bag;
  return dispatch(door, request, endpoint, input, trouble === "unsuccessful");
}

/**
 * Checks the parameters and runs the endpoint in a transaction.
 *
 * @param fails answers `success: false`, which tells nothing: of half of these all was undone
 */
async function dispatch(
  door: Door,
  request: FastifyRequest,
  endpoint: Endpoint,
  bag: Record<string, unknown>,
  fails: boolean,
): Promise<unknown> {
  const context = contextOf(door, request);
  const input = parse(endpoint.input, bag);
  const prepared = await endpoint.prepare?.(context, input);
  const undo = fails && door.random() < 0.5;
  const run = () => {
    const data = endpoint.run(context, input, prepared);
    if (undo && isSuccess(data)) throw new Undone();
    return data;
  };
  const data = await door.batch.run(run).catch((error: unknown) => {
    if (error instanceof Undone) return success();
    throw error;
  });
  door.faults.after();
  return fails && isSuccess(data) ? { success: false } : data;
}

/** Whether an endpoint has nothing more to tell. */
const isSuccess = (data: unknown): boolean =>
  (data as { success?: boolean } | null)?.success === true;

function contextOf(door: Door, request: FastifyRequest): Context {
  const { db, keys, codes, attempts, log, signingKey } = door;
  return {
    ...{ db, keys, codes, attempts, log, signingKey },
    origin: `${request.protocol}://${request.headers.host ?? "127.0.0.1"}`,
    headers: request.headers as Record<string, string | undefined>,
  };
}

/** A JSON object, or none; 400 for anything else. */
function bodyOf(request: FastifyRequest): Record<string, unknown> {
  const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  if (bytes.length === 0) return {};
  try {
    const value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) as unknown;
    if (typeof value === "object" && value !== null && !Array.isArray(value)) {
      return value as Record<string, unknown>;
    }
  } catch {
    // Not JSON: answered below, as what is JSON and no object.
  }
  throw malformed("body");
}

/** A failure says so itself; anything else is a crash, told to whoever runs the server only. */
function respond(
  { log }: Parts,
  request: FastifyRequest,
  reply: FastifyReply,
  error: unknown,
): FastifyReply {
  const failure = error instanceof Failure ? error : asFailure(error);
  if (!(error instanceof Failure) && failure.statusCode === 500) {
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    log(`500 to ${request.method} ${request.url.split("?")[0]}: ${reason}`);
  }
  const { statusCode, text, apiCode } = failure;
  const message = say(text, languageOf(request.headers["x-authing-lang"]));
  return envelope(reply, {
    statusCode,
    message,
    ...(apiCode !== undefined && { apiCode }),
    requestId: randomUUID(),
  });
}

function asFailure(error: unknown): Failure {
  const status = (error as { statusCode?: number }).statusCode ?? 500;
  if (status === 413) return new Failure(413, { zh: "请求体过大", en: "The body is too large" });
  if (status < 500) return new Failure(400, { zh: "请求格式错误", en: "The request is malformed" });
  return new Failure(500, { zh: "服务器内部错误", en: "Internal server error" });
}

function envelope(reply: FastifyReply, body: Envelope): FastifyReply {
  return reply.code(200).type("application/json; charset=utf-8").send(JSON.stringify(body));
}

/** What stands between a client and a server, and knows nothing of envelopes. */
function page(reply: FastifyReply, status: number, html: string): FastifyReply {
  return reply.code(status).type("text/html; charset=utf-8").send(html);
}
