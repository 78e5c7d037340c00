import { errorOfStatus, unexpectedAnswer } from "../transport/errors/from-response";
import { RefusedError, type ApiError } from "../transport/errors";
import type { Asked } from "./options";

/** What every answer of `/api/v3/` is wrapped in; HTTP says 200 whatever happened. */
interface Envelope {
  readonly statusCode: number;
  readonly message?: string;
  readonly apiCode?: number;
  readonly requestId?: string;
  readonly data?: unknown;
}

/** What to do about codes whose messages don't say (AUTHING.md, «Transport»). */
const CURES: Readonly<Record<number, string>> = {
  1300: "the signature is wrong: check accessKeyId and accessKeySecret",
  1305: "this machine's clock is wrong: set it",
  1306: "the request came twice: a proxy between may repeat requests",
  2333: "wrong account or password",
  4021: "the tenant's quota is used up",
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** An answer without a status code is taken for one where it has data: empty pages come so. */
function asEnvelope(body: unknown): Envelope | undefined {
  if (!isRecord(body)) return undefined;
  if (body["statusCode"] === undefined && "data" in body) return { ...body, statusCode: 200 };
  const statusCode = Number(body["statusCode"]);
  return Number.isInteger(statusCode) ? { ...body, statusCode } : undefined;
}

/** Whether answers of this path are in an envelope; those of OIDC, OAuth and CAS are bare. */
export const hasEnvelope = (path: string): boolean => !/^\/(oidc|oauth|cas-idp)\//.test(path);

/** The error that the body of a success is; undefined where it is none. */
export function errorIn(request: Asked, body: unknown): ApiError | undefined {
  const rawText = typeof body === "string" ? body : (JSON.stringify(body) ?? "");
  if (!hasEnvelope(request.path) && !(isRecord(body) && "statusCode" in body)) {
    const isPage = typeof body === "string" && /^\s*<(!doctype html|html)\b/i.test(body);
    return isPage ? strange(request, body, rawText) : undefined;
  }
  const envelope = asEnvelope(body);
  if (envelope === undefined) return strange(request, body, rawText);
  const { statusCode: status, apiCode, requestId, message, data } = envelope;
  const facts = { ...request, status, body, rawText, apiCode, requestId };
  if (status !== 200) return errorOfStatus({ ...facts, ...detailOf(apiCode, message) });
  if (!isRecord(data) || data["success"] !== false) return undefined;
  const detail = "success: false; what it did is to be read back";
  return new RefusedError({ ...facts, code: "refused", detail });
}

const strange = (request: Asked, body: unknown, text: string): ApiError =>
  unexpectedAnswer(request, { status: 200, headers: {}, body, text });

function detailOf(apiCode: number | undefined, message: string | undefined): { detail?: string } {
  const cure = apiCode === undefined ? undefined : CURES[apiCode];
  const said = [message, cure].filter((text) => text !== undefined && text !== "");
  return said.length === 0 ? {} : { detail: said.join("; ") };
}

/** What an answer is about, without its envelope. */
export function dataIn(path: string, body: unknown): unknown {
  return hasEnvelope(path) ? asEnvelope(body)?.data : body;
}
