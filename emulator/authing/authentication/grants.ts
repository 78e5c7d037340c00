import { type KeyObject, createHash } from "node:crypto";
import { type Context } from "../endpoint";
import { type AppRow } from "../model/apps";
import { endSession, findSession } from "../model/sessions";
import { userById, userOf } from "../model/users";
import { authenticatedApp } from "./client";
import { OidcError } from "./oidc-error";
import { type TokenSet, issueTokens } from "./tokens";

/** What a code was given for; kept until it is used, once. */
export interface CodeFacts {
  app: number;
  /** The `userId`. */
  user: string;
  scope: string;
  redirectUri: string | undefined;
  nonce: string | undefined;
  challenge: string | undefined;
  method: string | undefined;
}

/** What a grant needs beforehand. */
export const prepareGrant = ({ signingKey }: Context): Promise<KeyObject> => signingKey.ready();

const refuse = (message: string) => new OidcError(400, "invalid_grant", message);

function isProven({ challenge, method }: CodeFacts, verifier: string | null): boolean {
  if (challenge === undefined) return true;
  if (verifier === null) return false;
  const hashed = createHash("sha256").update(verifier).digest("base64url");
  return challenge === (method === "S256" ? hashed : verifier);
}

function byCode(context: Context, app: AppRow, parameters: URLSearchParams, key: KeyObject) {
  const kept = context.codes.take(`authorization:${parameters.get("code") ?? ""}`);
  const facts = kept === undefined ? undefined : (JSON.parse(kept) as CodeFacts);
  if (facts?.app !== app.id) throw refuse("the code is unknown, used or over");
  if (facts.redirectUri !== (parameters.get("redirect_uri") ?? facts.redirectUri)) {
    throw refuse("the redirect_uri is not the one that the code was asked with");
  }
  if (!isProven(facts, parameters.get("code_verifier"))) throw refuse("the code_verifier is wrong");
  const user = userOf(context.db, facts.user);
  const { scope, nonce } = facts;
  return issueTokens(context, key, { app, user, scope, ...(nonce !== undefined && { nonce }) });
}

/** A refresh token is good once: it comes back with the new tokens. */
function byRefreshToken(
  context: Context,
  app: AppRow,
  parameters: URLSearchParams,
  key: KeyObject,
) {
  const token = parameters.get("refresh_token") ?? "";
  const session = findSession(context.db, token);
  if (session?.kind !== "refresh" || session.app !== app.id || session.user === null) {
    throw refuse("the refresh_token is unknown, used or over");
  }
  endSession(context.db, token);
  const user = userById(context.db, session.user);
  return issueTokens(context, key, { app, user, scope: session.scope });
}

/** `POST /oidc/token`. */
export function grant(context: Context, parameters: URLSearchParams, key: KeyObject): TokenSet {
  const app = authenticatedApp(context, parameters);
  const type = parameters.get("grant_type");
  if (type === "authorization_code") return byCode(context, app, parameters, key);
  if (type === "refresh_token") return byRefreshToken(context, app, parameters, key);
  if (type === "client_credentials") {
    return issueTokens(context, key, { app, user: null, scope: parameters.get("scope") ?? "" });
  }
  throw new OidcError(400, "unsupported_grant_type", `there is no grant_type ${type}`);
}
