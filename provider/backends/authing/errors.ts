import {
  isForbidden,
  isNotFound,
  isRateLimited,
  isRefused,
  isUnauthorized,
  type ApiError,
} from "../../../sdk";
import {
  ConfigurationError,
  InvalidError,
  MissingRightError,
  NotFoundError,
  ProviderError,
  UnavailableError,
} from "../errors";
import { translator, type Translate } from "../kit/translate";

/** Codes for an invalid signature or key, and what to do about each (AUTHING.md 1). */
const REFUSED_KEYS: Readonly<Record<number, string>> = {
  1300: "refused the signature: check identity:accessKeyId and identity:accessKeySecret",
  1303: "can't read this machine's clock: report it",
  1304: "asks for the date of the request: a proxy between may take it off",
  1305: "finds this machine's clock wrong: set it, since every request is signed with the time",
  1306: "saw a request twice: a proxy between may repeat requests",
  2224: "has no such user pool: check identity:accessKeyId",
};
const WRONG_KEY = "refused the access key: check identity:accessKeyId and identity:accessKeySecret";
/** The plan's quota is used up. */
const METERED = 4021;

const keyProblem = (error: ApiError) => REFUSED_KEYS[apiCodeOf(error) ?? 0];

export const errorsOf = (url: string): Translate =>
  translator({ url, system: "Authing" }, [
    [
      (error) => keyProblem(error) !== undefined || isUnauthorized(error),
      ConfigurationError,
      (error) => `${url} ${keyProblem(error) ?? WRONG_KEY}`,
    ],
    [
      isForbidden,
      MissingRightError,
      ({ method, path }) =>
        `this access key may not ${method} ${path}: give it the right in Authing's console`,
    ],
    [isNotFound, NotFoundError, ({ path, detail }) => `${path}: ${detail}`],
    [
      (error) => error.status === 402 || apiCodeOf(error) === METERED,
      ProviderError,
      ({ detail }) => `Authing's plan does not allow it: ${detail}`,
    ],
    [
      isRefused,
      UnavailableError,
      ({ method, path }) => `${url} says that ${method} ${path} failed, and not why: try again`,
    ],
    [
      (error) => error.status >= 400 && error.status < 500 && !isRateLimited(error),
      InvalidError,
      ({ detail }) => `the server refused it: ${detail}`,
    ],
  ]);

function apiCodeOf({ body }: ApiError): number | undefined {
  const { apiCode } = (body ?? {}) as { apiCode?: unknown };
  return typeof apiCode === "number" ? apiCode : undefined;
}
