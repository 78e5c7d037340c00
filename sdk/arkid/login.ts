import { checkGiven, checkObject, checkText } from "../transport/checks";
import { nullAuthorizer } from "../transport/authorizer";
import { path } from "../transport/path";
import type { ApiRequest } from "../transport/api-request";
import type { Request, RequestOptions } from "../transport/request";
import type { Session } from "./session";
import { answer } from "./wire/answer";
import { login as loggedIn } from "./wire/session";

/** A username and its password. */
export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** A username and a password; whether they are right is the server's to say. */
export function checkCredentials(credentials: Credentials): void {
  checkObject("credentials", credentials);
  checkText("username", credentials.username);
  checkGiven("password", credentials.password);
}

/** The request that logs in; the body is read on the way out and never kept. */
export function loginRequest({ username, password }: Credentials): ApiRequest {
  const body = { username, password };
  return { method: "POST", path: path`ucenter/login/`, body, service: "auth" };
}

/** Logs in; repeating is harmless, since every login of a user has the same token. */
export async function login(
  request: Request,
  credentials: Credentials,
  options?: RequestOptions,
): Promise<Session & { token: string }> {
  checkCredentials(credentials);
  const asNobody = { ...options, authorizer: nullAuthorizer(), idempotent: true };
  return await request({ ...loginRequest(credentials), answer: answer(loggedIn) }, asNobody);
}
