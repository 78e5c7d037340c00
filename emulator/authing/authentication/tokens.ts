import { randomUUID } from "node:crypto";
import { type Database } from "../../storage/database";
import { type Context } from "../endpoint";
import { appOf } from "../model/apps";
import { keepSession, newToken } from "../model/sessions";
import { checkActive, userOf } from "../model/users";
import { type AppRow, type Session, type UserRow } from "../model/tables";
import { signJwt } from "../jwt";
import { claimsOf } from "./claims";
import { isSignedByKey, oidcConfigOf } from "./oidc-config";
import { KEY_ID } from "./signing-key";

/** How long tokens are good, seconds; an app's `oidcConfig` may say otherwise. */
const LIVES = { access: 1_209_600, refresh: 2_592_000 };

/** What is given to who signed in. */
export interface TokenSet {
  access_token: string;
  id_token?: string;
  refresh_token?: string;
  token_type: "Bearer";
  scope: string;
  /** Seconds. */
  expires_in: number;
}

function lifeOf(app: AppRow, kind: keyof typeof LIVES): number {
  const seconds = oidcConfigOf(app)[`${kind}_token_expire`];
  return typeof seconds === "number" && seconds > 0 ? seconds : LIVES[kind];
}

/** Whom tokens are for: a user, or an app for itself. */
export interface Holder {
  app: AppRow;
  user: UserRow | null;
  scope: string;
  nonce?: string | undefined;
}

/** Tokens that were made and are not good yet. */
export interface Issued {
  holder: Holder;
  set: TokenSet;
  sessions: [token: string, session: Session][];
}

/** Makes the tokens of a holder: signing takes its time, so it happens before the transaction. */
export async function makeTokens(context: Context, holder: Holder): Promise<Issued> {
  const { signingKey, origin, db } = context;
  const { app, user, scope, nonce } = holder;
  const key = { kid: KEY_ID, privateKey: await signingKey.ready() };
  const issued = Math.floor(Date.now() / 1000);
  const seconds = lifeOf(app, "access");
  const sessions: Issued["sessions"] = [];
  const keep = (kind: Session["kind"], token: string, life: number) => {
    const expires = (issued + life) * 1000;
    sessions.push([token, { kind, app: app.id, user: user?.id ?? null, scope, expires }]);
  };
  const about = {
    sub: user?.key ?? app.key,
    aud: app.key,
    iss: `${origin}/oidc`,
    iat: issued,
    exp: issued + seconds,
  };
  const access = await signJwt({ ...about, jti: randomUUID(), scope }, key);
  keep("access", access, seconds);
  const set: TokenSet = {
    access_token: access,
    token_type: "Bearer",
    scope,
    expires_in: seconds,
  };
  const scopes = scope.split(" ");
  if (user && scopes.includes("openid")) {
    const claims = { ...about, ...(nonce && { nonce }), ...claimsOf(db, user, scopes) };
    set.id_token = await signJwt(claims, isSignedByKey(app) ? key : app.secret);
  }
  if (user && scopes.includes("offline_access")) {
    set.refresh_token = newToken();
    keep("refresh", set.refresh_token, lifeOf(app, "refresh"));
  }
  return { holder, set, sessions };
}

/** Keeps what tokens stand for: they are good now. 404 or 403 where the holder went meanwhile. */
export function keepTokens(db: Database, { holder, set, sessions }: Issued): TokenSet {
  appOf(db, holder.app.key);
  if (holder.user) checkActive(userOf(db, holder.user.key));
  for (const [token, session] of sessions) keepSession(db, token, session);
  return set;
}
