import type { IncomingMessage, ServerResponse } from "node:http";
import type { AuthenticationClient as Vendor } from "authing-node-sdk";
import { UsageError } from "../../transport/errors";
import type { CallOptions } from "../options";
import type { Plain } from "../plain";
import { cookieOf, NO_COOKIE, transactionOf } from "./login-transaction";
import { challengeFor, challengeOf, unguessable, type AskedChallenge } from "./pkce";
import {
  LoginError,
  LoginRefusedError,
  MissingStateError,
  StateMismatchError,
} from "./sign-in-errors";
import { checkOwnNonce } from "./token-check";
import type { CodeExchange, TokenSet } from "./tokens";

/** What an address of the login page may say: redirectUri, scope, state, PKCE and so on. */
export type AuthorizeOptions = Plain<NonNullable<Parameters<Vendor["buildAuthorizeUrl"]>[0]>>;

/** An address of the login page, and what to keep for the way back. */
export interface AuthorizeUrl {
  /** Where to send the browser. */
  readonly url: string;
  /** What the browser must bring back; none under SAML and CAS. */
  readonly state?: string;
  /** What the ID token must have, for `tokens.parseIdToken`; under OIDC only. */
  readonly nonce?: string;
  /** What goes with the code, for `tokens.byCode`; where a challenge was made here. */
  readonly codeVerifier?: string;
}

/** What an address of the logout page may say. */
export type LogoutOptions = Plain<NonNullable<Parameters<Vendor["buildLogoutUrl"]>[0]>>;

/** How the application signs people in. */
interface HostedApp {
  readonly protocol?: "oauth" | "oidc" | "saml" | "cas";
  readonly redirectUri?: string;
  readonly tokenEndPointAuthMethod?: string;
}

/** A response that cookies can be added to. */
export type CookieResponse = Pick<ServerResponse, "setHeader"> &
  Partial<Pick<ServerResponse, "getHeader">>;

/** What of the options is common to the protocols, or of OIDC's only. */
interface Asked extends AskedChallenge {
  readonly redirectUri?: string;
  readonly state?: string;
  readonly nonce?: string;
}

/** The login page that Authing hosts. Nothing is sent to build an address. */
export class HostedLogin {
  constructor(
    private readonly app: HostedApp,
    private readonly exchange: CodeExchange,
    private readonly use: <T>(how: (vendor: Vendor) => T) => Promise<Awaited<T>>,
  ) {}

