import { createHash } from "node:crypto";
import { type AppRow } from "../model/tables";
import { isPublic } from "./oidc-config";
import { OidcError } from "./oidc-error";

/** Both a challenge and a verifier look so (RFC 7636, 4.1 and 4.2). */
const FORM = /^[\w.~-]{43,128}$/;

/** What a code is bound to. */
export interface Challenge {
  challenge: string | undefined;
  method: string | undefined;
}

/**
 * The challenge of a link to the login; `plain` unless it says how it was made (RFC 7636, 4.3).
 * An app that keeps no secret must have one (OAuth 2.1, 7.5.1).
 */
export function challengeIn(app: AppRow, parameters: URLSearchParams): Challenge {
  const challenge = parameters.get("code_challenge") || undefined;
  const method = parameters.get("code_challenge_method") || undefined;
  if (challenge === undefined) {
    if (method !== undefined) throw refuse("code_challenge_method comes without code_challenge");
    if (isPublic(app)) throw refuse("an app without a secret must send a code_challenge");
    return { challenge, method };
  }
  if (!FORM.test(challenge)) throw refuse("code_challenge must be 43 to 128 letters of RFC 7636");
  if (!["plain", "S256", undefined].includes(method)) {
    throw refuse("code_challenge_method must be plain or S256");
  }
  return { challenge, method };
}

const refuse = (message: string) => new OidcError(400, "invalid_request", message);

/** 400 unless the verifier is the one of the challenge; one without the other is none. */
export function checkVerifier({ challenge, method }: Challenge, verifier: string | null): void {
  if (!challenge && !verifier) return;
  if (!challenge) throw refuseProof("the code was asked for without a code_challenge");
  if (!verifier) throw refuseProof("the code_verifier is missing");
  const hashed = createHash("sha256").update(verifier).digest("base64url");
  if (FORM.test(verifier) && challenge === (method === "S256" ? hashed : verifier)) return;
  throw refuseProof("the code_verifier is wrong");
}

const refuseProof = (message: string) => new OidcError(400, "invalid_grant", message);
