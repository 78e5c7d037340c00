import { type FastifyRequest } from "fastify";
import { type Actor, actorOf } from "./model/actor";
import { readToken } from "./model/tokens";
import { Context, type Services } from "./routes/context";
import { type Resource } from "./routes/router";
import { type Database } from "./storage/database";
import { Body } from "./wire/body";
import { message } from "./wire/messages";
import { Refusal, notFound, page, unauthorized } from "./wire/refusal";

/** The path below which the API lies; the second spelling is an older alias of the first. */
const PREFIXES = ["/siteapi/v1/", "/siteapi/oneid/"];

/** The part of a path that names a resource: below the prefix, or one of the two outside it. */
export function resourcePath(pathname: string): string | undefined {
  const prefix = PREFIXES.find((start) => pathname.startsWith(start));
  if (prefix) return pathname.slice(prefix.length);
  return /^\/(ping|service\/captcha)\/?$/.test(pathname) ? pathname.slice(1) : undefined;
}

/** A path with its escapes undone; 404 where they make no text. */
export function decodePath(pathname: string): string {
  try {
    return decodeURIComponent(pathname);
  } catch {
    throw page(404);
  }
}

/**
 * The absolute URL of a request, as the neighbours of a page and protocol addresses need it; 400
 * for a Host header that names none.
 */
export function urlOf(request: FastifyRequest): URL {
  const text = `${request.protocol}://${request.headers.host ?? "127.0.0.1"}${request.url}`;
  if (!URL.canParse(text)) throw page(400);
  return new URL(text);
}

/** Who sends a request. Nobody without a `Token` header; 401 for a token that is not good. */
export function authenticate(db: Database, header: string | undefined): Actor | undefined {
  const [scheme, ...rest] = (header ?? "").trim().split(/\s+/);
  if (scheme?.toLowerCase() !== "token") return undefined;
  const [token, more] = rest;
  if (token === undefined) throw unauthorized(message("emptyToken"));
  if (more !== undefined) throw unauthorized(message("spacedToken"));
  const state = readToken(db, token);
  if (state === "unknown") throw unauthorized("Invalid token");
  if (state === "expired") throw unauthorized("Token has expired");
  const actor = actorOf(db, state.userId);
  if (!actor) throw unauthorized("User inactive or deleted");
  return actor;
}

/** Answers are JSON: 406 for who accepts only others, 404 for another `format`. */
function negotiate(url: URL, accept: string | undefined): void {
  const format = url.searchParams.get("format");
  if (format !== null && format !== "json") throw notFound();
  if (accept === undefined || /(\*\/\*|application\/(json|\*))/.test(accept)) return;
  throw new Refusal(406, { detail: message("notAcceptable") });
}

/** The context of a request to a resource. */
export function contextOf(
  db: Database,
  services: Services,
  request: FastifyRequest,
  params: Record<string, string>,
  resource: Resource,
): Context {
  const url = urlOf(request);
  negotiate(url, request.headers.accept);
  const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  // A login with a bad token in its header still works: the view does not authenticate.
  const actor = resource.open ? undefined : authenticate(db, request.headers.authorization);
  return new Context(
    db,
    services,
    request.method,
    url,
    params,
    new Body(bytes, request.headers["content-type"] ?? ""),
    request.headers as Record<string, string | undefined>,
    actor,
  );
}
