import type { AuthenticationCall, AuthenticationData } from "../call";
import { checkCopied, type CallOptions } from "../options";

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

/** Tokens by OIDC and OAuth: exchange, refresh, look, revoke, and tickets of CAS. */
export class Tokens {
  constructor(private readonly call: AuthenticationCall) {}

  /**
   * Exchanges the code that a browser came back with; `codeVerifier` where PKCE was asked for.
   * @throws UsageError for an empty code, or one with white space around it
   */
  async byCode(
    code: string,
    how: { readonly codeVerifier?: string } = {},
    options?: CallOptions,
  ): Promise<TokenSet> {
    return this.call("getAccessTokenByCode", [checkCopied("code", code), how], options);
  }

  /** A token of a program's own. */
  byClientCredentials(
    scope: string,
    keys: { readonly accessKey: string; readonly accessSecret: string },
    options?: CallOptions,
  ): Promise<AuthenticationData<"getAccessTokenByClientCredentials">> {
    return this.call("getAccessTokenByClientCredentials", [scope, keys], options);
  }

  /** New tokens for a refresh token, which comes with the scope `offline_access`. */
  async refresh(refreshToken: string, options?: CallOptions): Promise<TokenSet> {
    const refreshed = await this.call("getNewAccessTokenByRefreshToken", [refreshToken], options);
    return refreshed as TokenSet;
  }

  /** Whether an access or refresh token holds. */
  async status(token: string, options?: CallOptions): Promise<TokenStatus> {
    return (await this.call("introspectToken", [token], options)) as TokenStatus;
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

  /** Checks the signature of an ID token and gives what it says. */
  parseIdToken(
    idToken: string,
    options?: CallOptions,
  ): Promise<AuthenticationData<"parseIDToken">> {
    return this.call("parseIDToken", [idToken, undefined], options);
  }

  /** Checks the signature of an access token and gives what it says. */
  parseAccessToken(
    accessToken: string,
    options?: CallOptions,
  ): Promise<AuthenticationData<"parseAccessToken">> {
    return this.call("parseAccessToken", [accessToken, undefined], options);
  }

  /** Checks a ticket of CAS 1.0. */
  validateTicketV1(
    ticket: string,
    service: string,
    options?: CallOptions,
  ): Promise<AuthenticationData<"validateTicketV1">> {
    return this.call("validateTicketV1", [ticket, service], options);
  }

  /** Checks a ticket of CAS 2.0 and gives the user; as text where the format is XML. */
  async validateTicketV2(
    ticket: string,
    service: string,
    format: "XML" | "JSON" = "JSON",
    options?: CallOptions,
  ): Promise<unknown> {
    return await this.call("validateTicketV2", [ticket, service, format], options);
  }
}
