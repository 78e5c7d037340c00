import { type Batch } from "../../storage/batch";
import { type Context } from "../endpoint";
import { endSession, findSession } from "../model/sessions";
import { findUser, isActive, userById } from "../model/users";
import { type AppRow } from "../model/tables";
import { authenticatedApp } from "./caller";
import { OidcError } from "./oidc-error";
import { type Challenge, checkVerifier } from "./pkce";
import { type Holder, type TokenSet, keepTokens, makeTokens } from "./tokens";

/** What a code was given for; kept until it is used, once. */
export interface CodeFacts extends Challenge {
  app: number;
  /** The `userId`. */
  user: string;
  scope: string;
  redirectUri: string | undefined;
  nonce: string | undefined;
}

const refuse = (message: string) => new OidcError(400, "invalid_grant", message);

function byCode(context: Context, app: AppRow, parameters: URLSearchParams): Holder {
  const kept = context.codes.take(`authorization:${parameters.get("code") ?? ""}`);
  const facts = kept === undefined ? undefined : (JSON.parse(kept) as CodeFacts);
  if (facts?.app !== app.id) throw refuse("the code is unknown, used or over");
  if (facts.redirectUri !== (parameters.get("redirect_uri") ?? facts.redirectUri)) {
    throw refuse("the redirect_uri is not the one that the code was asked with");
  }
  checkVerifier(facts, parameters.get("code_verifier"));
  const { scope, nonce } = facts;
  const user = findUser(context.db, facts.user);
  if (!user) throw gone();
  return { app, user, scope, nonce };
}

const gone = () => refuse("the account is not active, or gone");
const usedToken = () => refuse("the refresh_token is unknown, used or over");

function byRefreshToken({ db }: Context, app: AppRow, parameters: URLSearchParams): Holder {
  const session = findSession(db, parameters.get("refresh_token") ?? "");
  if (session?.kind !== "refresh" || session.app !== app.id || session.user === null) {
    throw usedToken();
  }
  return { app, user: userById(db, session.user), scope: session.scope };
}

function holderOf(context: Context, parameters: URLSearchParams): Holder {
  const app = authenticatedApp(context, parameters);
  const type = parameters.get("grant_type");
  if (type === "authorization_code") return byCode(context, app, parameters);
  if (type === "refresh_token") return byRefreshToken(context, app, parameters);
  if (type === "client_credentials") {
    return { app, user: null, scope: parameters.get("scope") ?? "" };
  }
  throw new OidcError(400, "unsupported_grant_type", `there is no grant_type ${type}`);
}

/** `POST /oidc/token`. */
export async function grant(
  context: Context,
  parameters: URLSearchParams,
  batch: Batch,
): Promise<TokenSet> {
  const holder = await batch.run(() => holderOf(context, parameters));
  const issued = await makeTokens(context, holder);
  return batch.run(() => {
    // Who was given the code may have been suspended since.
    if (holder.user && !isActive(context.db, holder.user.id)) throw gone();
    // A refresh token is good once, also for two who show it at the same time.
    const shown =
      parameters.get("grant_type") === "refresh_token" && parameters.get("refresh_token");
    if (shown && !endSession(context.db, shown, holder.app.id)) throw usedToken();
    return keepTokens(context.db, issued);
  });
}
