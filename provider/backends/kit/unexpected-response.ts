import {
  isRateLimited,
  isServerError,
  type ApiError,
  type UnexpectedResponseError,
} from "../../../sdk";
import { UnavailableError, UnexpectedAnswerError } from "../errors";

/** A server that does not answer as it should: what was tried again and again, or is of no use to try. */
export function unexpectedResponse(url: string, system: string, error: ApiError): UnavailableError {
  return new UnavailableError(`${url} ${sentence(system, error)}`, undefined, { cause: error });
}

function sentence(system: string, error: ApiError): string {
  const { status, method, path, detail } = error;
  const what = `answered ${method} ${path} with ${status} (${detail})`;
  if (isRateLimited(error)) {
    const wait = error.retryAfter ? `asks to wait for ${Math.ceil(error.retryAfter)} s` : "";
    return `${what}${wait && ` and ${wait}`}: run again later, or with a lower identity:concurrency`;
  }
  if (isServerError(error))
    return `${what}: run again when the server is well, or correct identity:url`;
  return `${what}: check that identity:url leads to an ${system} server`;
}

/** An answer that the system can't have given: nothing may count as gone, or as done, for it. */
export function unexpected(
  url: string,
  system: string,
  error: UnexpectedResponseError,
): UnexpectedAnswerError {
  const { method, path, status, problem } = error;
  return new UnexpectedAnswerError(
    `${url} answered ${method} ${path} with ${status}, but not as ${system} does (${problem}): check that identity:url leads to an ${system} server, and what stands between`,
    undefined,
    { cause: error },
  );
}
