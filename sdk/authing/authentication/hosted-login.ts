import type { IncomingMessage, ServerResponse } from "node:http";
import type { AuthenticationClient as Vendor } from "authing-node-sdk";
import type { AuthenticationCall, AuthenticationData } from "../call";
import type { CallOptions } from "../options";
import type { Plain } from "../plain";

/** What an address of the login page may say: redirectUri, scope, state, PKCE and so on. */
export type AuthorizeOptions = Plain<NonNullable<Parameters<Vendor["buildAuthorizeUrl"]>[0]>>;

/** An address of the login page, and what to compare with on the way back. */
export type AuthorizeUrl = Plain<ReturnType<Vendor["buildAuthorizeUrl"]>>;

/** What an address of the logout page may say. */
export type LogoutOptions = Plain<NonNullable<Parameters<Vendor["buildLogoutUrl"]>[0]>>;

/** The login page that Authing hosts. Nothing is sent to build an address. */
export class HostedLogin {
  constructor(
    private readonly call: AuthenticationCall,
    private readonly use: <T>(how: (vendor: Vendor) => T) => Promise<Awaited<T>>,
  ) {}

  /** The address to send a browser to. */
  authorizeUrl(how: AuthorizeOptions = {}): Promise<AuthorizeUrl> {
    return this.use((vendor) => vendor.buildAuthorizeUrl(how as never));
  }

  /** The address that ends the session in the browser. */
  logoutUrl(how: LogoutOptions = {}): Promise<string> {
    return this.use((vendor) => {
      try {
        return vendor.buildLogoutUrl(how as never);
      } catch (thrown) {
        // Under OAuth and SAML the vendor throws the address instead of returning it.
        if (typeof thrown === "string") return thrown;
        throw thrown;
      }
    });
  }

  /** Sends the browser to the login page, with a cookie to tell its return by. */
  redirect(response: ServerResponse, how: AuthorizeOptions = {}): Promise<void> {
    return this.use((vendor) => vendor.loginWithRedirect(response, how as never));
  }

  /** Takes the browser back: checks the state by the cookie and exchanges the code. */
  handleCallback(
    request: IncomingMessage,
    response: ServerResponse,
    options?: CallOptions,
  ): Promise<AuthenticationData<"getAccessTokenByCode">> {
    return this.call("handleRedirectCallback", [request, response] as never, options);
  }

  /** A verifier for PKCE and its digest: one stays here, the other goes into the address. */
  codeChallenge(): Promise<{ readonly codeVerifier: string; readonly codeChallenge: string }> {
    return this.use((vendor) => {
      const codeVerifier = vendor.generateCodeChallenge();
      const asked = { codeChallenge: codeVerifier, method: "S256" } as const;
      return { codeVerifier, codeChallenge: vendor.getCodeChallengeDigest(asked) };
    });
  }
}
