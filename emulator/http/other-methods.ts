import { type FastifyInstance, type preValidationHookHandler } from "fastify";
import { type IncomingMessage } from "node:http";
import { notAllowed } from "../wire/refusal";
import { Answer, respond } from "./answers";
import { PREFIX } from "./door";

declare module "fastify" {
  interface FastifyRequest {
    /** The method that was asked for; where the path does not have it, `method` is one that it has. */
    readonly asked: string;
  }
  interface FastifyContextConfig {
    /** A GET whose path does not have HEAD, which others have. */
    headless?: boolean;
  }
}

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

const methodsOf = (app: FastifyInstance, url: string) =>
  METHODS.filter((method) => app.findRoute({ method, url }));

/**
 * Routes a method that a path does not have as one that it has, so that the same guard meets it. A
 * route for each of those would be most of what a start of the server costs.
 */
export function useOtherMethods(app: FastifyInstance): void {
  const asked = new WeakMap<IncomingMessage, string>();
  app.decorateRequest("asked", {
    getter() {
      return asked.get(this.raw) ?? this.method;
    },
  });
  app.addHook("onRequest", ({ raw, is404, url, originalUrl }, reply, next) => {
    const [method] = is404 ? methodsOf(app, url) : [];
    if (method === undefined) return next();
    asked.set(raw, raw.method ?? "");
    Object.assign(raw, { method, url: originalUrl });
    reply.hijack();
    app.routing(raw, reply.raw);
  });
}

/** Answers behind the guard: 405, and to OPTIONS which methods there are. Of a HEAD Node sends no body. */
export const answerOtherMethods: preValidationHookHandler = function (request, reply, next) {
  const { asked, method, routeOptions } = request;
  const isHead = asked === "HEAD" && method === "GET" && !routeOptions.config.headless;
  if (asked === method || isHead) return next();
  if (asked !== "OPTIONS") throw notAllowed(asked);
  const allow = [...methodsOf(this, request.url), asked].join(", ");
  respond(request, reply, new Answer(200, describe(routeOptions.url ?? ""), { allow }));
};

/** The reference describes its forms too. */
const describe = (url: string) => ({
  name: url.slice(PREFIX.length - 1),
  description: "",
  renders: ["application/json"],
  parses: ["application/json", "application/x-www-form-urlencoded", "multipart/form-data"],
});
