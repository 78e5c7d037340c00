import type { Authorizer, SendAnonymously } from "../transport/authorizer";
import { UnexpectedResponseError } from "../transport/errors";
import { checkCredentials, loginRequest, type Credentials } from "./login";

type Headers = Record<string, string>;

async function logIn(send: SendAnonymously, credentials: Credentials): Promise<Headers> {
  const request = loginRequest(credentials);
  const response = await send(request);
  const { token } = (response.body ?? {}) as { token?: unknown };
  if (typeof token === "string" && token !== "") return { authorization: `Token ${token}` };
  const { method, path } = request;
  const { status } = response;
  const problem = "token: expected string";
  throw new UnexpectedResponseError({ method, path: path.label, status, problem });
}

/**
 * Logs in with a password when the first request needs it. Parallel requests share one login, and
 * after a 401 one new one. Nothing is ever revoked: the token is shared by all the user's sessions.
 *
 * @param credentials the username and its password
 * @param known headers of a login that has already happened
 */
export function passwordAuthorizer(
  credentials: Credentials,
  known?: Record<string, string>,
): Authorizer {
  checkCredentials(credentials);
  let pending: Promise<Headers> | undefined = known && Promise.resolve(known);
  let current = known;
  const begin = (send: SendAnonymously): Promise<Headers> => {
    const login = logIn(send, credentials);
    pending = login;
    login.then(
      (headers) => (current = headers),
      // A failed login is not kept: the next request tries again.
      () => (pending = undefined),
    );
    return login;
  };
  return {
    headers: (send) => pending ?? begin(send),
    latest: () => current,
    renew(rejected) {
      // Only who was refused with the current token ends it; the others share what came after.
      if (current?.["authorization"] === rejected["authorization"]) pending = current = undefined;
      return true;
    },
  };
}