  /**
   * The address to send a browser to, and what to keep for its return. A client that keeps no secret
   * (`tokenEndPointAuthMethod: "none"`) gets a challenge (PKCE, RFC 7636) by itself, others by naming
   * a `codeChallengeMethod`: then `codeVerifier` is returned too. A `codeChallenge` of your own goes
   * into the address as it is, as S256 unless the method says `plain`.
   *
   * @throws UsageError for what is no challenge, and for one under SAML or CAS
   * @example
   * const { url, state, nonce, codeVerifier } = await client.hosted.authorizeUrl();
   * // … the browser comes back with a code, and the same state:
   * const tokens = await client.tokens.byCode(code, { codeVerifier });
   * const { sub } = await client.tokens.parseIdToken(tokens.id_token, { nonce });
   */
  async authorizeUrl(how: AuthorizeOptions = {}): Promise<AuthorizeUrl> {
    const { protocol = "oidc" } = this.app;
    const asking = how as Asked;
    if (protocol === "saml" || protocol === "cas") {
      if (asking.codeChallenge !== undefined) throw noChallenge(protocol);
      return await this.use((vendor) => vendor.buildAuthorizeUrl(how as never));
    }
    const { state = unguessable(), nonce = unguessable() } = asking;
    const challenge = challengeFor(asking, this.app.tokenEndPointAuthMethod === "none");
    const asked = { ...how, state, ...(protocol === "oidc" && { nonce }) };
    const built = await this.use((vendor) => vendor.buildAuthorizeUrl(asked as never));
    const url = new URL(built.url);
    for (const [name, value] of Object.entries(challenge?.query ?? {})) {
      url.searchParams.set(name, value);
    }
    const { codeVerifier } = challenge ?? {};
    return {
      ...{ url: url.href, state },
      ...(protocol === "oidc" && { nonce }),
      ...(codeVerifier !== undefined && { codeVerifier }),
    };
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

  /**
   * Sends the browser to the login page, with a cookie that keeps state, nonce and verifier for its
   * return: HttpOnly, and Secure where it returns by https.
   * @throws UsageError for a `codeChallenge`: the cookie must keep its verifier, so it is made here
   */
  async redirect(response: ServerResponse, how: AuthorizeOptions = {}): Promise<void> {
    const { redirectUri = this.app.redirectUri, codeChallenge } = how as Asked;
    if (codeChallenge !== undefined) {
      const message = "redirect makes the challenge itself: give only a codeChallengeMethod";
      throw new UsageError(message, "codeChallenge");
    }
    const { url, ...kept } = await this.authorizeUrl(how);
    addCookie(response, cookieOf({ ...kept, redirectUri }));
    response.writeHead(302, { Location: url }).end();
  }

  /**
   * Takes the browser back: compares the state with the cookie's, exchanges the code with the verifier
   * that the cookie kept, and compares the nonce of the ID token, which comes straight from the server;
   * `tokens.parseIdToken` checks the rest of it.
   *
   * @throws LoginRefusedError where the address says `error`, such as `access_denied`
   * @throws MissingStateError where the address has no state, or the browser no cookie
   * @throws StateMismatchError where the state is of another sign-in
   * @throws LoginError where the address has no code
   * @throws TokenNonceError where the ID token is of another sign-in
   */
  async handleCallback(
    request: IncomingMessage,
    response: CookieResponse,
    options?: CallOptions,
  ): Promise<TokenSet> {
    const [, query = ""] = (request.url ?? "").split("?");
    const answer = new URLSearchParams(query);
    const refusal = answer.get("error");
    if (refusal) {
      throw new LoginRefusedError(refusal, answer.get("error_description") ?? undefined);
    }
    const { state, nonce, ...proof } = transactionOf(request);
    checkState(answer.get("state"), state);
    addCookie(response, NO_COOKIE);
    const code = answer.get("code");
    if (!code) throw new LoginError("the login page answered without a code", "code");
    const tokens = await this.exchange(code, proof, options);
    const { id_token: idToken } = tokens as { id_token?: string };
    if (nonce !== undefined && idToken !== undefined) await checkOwnNonce(idToken, nonce);
    return tokens;
  }

  /** A verifier for PKCE and its digest: one stays here, the other goes into the address. */
  codeChallenge(): Promise<{ readonly codeVerifier: string; readonly codeChallenge: string }> {
    const codeVerifier = unguessable();
    return Promise.resolve({ codeVerifier, codeChallenge: challengeOf(codeVerifier, "S256") });
  }
}

const noChallenge = (protocol: string) =>
  new UsageError(
    `there is no challenge under ${protocol}: leave out codeChallenge`,
    "codeChallenge",
  );

function checkState(given: string | null, kept: string | undefined): void {
  if (!given) throw new MissingStateError("the address has no state: begin the sign-in again");
  if (!kept) {
    const why = "it was begun in another browser, or too long ago";
    throw new MissingStateError(`no cookie keeps this sign-in's state: ${why}`);
  }
  if (given !== kept) throw new StateMismatchError("the state is that of another sign-in");
}

/** Beside the cookies that the response has already. */
function addCookie(response: CookieResponse, cookie: string): void {
  const before = [response.getHeader?.("Set-Cookie") ?? []].flat().map(String);
  response.setHeader("Set-Cookie", [...before, cookie]);
}
