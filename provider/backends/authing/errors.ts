import {
  ConfigurationError,
  InvalidError,
  MissingRightError,
  NotFoundError,
  ProviderError,
  UnavailableError,
} from "../errors";
import * as sdk from "../../../sdk";
import { unexpectedResponse, unexpected } from "../kit/unexpected-response";

/** Codes of a signature or a key that does not do, and what to do about each (AUTHING.md 1). */
const REFUSED_KEYS: Readonly<Record<number, string>> = {
  1300: "refused the signature: check identity:username (the access key's id) and identity:password (its secret)",
  1303: "can't read this machine's clock: report it",
  1304: "asks for the date of the request: a proxy between may take it off",
  1305: "finds this machine's clock wrong: set it, since every request is signed with the time",
  1306: "saw a request twice: a proxy between may repeat requests",
  2224: "has no such user pool: check identity:username (the access key's id)",
};
const WRONG_KEY =
  "refused the access key: check identity:username (its id) and identity:password (its secret)";

/** Turns what the SDK raises into the words of whoever declared the resource. */
export function translate(url: string, error: unknown): unknown {
  const options = { cause: error };
  if (sdk.isNetworkError(error) || sdk.isEndlessList(error)) {
    return new UnavailableError(`${error.message}; check identity:url`, undefined, options);
  }
  if (sdk.isUnexpectedResponse(error)) return unexpected(url, "Authing", error);
  if (sdk.isApiError(error)) return ofAnswer(url, error);
  return sdk.isUsageError(error) ? new InvalidError(error.message, undefined, options) : error;
}

function ofAnswer(url: string, error: sdk.ApiError): ProviderError {
  const { status, method, path, detail } = error;
  const options = { cause: error };
  const key = REFUSED_KEYS[apiCodeOf(error) ?? 0];
  if (key !== undefined || sdk.isUnauthorized(error)) {
    return new ConfigurationError(`${url} ${key ?? WRONG_KEY}`, undefined, options);
  }
  if (sdk.isForbidden(error)) {
    const message = `this access key may not ${method} ${path}: give it the right in Authing's console`;
    return new MissingRightError(message, undefined, options);
  }
  if (sdk.isNotFound(error)) return new NotFoundError(`${path}: ${detail}`, undefined, options);
  if (status === 402 || apiCodeOf(error) === METERED) {
    return new ProviderError(`Authing's plan does not allow it: ${detail}`, undefined, options);
  }
  if (sdk.isRefused(error)) {
    const message = `${url} says that ${method} ${path} failed, and not why: try again`;
    return new UnavailableError(message, undefined, options);
  }
  if (status >= 400 && status < 500 && !sdk.isRateLimited(error)) {
    return new InvalidError(`the server refused it: ${detail}`, undefined, options);
  }
  return unexpectedResponse(url, "Authing", error);
}

/** The plan's quota is used up. */
const METERED = 4021;

function apiCodeOf({ body }: sdk.ApiError): number | undefined {
  const { apiCode } = (body ?? {}) as { apiCode?: unknown };
  return typeof apiCode === "number" ? apiCode : undefined;
}

/** The same store, its errors translated. */
export function translating<T extends object>(url: string, store: T): T {
  return new Proxy(store, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== "function") return member;
      return (...given: unknown[]) =>
        translated(url, () => Reflect.apply(member, target, given) as Promise<unknown>);
    },
  });
}

/** The same call, its errors translated. */
export async function translated<T>(url: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw translate(url, error);
  }
}
