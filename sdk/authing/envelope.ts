import { errorOfStatus } from "../transport/errors/from-response";
import { RefusedError, UnexpectedResponseError, type IdentityError } from "../transport/errors";
import type { Asked } from "./options";

/** What every answer of `/api/v3/` is wrapped in; HTTP says 200 whatever happened. */
interface Envelope {
  readonly statusCode: number;
  readonly message?: unknown;
  readonly apiCode?: unknown;
  readonly requestId?: unknown;
  readonly data?: unknown;
}

/** What to do about codes whose messages don't say (AUTHING.md, "Transport"). */
const CURES: Readonly<Record<number, string>> = {
  1300: "the signature is wrong: check accessKeyId and accessKeySecret",
  1305: "this machine's clock is wrong: set it",
  1306: "the request came twice: a proxy between may repeat requests",
  2224: "there is no such user pool: check accessKeyId",
  2333: "wrong account or password",
  4021: "the tenant's quota is used up",
};

/** The code of a pool that does not exist. */
const NO_POOL = 2224;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A page without anything may come without its code (AUTHING.md 1). */
function isEmptyPage({ statusCode, code, data }: Record<string, unknown>): boolean {
  if (statusCode !== undefined || code !== undefined || !isRecord(data)) return false;
  return data["totalCount"] === 0 && Array.isArray(data["list"]) && data["list"].length === 0;
}

function asEnvelope(body: unknown): Envelope | undefined {
  if (!isRecord(body)) return undefined;
  if (isEmptyPage(body)) return { ...body, statusCode: 200 };
  const { statusCode } = body;
  return Number.isInteger(statusCode) ? { ...body, statusCode: Number(statusCode) } : undefined;
}

/** Whether answers of this path are in an envelope; those of OIDC, OAuth and CAS are bare. */
export const hasEnvelope = (path: string): boolean => !/^\/(oidc|oauth|cas-idp)\//.test(path);

/**
 * Whether a failure of HTTP's is told by Authing itself: the failures of other servers have a
 * `statusCode` and a `message` too (Nest, Fastify), but neither of its own marks.
 */
export const isOwnFailure = (body: unknown): boolean =>
  isRecord(body) &&
  asEnvelope(body) !== undefined &&
  (typeof body["apiCode"] === "number" || typeof body["requestId"] === "string");

type Headers = Readonly<Record<string, string>>;

/** A request, and the headers of its answer. */
interface Answered extends Asked {
  readonly headers: Headers;
}

/** What is wrong with the data of a success; undefined where nothing is. */
export type Check = (data: unknown) => string | undefined;

/** The error that the body of an answer is; undefined where it is none. */
export function errorIn(
  asked: Asked,
  body: unknown,
  headers: Headers,
  check?: Check,
): IdentityError | undefined {
  const request = { ...asked, headers };
  if (!hasEnvelope(request.path) && !(isRecord(body) && "statusCode" in body)) {
    const isPage = typeof body === "string" && /^\s*<(!doctype html|html)\b/i.test(body);
    return isPage ? unexpected(request, "the body is a page of HTML") : undefined;
  }
  const envelope = asEnvelope(body);
  if (envelope === undefined) return unexpected(request, missingIn(body));
  if (envelope.statusCode !== 200) return failureIn(request, body, envelope);
  if (isRecord(envelope.data) && envelope.data["success"] === false) {
    const detail = "success: false; what it did is to be read back";
    return new RefusedError({ ...factsOf(request, body, envelope), code: "refused", detail });
  }
  const problem = check?.(envelope.data);
  return problem === undefined ? undefined : unexpected(request, problem);
}

/** That something does not exist is believed in Authing's own words only. */
function failureIn(request: Answered, body: unknown, envelope: Envelope): IdentityError {
  const { apiCode, message, statusCode } = envelope;
  if (statusCode === 404 && typeof message !== "string") {
    return unexpected(request, "statusCode is 404, but message is missing");
  }
  // What does not exist then is the pool of the access key, not what was asked for.
  const status = apiCode === NO_POOL ? 401 : statusCode;
  return errorOfStatus({ ...factsOf(request, body, envelope), status, ...detailOf(envelope) });
}

function factsOf(request: Answered, body: unknown, envelope: Envelope) {
  const { statusCode: status, apiCode, requestId } = envelope;
  return {
    ...{ ...request, status, body, rawText: JSON.stringify(body) },
    apiCode: typeof apiCode === "number" ? apiCode : undefined,
    requestId: typeof requestId === "string" ? requestId : undefined,
  };
}

function missingIn(body: unknown): string {
  if (body === "" || body == null) return "the body is empty";
  if (typeof body === "string") return "the body is no JSON";
  return isRecord(body) ? "statusCode is missing" : "the body is no object";
}

/** Of a success, which the vendor's client tells without its status. */
const unexpected = ({ method, path, headers }: Answered, problem: string) =>
  new UnexpectedResponseError({ method, path, status: 200, problem, headers });

function detailOf({ apiCode, message }: Envelope): { detail?: string } {
  const cure = typeof apiCode === "number" ? CURES[apiCode] : undefined;
  const said = [message, cure].filter((text) => typeof text === "string" && text !== "");
  return said.length === 0 ? {} : { detail: said.join("; ") };
}

/** What an answer is about, without its envelope. */
export function dataIn(path: string, body: unknown): unknown {
  return hasEnvelope(path) ? asEnvelope(body)?.data : body;
}
