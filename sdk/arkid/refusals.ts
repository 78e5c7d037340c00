import { UnexpectedResponseError, type IdentityError } from "../transport/errors";
import { errorFromResponse } from "../transport/errors/from-response";
import type { ToError } from "../transport/exchange";
import type { ApiResponse } from "../transport/response";

/** What no URL of the server can hold (contract, 14): it can't be there, whoever says so. */
const UNROUTABLE = /[^\p{L}\p{N}_|/:-]|^(ucenter\/)?user\/[^/]*[|-]/u;

/** What `{"msg": …}` is about, alone among all refusals (contract, 35). */
const CERT = "saml_app.cert";

const isAboutCertificate = ({ status, body }: ApiResponse): boolean =>
  status === 400 && typeof body === "object" && body !== null && "msg" in body;

/**
 * Makes the error of a refusal. A 404 or 403 counts only in the server's own form, `{"detail": "…"}`:
 * a gateway's says nothing about what was asked for. Its words are never looked at, since they come
 * in several languages.
 */
export const toError: ToError = (request, response): IdentityError => {
  const { method, path } = request;
  const { status, headers } = response;
  if ((status !== 404 && status !== 403) || isOwn(path, response)) {
    return errorFromResponse(request, response, isAboutCertificate(response) ? CERT : undefined);
  }
  const problem = 'a refusal of ArkID has the form {"detail": "…"}';
  return new UnexpectedResponseError({ method, path, status, problem, headers });
};

function isOwn(path: string, { status, body, text }: ApiResponse): boolean {
  if (status === 404 && UNROUTABLE.test(path)) return true;
  // Who is in no org (contract, "Protocol facts").
  if (status === 404 && path === "ucenter/org/" && text === "") return true;
  if (typeof body !== "object" || body === null || Array.isArray(body)) return false;
  // Whoever lacks a perm or an app is told who they are.
  if (status === 403 && path === "auth/token/" && "username" in body) return true;
  const [key, ...others] = Object.keys(body);
  return key === "detail" && others.length === 0 && typeof Reflect.get(body, key) === "string";
}
