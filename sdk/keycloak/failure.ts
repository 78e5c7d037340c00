import { isRateLimited, isServerError, UnexpectedResponseError } from "../transport/errors";
import { errorFromResponse, errorOfStatus } from "../transport/errors/from-response";
import type { ToError } from "../transport/exchange";
import type { ApiResponse } from "../transport/response";

/** What a refusal says. */
interface Refusal {
  readonly message: string;
  readonly field?: string | undefined;
}

/**
 * Makes the error of a refusal. Its forms are `{errorMessage}`, `{error, error_description}`,
 * `{field, errorMessage, params}` and `{errors: […]}` of these, and SCIM's `{schemas, status, detail}`,
 * of which the last may be missing. One in no such form is not Keycloak's own, and says nothing about
 * what was asked for: `{timestamp, status, error, path}` is a gateway's.
 */
export const toError: ToError = (request, response) => {
  const said = refusalIn(response.body);
  const { status, headers } = response;
  if (said !== undefined && !isOfAddress(request.path, said)) {
    const { message, field } = said;
    const facts = {
      ...request,
      status: meant(request.path, status, message),
      headers,
      body: response.body,
      rawText: response.text,
    };
    return errorOfStatus({ ...facts, field, detail: field ? `${field}: ${message}` : message });
  }
  const error = errorFromResponse(request, response);
  const isOwn = isRateLimited(error) || isServerError(error) || isEmpty401(response);
  if (isOwn) return error;
  const problem =
    status >= 300 && status < 400
      ? error.detail
      : said
        ? "it has no such address"
        : "a refusal of Keycloak says error or errorMessage, and nothing else";
  const { method, path } = request;
  return new UnexpectedResponseError({ method, path, status, problem, headers });
};

/**
 * What is not there is the realm of the credentials, and not what was asked for: that says nothing of
 * it, as any refused login. And what the database failed at, such as the second of two creates at
 * once, is no fault of the request.
 */
function meant(path: string, status: number, message: string): number {
  if (status === 404 && path.endsWith("/openid-connect/token")) return 401;
  return status === 400 && message === "Database operation failed" ? 500 : status;
}

/**
 * Whether it has no such address, as behind a proxy that changes paths: of what is asked for it says
 * what could not be found. A realm's SCIM API is an address that may be missing.
 */
const isOfAddress = (path: string, { message }: Refusal): boolean =>
  NO_ADDRESS.test(message) && !path.includes("/scim/");

/** Of three generations of the server; one word would be anybody's. */
const NO_ADDRESS = /^(HTTP 404 )?Not Found$|^Unable to find matching target|^RESTEASY\d+/i;

/** Before its own code runs, the server refuses a token without a word. */
const isEmpty401 = ({ status, text }: ApiResponse): boolean => status === 401 && text === "";

function refusalIn(body: unknown): Refusal | undefined {
  if (typeof body !== "object" || body === null) return undefined;
  const {
    errorMessage,
    error,
    error_description: more,
    field,
    errors,
    schemas,
    detail,
  } = body as Wire;
  if (Array.isArray(errors)) {
    const all = errors.flatMap((one) => refusalIn(one) ?? []);
    return all[0] && { field: all[0].field, message: all.map(({ message }) => message).join("; ") };
  }
  const name = typeof field === "string" ? field : undefined;
  if (Array.isArray(schemas) && schemas.includes(SCIM_ERROR)) {
    return { message: typeof detail === "string" ? detail : "it was refused" };
  }
  if (!Object.keys(body).every((key) => OWN.has(key))) return undefined;
  if (typeof errorMessage === "string") return { message: errorMessage, field: name };
  if (typeof error !== "string") return undefined;
  return { message: typeof more === "string" ? `${error}: ${more}` : error };
}

const OWN: ReadonlySet<string> = new Set([
  ...["errorMessage", "field", "params", "error", "error_description", "error_uri"],
]);

const SCIM_ERROR = "urn:ietf:params:scim:api:messages:2.0:Error";

type Said = "errorMessage" | "error" | "error_description" | "field" | "errors";
type Wire = Readonly<Record<Said | "schemas" | "detail", unknown>>;
