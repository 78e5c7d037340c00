import { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { languageOf, writeJson } from "../wire/messages";
import { Page, Refusal, page } from "../wire/refusal";

/** What a view answers that is not a plain 200; `undefined` sends no body. */
export class Answer {
  constructor(
    readonly status: number,
    readonly body?: unknown,
    readonly headers: Record<string, string> = {},
  ) {}
}

/** 201 with a body. */
export const created = (body: unknown) => new Answer(201, body);
/** 204 without one. */
export const noContent = () => new Answer(204);

/** Writes an answer in the language that is asked for. */
export function respond(
  request: FastifyRequest,
  reply: FastifyReply,
  answer: unknown,
): FastifyReply {
  const isWhole = answer instanceof Answer || answer instanceof Refusal;
  const { status, body, headers } = isWhole ? answer : new Answer(200, answer);
  const language = languageOf(request.headers["accept-language"]);
  reply.code(status).headers({ "content-language": language, vary: "Accept-Language", ...headers });
  if (body instanceof Page) return reply.type("text/html").send(body.html);
  if (body === undefined) return reply.send();
  // As a buffer, because Fastify would add a charset that the reference does not send.
  return reply
    .header("content-type", "application/json")
    .send(Buffer.from(writeJson(body, language)));
}

/**
 * Answers errors: a refusal says itself what it is; anything else is a 500 that tells nothing. They
 * too wait for the commit, because they may be about what is not committed yet.
 */
export function useErrors(app: FastifyInstance): void {
  app.setNotFoundHandler((request, reply) => respond(request, reply, page(404)));
  app.setErrorHandler(async (error, request, reply) => {
    const { batch, services } = request.world;
    const told = await batch.run(() => error).catch((failure: unknown) => failure);
    const refusal = refusalOf(told);
    if (refusal.status === 500 && refusal !== told) services.log(describeCrash(request, told));
    return respond(request, reply, refusal);
  });
}

/** Answers what Fastify itself refuses before it knows a route; a path that is no text is unknown. */
export function respondUnrouted(
  error: Error & { code?: string },
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  respond(request, reply, error.code === "FST_ERR_BAD_URL" ? page(404) : refusalOf(error));
}

function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  const status = (error as { statusCode?: number }).statusCode ?? 500;
  return page(status >= 500 ? 500 : 400);
}

/** For whoever runs the server: the answer tells nothing of a crash. */
function describeCrash(request: FastifyRequest, error: unknown): string {
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `500 to ${request.method} ${request.url.split("?")[0]}: ${reason}`;
}
