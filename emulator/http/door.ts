import { type IncomingMessage } from "node:http";
import { type FastifyInstance, type FastifyRequest } from "fastify";
import { Page, Refusal, page } from "../wire/refusal";
import { Answer, respond } from "./answers";

/** The longest request line that the reference's web server takes. */
export const LINE_LIMIT = 4094;
/** The path below which the API lies. */
export const PREFIX = "/siteapi/v1/";
/** What else leads there: an older alias, and two resources that lie outside as well. */
const ELSEWHERE = /^(\/siteapi\/oneid\/|\/(?=(ping|service\/captcha)\/?(\?|$)))/;

/** The address of a resource by its first spelling. */
export const firstSpelling = ({ url = "" }: IncomingMessage): string =>
  url.replace(ELSEWHERE, PREFIX);

/** What the parts of a path may hold: the reference's patterns, Unicode letters included. */
const UID = /^[\p{L}\p{N}_|-]+$/u;
const WORD = /^[\p{L}\p{N}_]+$/u;
const PARTS: Record<string, RegExp> = {
  username: WORD,
  subject: WORD,
  uuid: WORD,
  captcha: WORD,
  task: WORD,
  invitation: /^[\w=|-]+$/,
  file: /^[^/]+$/,
};

/** Meets every request: with a bad day, and with what the reference's own web server refuses. */
export function useDoor(app: FastifyInstance): void {
  app.addHook("onRequest", (request, _reply, next) => {
    const look = () => {
      checkLine(request);
      checkPath(request.params as Record<string, string>);
    };
    const wait = request.world.faults.before();
    if (wait) return void wait.then(look).then(() => next(), next);
    look();
    next();
  });
}

function checkPath(parts: Record<string, string>): void {
  for (const [name, value] of Object.entries(parts)) {
    if (name !== "*" && !(PARTS[name] ?? UID).test(value)) throw page(404);
  }
}

/** Sends who leaves out the slash at a path's end to the path with it. */
export function useSlashes(app: FastifyInstance): void {
  app.addHook("onRequest", (request, reply, next) => {
    const { pathname, search } = request.address;
    if (pathname.endsWith("/") || !request.routeOptions.url?.endsWith("/")) return next();
    const headers = {
      location: `${pathname}/${search}`,
      "content-type": "text/html; charset=utf-8",
    };
    respond(request, reply, new Answer(301, undefined, headers));
  });
}

function checkLine(request: FastifyRequest): void {
  const length = request.asked.length + request.originalUrl.length + " HTTP/1.1".length + 1;
  if (length <= LINE_LIMIT) return;
  const text = `Request Line is too large (${length} &gt; ${LINE_LIMIT})`;
  throw new Refusal(
    400,
    new Page(
      `<html>\n  <head>\n    <title>Bad Request</title>\n  </head>\n  <body>\n    <h1><p>Bad Request</p></h1>\n    ${text}\n  </body>\n</html>\n`,
    ),
  );
}
