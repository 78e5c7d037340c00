import { type FastifyInstance, type FastifyRequest } from "fastify";
import { type Endpoint } from "../endpoint";
import { invalid, malformed } from "../wire/failure";
import { authenticate } from "./authenticate";
import { Undone, useBadDay } from "./bad-day";
import { type Asked, type Door, contextOf } from "./door";
import { envelope, useNotFound } from "./envelopes";

type Bag = Record<string, unknown>;

/** The management API: whoever asks signs, and gets an envelope. */
export function useManagement(app: FastifyInstance, endpoints: Endpoint[], door: Asked): void {
  useBadDay(app, door);
  app.addHook("onRequest", async (request) => door(request).faults.before());
  useNotFound(app);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "buffer" }, (_, bytes: Buffer, done) => {
    const body = objectOf(bytes);
    done(body ? null : malformed("body"), body);
  });
  for (const endpoint of endpoints) {
    const { method = "POST", path, input, open = false, bare = false } = endpoint;
    const part = method === "GET" ? "querystring" : "body";
    app.route({
      method,
      url: `/api/v3/${path}`,
      schema: { [part]: input },
      preValidation: async (request) => {
        const { parts, nonces } = door(request);
        const query = request.query as Bag;
        const body = (request.body ?? {}) as Bag;
        // The query of a GET, the body of a POST, nothing for a DELETE (AUTHING.md 5, quirk 8).
        const bag = method === "GET" ? query : method === "POST" ? body : {};
        const [signed = ""] = request.url.split("?");
        if (!open) {
          await authenticate(parts.keys, nonces, { method, path: signed, bag }, request.headers);
        }
        request.body = method === "POST" ? body : { ...query, ...body };
        if (query["tenantId"] || body["tenantId"]) {
          throw invalid("tenantId is not served here: there are no tenants");
        }
      },
      handler: async (request, reply) => {
        const given = method === "GET" ? request.query : request.body;
        const data = await answer(endpoint, request, given, door(request));
        return envelope(reply, {
          statusCode: 200,
          message: "",
          ...(bare ? (data as Bag) : { data }),
        });
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
  { parts, batch, faults, random }: Door,
): Promise<unknown> {
  const context = contextOf({ parts, batch }, request);
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
