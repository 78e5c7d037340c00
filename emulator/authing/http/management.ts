import { type FastifyInstance, type FastifyRequest } from "fastify";
import { type Faults } from "../../faults";
import { type Batch } from "../../storage/batch";
import { type Context, type Endpoint } from "../endpoint";
import { malformed } from "../wire/failure";
import { authenticate } from "./authenticate";
import { type BadDay, Undone, useBadDay } from "./bad-day";
import { envelope, useNotFound } from "./envelopes";
import { Nonces } from "./nonces";

type Bag = Record<string, unknown>;

/** What the management API is answered from besides. */
interface Parts {
  batch: Batch;
  faults: Faults;
  badDay: BadDay;
  random: () => number;
  context: (request: FastifyRequest) => Context;
}

/** The management API: whoever asks signs, and gets an envelope. */
export function useManagement(app: FastifyInstance, endpoints: Endpoint[], parts: Parts): void {
  const nonces = new Nonces();
  useBadDay(app, parts.badDay, parts.random);
  app.addHook("onRequest", () => parts.faults.before());
  useNotFound(app);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "buffer" }, (_, bytes: Buffer, done) => {
    const body = objectOf(bytes);
    done(body ? null : malformed("body"), body);
  });
  for (const endpoint of endpoints) {
    const { method = "POST", path, input, open = false } = endpoint;
    const part = method === "GET" ? "querystring" : "body";
    app.route({
      method,
      url: `/api/v3/${path}`,
      schema: { [part]: input },
      preValidation: async (request) => {
        const { keys } = parts.context(request);
        const query = request.query as Bag;
        const body = (request.body ?? {}) as Bag;
        // The query of a GET, the body of a POST, nothing for a DELETE (AUTHING.md 5, quirk 8).
        const bag = method === "GET" ? query : method === "POST" ? body : {};
        const [signed = ""] = request.url.split("?");
        if (!open) {
          await authenticate(keys, nonces, { method, path: signed, bag }, request.headers);
        }
        request.body = method === "POST" ? body : { ...query, ...body };
      },
      handler: async (request, reply) => {
        const given = method === "GET" ? request.query : request.body;
        const data = await answer(endpoint, request, given, parts);
        return envelope(reply, { statusCode: 200, message: "", data });
      },
    });
  }
}

/**
 * Runs an endpoint in a transaction. An "unsuccessful" request is answered `success: false`, which
 * tells nothing: of half of these all was undone.
 */
async function answer(
  { prepare, run }: Endpoint,
  request: FastifyRequest,
  input: unknown,
  { batch, faults, random, context: contextOf }: Parts,
): Promise<unknown> {
  const context = contextOf(request);
  const prepared = await prepare?.(context, input);
  const fails = request.trouble === "unsuccessful";
  const undo = fails && random() < 0.5;
  const work = () => {
    const data = run(context, input, prepared);
    if (undo && data === undefined) throw new Undone();
    return data;
  };
  const data = await batch.run(work).catch((error: unknown) => {
    if (!(error instanceof Undone)) throw error;
  });
  faults.after();
  return data ?? { success: !fails };
}

/** A JSON object, or none; nothing for anything else. */
function objectOf(bytes: Buffer): Bag | undefined {
  if (bytes.length === 0) return {};
  try {
    const value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) as unknown;
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return isObject ? (value as Bag) : undefined;
  } catch {
    return undefined;
  }
}
