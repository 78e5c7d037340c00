import { UsageError } from "../../transport/errors";
import type { AuthenticationCall, AuthenticationData } from "../call";
import { checkGiven, type CallOptions } from "../options";
import type { Session } from "./session";
import type {
  AccessTokenClaims,
  IdTokenClaims,
  IdTokenExpectations,
  TokenCheck,
  TokenExpectations,
} from "./token-check";

/** The tokens of a sign-in. */
export type TokenSet = AuthenticationData<"getAccessTokenByCode">;

/** What the server says of a token (RFC 7662). */
export interface TokenStatus {
  /** Whether it holds. */
  readonly active: boolean;
  /** Seconds since 1970 when it ends. */
  readonly exp?: number;
  /** Seconds since 1970 when it began. */
  readonly iat?: number;
  /** The user. */
  readonly sub?: string;
  /** What it allows. */
  readonly scope?: string;
}

/** What goes with a code. */
export interface CodeProof {
  /** The verifier, where the address of the login page had a challenge. */
  readonly codeVerifier?: string | undefined;
  /** Where the browser came back to. @default the client's redirectUri */
  readonly redirectUri?: string | undefined;
}

/** Exchanges a code. */
export type CodeExchange = (
  code: string,
  how: CodeProof,
  options?: CallOptions,
) => Promise<TokenSet>;

/** Tokens by OIDC and OAuth: exchange, refresh, look, revoke, and tickets of CAS. */
export class Tokens {
  constructor(
    private readonly call: AuthenticationCall,
    private readonly exchange: CodeExchange,
    private readonly check: TokenCheck,
    private readonly session: Session,
  ) {}

  /**
   * Exchanges the code that a browser came back with; `codeVerifier` where PKCE was asked for, which
   * `hosted.authorizeUrl` returned.
   * @throws UsageError for an empty code, or one with white space around it
   * @throws InvalidError where the server refuses the code or its verifier
   */
  async byCode(code: string, how: CodeProof = {}, options?: CallOptions): Promise<TokenSet> {
    return await this.exchange(code, how, options);
  }

  /** A token of a program's own. */
  byClientCredentials(
    scope: string,
    keys: { readonly accessKey: string; readonly accessSecret: string },
    options?: CallOptions,
  ): Promise<AuthenticationData<"getAccessTokenByClientCredentials">> {
    return this.call("getAccessTokenByClientCredentials", [scope, keys], options);
  }

  /**
   * New tokens for a refresh token, which comes with the scope `offline_access`. The client goes on
   * with those for its own. The documents had an id token renew itself, which the API has no way for,
   * and gave `token`, `iat` and `exp`: it is `access_token` and, in seconds from now, `expires_in`.
   * @param refreshToken by default the one that the last sign-in brought
   * @throws UsageError where there is none
   */
  async refresh(refreshToken?: string, options?: CallOptions): Promise<TokenSet> {
    const own = this.session.refreshToken;
    const shown = refreshToken ?? own;
    if (shown === undefined) {
      const cure = "sign in with the scope offline_access, or give one";
      throw new UsageError(`there is no refresh token: ${cure}`, "refreshToken");
    }
    checkGiven("refreshToken", shown);
    const refreshed = await this.call("getNewAccessTokenByRefreshToken", [shown], options);
    if (shown === own) this.session.begin(refreshed as object);
    return refreshed as TokenSet;
  }

  /**
   * Whether an access or refresh token holds: `active`, which the documents call `status`, with `exp`
   * and `iat`; these are missing where it does not. Why it does not (`code`, `message`) is not told.
   * @param token by default the user's; for nobody `active` is false, and nothing is sent
   */
  async status(token?: string, options?: CallOptions): Promise<TokenStatus> {
    const shown = token ?? this.session.accessToken;
    if (shown === undefined) return { active: false };
    return (await this.call("introspectToken", [shown], options)) as TokenStatus;
  }

  /** Ends an access or refresh token. */
  async revoke(token: string, options?: CallOptions): Promise<void> {
    await this.call("revokeToken", [token], options);
  }

  /** Who an access token belongs to, by OIDC; the token goes in a header. */
  async userInfo(accessToken: string, options?: CallOptions): Promise<unknown> {
    const how = { method: "GET", tokenPlace: "header" } as const;
    return await this.call("getUserInfoByAccessToken", [accessToken, how], options);
  }

  /**
   * Checks an ID token and returns what it says: its signature, by the server's published keys or with
   * the application's secret (HS256), who made it (`iss`), whom it is for (`aud`, `azp`), its times with
   * 30 seconds of leeway, and the `nonce` where one is given. The keys are asked for once and kept.
   *
   * @throws TokenSignatureError, TokenIssuerError, TokenAudienceError, TokenExpiredError,
   *   TokenNonceError; another TokenError for what is no ID token, or not valid yet
   * @example
   * const { sub } = await client.tokens.parseIdToken(tokens.id_token, { nonce });
   */
  parseIdToken(idToken: string, options: IdTokenExpectations = {}): Promise<IdTokenClaims> {
    return this.check.idToken(idToken, options);
  }

  /**
   * Checks an access token likewise and returns what it says; its signature is by a published key
   * always. That it was revoked, only {@link Tokens.status} tells.
   *
   * @throws TokenError as {@link Tokens.parseIdToken} does
   */
  parseAccessToken(
    accessToken: string,
    options: TokenExpectations = {},
  ): Promise<AccessTokenClaims> {
    return this.check.accessToken(accessToken, options);
  }

  /** Checks a ticket of CAS 1.0. */
  validateTicketV1(
    ticket: string,
    service: string,
    options?: CallOptions,
  ): Promise<AuthenticationData<"validateTicketV1">> {
    return this.call("validateTicketV1", [ticket, service], options);
  }

  /**
   * Checks a ticket of CAS 2.0 and gives the user, or why it is refused.
   * @param format text for `XML`, which the documents have by default; an object for `JSON`
   */
  async validateTicketV2(
    ticket: string,
    service: string,
    format: "XML" | "JSON" = "JSON",
    options?: CallOptions,
  ): Promise<unknown> {
    return await this.call("validateTicketV2", [ticket, service, format], options);
  }
}
