import { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { randomUUID } from "node:crypto";
import { given } from "../model/keys";
import { Failure, languageOf, say } from "../wire/failure";

/** The body of every answer. */
interface Envelope {
  statusCode: number;
  message: string;
  apiCode?: number;
  data?: unknown;
}

/** Whatever happens is told in an envelope, under the HTTP status 200. */
export function envelope(reply: FastifyReply, body: Envelope): FastifyReply {
  const text = JSON.stringify({ ...body, requestId: randomUUID() });
  return reply.code(200).type("application/json; charset=utf-8").send(text);
}

/** A failure says so itself; anything else is a crash, told to whoever runs the server only. */
export const failing =
  (logOf: (request: FastifyRequest) => (line: string) => void) =>
  (error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const failure = error instanceof Failure ? error : asFailure(error);
    if (failure !== error && failure.statusCode === 500) {
      const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
      logOf(request)(`500 to ${request.method} ${request.url.split("?")[0]}: ${reason}`);
    }
    const { statusCode, text, apiCode, data } = failure;
    const message = say(text, languageOf(request.headers["x-authing-lang"]));
    return envelope(reply, { statusCode, message, ...given({ apiCode, data }) });
  };

/** Paths that there are not. */
export function useNotFound(app: FastifyInstance): void {
  app.setNotFoundHandler(({ method, url }) => {
    throw new Failure(404, `Cannot ${method} ${url.split("?")[0]}`);
  });
}

function asFailure(error: unknown): Failure {
  const status = (error as { statusCode?: number }).statusCode ?? 500;
  if (status === 413) return new Failure(413, { zh: "请求体过大", en: "The body is too large" });
  if (status < 500) return new Failure(400, { zh: "请求格式错误", en: "The request is malformed" });
  return new Failure(500, { zh: "服务器内部错误", en: "Internal server error" });
}
