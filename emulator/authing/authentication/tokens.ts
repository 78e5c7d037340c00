import { type KeyObject, randomUUID } from "node:crypto";
import { type Context } from "../endpoint";
import { type AppRow } from "../model/apps";
import { type Session, keepSession, newToken } from "../model/sessions";
import { type UserRow } from "../model/users";
import { json } from "../wire/views";
import { signHs256, signRs256 } from "./signing-key";

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
  const { oidcConfig = {} } = json(app.settings) as { oidcConfig?: Record<string, unknown> };
  const seconds = oidcConfig[`${kind}_token_expire`];
  return typeof seconds === "number" && seconds > 0 ? seconds : LIVES[kind];
}

/** Makes the tokens of a user, or of an app for itself, and keeps what they stand for. */
export function issueTokens(
  { db, origin }: Context,
  key: KeyObject,
  { app, user, scope, nonce }: { app: AppRow; user: UserRow | null; scope: string; nonce?: string },
): TokenSet {
  const issued = Math.floor(Date.now() / 1000);
  const seconds = lifeOf(app, "access");
  const keep = (kind: Session["kind"], token: string, life: number) =>
    keepSession(db, token, {
      kind,
      app: app.id,
      user: user?.id ?? null,
      scope,
      expires: (issued + life) * 1000,
    });
  const about = {
    sub: user?.key ?? app.key,
    aud: app.key,
    iss: `${origin}/oidc`,
    iat: issued,
    exp: issued + seconds,
  };
  const access = signRs256({ ...about, jti: randomUUID(), scope }, key);
  keep("access", access, seconds);
  const set: TokenSet = {
    access_token: access,
    token_type: "Bearer",
    scope,
    expires_in: seconds,
  };
  const scopes = scope.split(" ");
  if (user && scopes.includes("openid")) {
    const claims = { ...about, ...(nonce && { nonce }), ...claimsOf(user, scopes) };
    set.id_token = signHs256(claims, app.secret);
  }
  if (user && scopes.includes("offline_access")) {
    set.refresh_token = newToken();
    keep("refresh", set.refresh_token, lifeOf(app, "refresh"));
  }
  return set;
}

/** What the scopes tell of a user, by OpenID Connect's names. */
export function claimsOf(user: UserRow, scopes: string[]): Record<string, unknown> {
  const profile = json(user.profile);
  return {
    ...(scopes.includes("profile") && {
      name: profile["name"] ?? null,
      nickname: profile["nickname"] ?? null,
      preferred_username: user.username,
      picture: profile["photo"] ?? null,
      gender: profile["gender"] ?? "U",
    }),
    ...(scopes.includes("email") && {
      email: user.email,
      email_verified: profile["emailVerified"] === true,
    }),
    ...(scopes.includes("phone") && {
      phone_number: user.phone,
      phone_number_verified: profile["phoneVerified"] === true,
    }),
    ...(scopes.includes("username") && { username: user.username }),
    ...(scopes.includes("external_id") && { external_id: user.external_id }),
  };
}
