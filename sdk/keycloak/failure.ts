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
 * what was asked for.
 */
export const toError: ToError = (request, response) => {
  const said = refusalIn(response.body);
  const { status, headers } = response;
  if (said !== undefined) {
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
      : "a refusal of Keycloak says error or errorMessage";
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
  if (typeof errorMessage === "string") return { message: errorMessage, field: name };
  if (typeof error !== "string") return undefined;
  return { message: typeof more === "string" ? `${error}: ${more}` : error };
}

const SCIM_ERROR = "urn:ietf:params:scim:api:messages:2.0:Error";

type Said = "errorMessage" | "error" | "error_description" | "field" | "errors";
type Wire = Readonly<Record<Said | "schemas" | "detail", unknown>>;
