import {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyPluginCallback,
  type RawReplyDefaultExpression,
  type RawRequestDefaultExpression,
  type RawServerDefault,
  type preValidationHookHandler,
} from "fastify";
import { type z } from "zod";
import { type Actor, actorOf } from "../model/actor";
import { readToken } from "../model/tokens";
import { type Database } from "../storage/database";
import { message } from "../wire/messages";
import { Refusal, notFound, unauthorized } from "../wire/refusal";
import { type Context } from "./context";
import { answerOtherMethods } from "./other-methods";
import { type ZodTypeProvider } from "./zod-provider";

/** Where routes are defined. */
export type Api = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  ZodTypeProvider
>;

/** Looks at a request before its method and its body are, as there: 401 and 403 go before 405. */
type Guard = (context: Context) => unknown;

/** Looks before a route's schemas do. */
export const hook =
  (guard: Guard): preValidationHookHandler =>
  (request, _reply, next) => {
    guard(request);
    next();
  };

/** Guards that resources share. */
export const anyone: Guard = () => undefined;
export const loggedIn: Guard = (context) => context.user();
export const adminOnly: Guard = (context) => context.admin();

/**
 * Routes behind one guard. What methods a path does not have is answered behind it too.
 *
 * @param open the token is not looked at, not even a bad one
 */
export const guarded = (
  guard: Guard,
  define: (app: Api) => void,
  { open = false } = {},
): FastifyPluginCallback =>
  named((app, _options, done) => {
    app.addHook("preValidation", (request, _reply, next) => {
      negotiate(request);
      if (!open) request.actor = authenticate(request.db, request.headers.authorization);
      next();
    });
    app.addHook("preValidation", hook(guard));
    app.addHook("preValidation", answerOtherMethods);
    define(app.withTypeProvider<ZodTypeProvider>());
    done();
  });

/** With a name: Fastify searches all modules of the process for one otherwise, each time. */
const named = (plugin: FastifyPluginCallback): FastifyPluginCallback =>
  Object.assign(plugin, { [Symbol.for("fastify.display-name")]: "resources" });

/** What a change is: its body by a schema, and who may make it, which is asked before. */
interface Change<T extends z.ZodType> {
  body: T;
  before?: Guard;
}

/** A change by PATCH, for which PUT is only another word. */
export function patchOrPut<T extends z.ZodType>(
  app: Api,
  url: string,
  { body, before = anyone }: Change<T>,
  handler: (context: Context<z.output<T>, unknown>) => unknown,
): void {
  app.route({
    method: ["PATCH", "PUT"],
    url,
    schema: { body },
    preValidation: hook(before),
    handler: (request) => handler(request as Context<z.output<T>>),
  });
}

/** Answers are JSON: 406 for who accepts only others, 404 for another `format`. */
function negotiate({ address, headers: { accept } }: Context): void {
  const format = address.searchParams.get("format");
  if (format !== null && format !== "json") throw notFound();
  if (accept === undefined || /(\*\/\*|application\/(json|\*))/.test(accept)) return;
  throw new Refusal(406, { detail: message("notAcceptable") });
}

/** Who sends a request. Nobody without a `Token` header; 401 for a token that is not good. */
function authenticate(db: Database, header: string | undefined): Actor | undefined {
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
