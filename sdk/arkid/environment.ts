import { nullAuthorizer, tokenAuthorizer, type Authorizer } from "../transport/authorizer";
import { UsageError } from "../transport/errors";
import { fromEnvironment } from "../transport/environment";
import { passwordAuthorizer } from "./password-authorizer";
import { apiRoot } from "./root";

/**
 * The server's root, as it is given or in `ARKID_URL`.
 * @throws UsageError where it is in neither
 */
export function urlOf(given: string | undefined): string {
  const url = given ?? fromEnvironment("ARKID_URL");
  if (url === undefined)
    throw new UsageError("url must be given, as an option or in ARKID_URL", "url");
  return url;
}

/**
 * Who is asking, where no authorizer says it: `ARKID_TOKEN`, or `ARKID_USERNAME` and
 * `ARKID_PASSWORD`. They are meant for the server of `ARKID_URL`, where that is set, and go to no other.
 */
export function authorizerFor(url: string): Authorizer {
  const own = fromEnvironment("ARKID_URL");
  if (own !== undefined && apiRoot(own) !== apiRoot(url)) return nullAuthorizer();
  const token = fromEnvironment("ARKID_TOKEN");
  if (token !== undefined) return tokenAuthorizer(token);
  const username = fromEnvironment("ARKID_USERNAME");
  const password = fromEnvironment("ARKID_PASSWORD");
  if (username === undefined || password === undefined) return nullAuthorizer();
  return passwordAuthorizer({ username, password });
}
