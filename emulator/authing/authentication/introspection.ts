import { type Context } from "../endpoint";
import { endSession, findSession } from "../model/sessions";
import { userById } from "../model/users";
import { pick } from "../../same";
import { json } from "../views";
import { authenticatedApp } from "./caller";
import { type Answer } from "./oidc-error";

/** `POST /oidc/token/introspection` (RFC 7662): of another app's token, only that it is none of its. */
export function introspect(context: Context, parameters: URLSearchParams): Answer {
  const app = authenticatedApp(context, parameters);
  const session = findSession(context.db, parameters.get("token") ?? "");
  if (session?.app !== app.id) return { active: false };
  return {
    active: true,
    sub: session.user === null ? app.key : userById(context.db, session.user).key,
    client_id: app.key,
    aud: app.key,
    iss: `${context.origin}/oidc`,
    scope: session.scope,
    ...issuedAt(parameters.get("token") ?? ""),
    exp: Math.floor(session.expires / 1000),
    token_type: "Bearer",
  };
}

/** When an access token was made, which it says itself; a refresh token is only a name. */
function issuedAt(token: string): { iat?: unknown } {
  const [, payload] = token.split(".");
  if (payload === undefined) return {};
  return pick(json(Buffer.from(payload, "base64url").toString()), "iat");
}

/** `POST /oidc/token/revocation` (RFC 7009): 200 whatever the token was. */
export function revoke(context: Context, parameters: URLSearchParams): Answer {
  const app = authenticatedApp(context, parameters);
  const token = parameters.get("token") ?? "";
  endSession(context.db, token, app.id);
  return {};
}
