import * as sdk from "../../../sdk";
import type { Backend } from "../backend";
import {
  InvalidError,
  UnavailableError,
  UnexpectedResponseError,
  type ProviderError,
} from "../errors";

/** What an error response of a system means; the first row that fits counts. */
export type Meaning = readonly [
  fits: (error: sdk.ApiError) => boolean,
  as: new (message: string, property?: string, options?: ErrorOptions) => ProviderError,
  says: (error: sdk.ApiError) => string,
  /** The invalid input property, if any. */
  property?: (error: sdk.ApiError) => string | undefined,
];

/** The property that a field of the server's stands for: its own name, unless it is among these. */
export const propertyAmong =
  (properties: Readonly<Record<string, string>>): NonNullable<Meaning[3]> =>
  ({ field }) =>
    field !== undefined && Object.hasOwn(properties, field) ? properties[field] : field;

/** Turns an error of the SDK into one of the provider. */
export type Translate = (error: unknown) => unknown;

/**
 * @param url of the server, and its system, for messages
 * @param meanings of this system's errors; those of any server are here
 */
export function translator(
  { url, system }: { readonly url: string; readonly system: string },
  meanings: readonly Meaning[],
): Translate {
  return (cause) => {
    const options = { cause };
    // A look whether a write has happened is one of the provider's own, and so is its error.
    if (sdk.isCallbackError(cause)) return cause.cause;
    if (sdk.isProxyError(cause)) return new UnavailableError(cause.message, undefined, options);
    if (sdk.isNetworkError(cause) || sdk.isEndlessList(cause)) {
      return new UnavailableError(`${cause.message}; check identity:url`, undefined, options);
    }
    if (sdk.isUnexpectedResponse(cause)) {
      const { method, path, status, problem } = cause;
      const message = `${url} answered ${method} ${path} with ${status}, but not as ${system} does (${problem}): check that identity:url leads to ${aServer(system)}, and what stands between`;
      return new UnexpectedResponseError(message, undefined, options);
    }
    if (sdk.isUsageError(cause)) return new InvalidError(cause.message, undefined, options);
    if (!sdk.isApiError(cause)) return cause;
    const meaning = meanings.find(([fits]) => fits(cause));
    if (meaning === undefined) {
      return new UnavailableError(`${url} ${unexplained(system, cause)}`, undefined, options);
    }
    const [, Meant, says, property] = meaning;
    return new Meant(says(cause), property?.(cause), options);
  };
}

const aServer = (system: string) => `${/^[AEIOU]/.test(system) ? "an" : "a"} ${system} server`;

/** The message for an error that no row explains. */
function unexplained(system: string, error: sdk.ApiError): string {
  const { status, method, path, detail } = error;
  const what = `answered ${method} ${path} with ${status} (${detail})`;
  if (sdk.isRateLimited(error)) {
    const wait = error.retryAfter ? `asks to wait for ${Math.ceil(error.retryAfter)} s` : "";
    return `${what}${wait && ` and ${wait}`}: run again later, or with a lower identity:concurrency`;
  }
  if (sdk.isServerError(error)) {
    return `${what}: run again when the server is well, or correct identity:url`;
  }
  return `${what}: check that identity:url leads to ${aServer(system)}`;
}

/** The same backend, with the errors of all of its calls translated. */
export function translating(backend: Backend, translate: Translate): Backend {
  const { orgs, nodes, users, nodeMembers, orgMembers, apps, perms, grants } = backend;
  const { allowsAnyUser, history, refusals, nodeAccess, account } = backend;
  const of = <Store extends object>(store: Store) => calls(store, translate);
  return {
    ...backend,
    ...calls({ login: backend.login, tenant: backend.tenant }, translate),
    ...{ orgs: of(orgs), nodes: of(nodes), users: of(users), nodeMembers: of(nodeMembers) },
    ...{ orgMembers: of(orgMembers), apps: of(apps), perms: of(perms), grants: of(grants) },
    ...calls({ snapshot: backend.snapshot, list: backend.list }, translate),
    ...(allowsAnyUser && calls({ allowsAnyUser }, translate)),
    ...(refusals && calls({ refusals }, translate)),
    ...(history && { history: (org, most) => entries(history(org, most), translate) }),
    ...(nodeAccess && calls({ nodeAccess }, translate)),
    ...(account && calls({ account }, translate)),
  };
}

type Call = (...given: unknown[]) => Promise<unknown>;

function calls<Calls extends object>(made: Calls, translate: Translate): Calls {
  const translated =
    (call: Call) =>
    async (...given: unknown[]) => {
      try {
        return await call(...given);
      } catch (error) {
        throw translate(error);
      }
    };
  const all = (Object.entries(made) as [string, Call][]).map(
    ([name, call]) => [name, translated(call)] as const,
  );
  return Object.fromEntries(all) as Calls;
}

async function* entries<Entry>(all: AsyncIterable<Entry>, translate: Translate) {
  try {
    yield* all;
  } catch (error) {
    throw translate(error);
  }
}
