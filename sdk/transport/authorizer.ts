import type { ApiRequest } from "./api-request";
import { checkText } from "./checks";
import type { ApiResponse } from "./response";

/** Sends a request without any identity: what an authorizer logs in with. */
export type SendAnonymously = (request: ApiRequest) => Promise<ApiResponse>;

/** Says who is asking. */
export interface Authorizer {
  /** The headers that identify the caller; may log in first, through `send`. */
  headers(send: SendAnonymously): Promise<Record<string, string>>;
  /**
   * The headers as they are now, where they are known: what has waited for its turn leaves with these.
   * @default those that it was given before it waited
   */
  latest?(): Record<string, string> | undefined;
  /**
   * Told after a 401: returns true where new headers are worth one more try. `rejected` are the
   * refused ones, so that of many parallel calls only the first causes a new login.
   * @default false
   */
  renew?(rejected: Readonly<Record<string, string>>): boolean;
}

/** No identity: for login, registration and what anybody may read. */
export function nullAuthorizer(): Authorizer {
  return { headers: () => Promise.resolve({}) };
}

/**
 * A token that the caller already has. It is never renewed and never revoked.
 * @throws UsageError for none
 */
export function tokenAuthorizer(token: string): Authorizer {
  return schemeAuthorizer("Token", token);
}

/**
 * An OAuth access token (`Authorization: Bearer …`), for what stands before the server or for an
 * API of the same clients: ArkID's own API answers 401 to it, so ask that by {@link tokenAuthorizer}.
 * It is never renewed.
 * @throws UsageError for none
 */
export function accessTokenAuthorizer(accessToken: string): Authorizer {
  return schemeAuthorizer("Bearer", accessToken, "accessToken");
}

function schemeAuthorizer(scheme: string, token: string, name = "token"): Authorizer {
  checkText(name, token);
  return { headers: () => Promise.resolve({ authorization: `${scheme} ${token}` }) };
}
