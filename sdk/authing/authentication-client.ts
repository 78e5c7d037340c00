import type { AuthenticationClient as Vendor } from "authing-node-sdk";
import { UsageError } from "../transport/errors";
import { Belongings } from "./authentication/belongings";
import { Bindings } from "./authentication/bindings";
import { HostedLogin } from "./authentication/hosted-login";
import { KEYS_PATH, KeySet } from "./authentication/key-set";
import { PassCodes } from "./authentication/pass-codes";
import { Passwords } from "./authentication/passwords";
import { OwnProfiles } from "./authentication/profile";
import { Session } from "./authentication/session";
import { SignIn, type SignInProof } from "./authentication/sign-in";
import { SignUp } from "./authentication/sign-up";
import { TokenCheck } from "./authentication/token-check";
import { Tokens, type CodeExchange, type CodeProof, type TokenSet } from "./authentication/tokens";
import type {
  AuthenticationCall,
  AuthenticationData,
  AuthenticationInput,
  AuthenticationMethod,
} from "./call";
import { Caller } from "./caller";
import {
  checkCopied,
  checkKey,
  checkHost,
  complete,
  type AuthingOptions,
  type CallOptions,
} from "./options";
import { vendorPackage } from "./packages";
import { equip, NO_TIMEOUT, type VendorClient } from "./vendor";

/** How an application proves itself at an endpoint, as set in the console. */
export type EndpointAuth = "client_secret_post" | "client_secret_basic" | "none";

/** What an authentication client is made of: one of each user, or a new one of each request. */
export interface AuthenticationClientOptions extends AuthingOptions {
  /** The application's id. @default `AUTHING_APP_ID` of the environment */
  readonly appId?: string | undefined;
  /**
   * The application's secret; none where `tokenEndPointAuthMethod` is `none`.
   * @default `AUTHING_APP_SECRET` of the environment
   */
  readonly appSecret?: string | undefined;
  /** The application's address, such as `https://acme.authing.cn`. @default `AUTHING_APP_HOST` */
  readonly appHost?: string | undefined;
  /** The user's, where they are signed in already. */
  readonly accessToken?: string | undefined;
  /** Where a sign-in leads back to. @default the first one of the console */
  readonly redirectUri?: string | undefined;
  /** Where a sign-out leads to. */
  readonly logoutRedirectUri?: string | undefined;
  /** Separated by blanks; `openid` must be in. @default "openid profile" */
  readonly scope?: string | undefined;
  /** @default "oidc" */
  readonly protocol?: "oauth" | "oidc" | "saml" | "cas" | undefined;
  /** @default "client_secret_post" */
  readonly tokenEndPointAuthMethod?: EndpointAuth | undefined;
  /** @default "client_secret_post" */
  readonly introspectionEndPointAuthMethod?: EndpointAuth | undefined;
  /** @default "client_secret_post" */
  readonly revocationEndPointAuthMethod?: EndpointAuth | undefined;
  /** Milliseconds since 1970; for tests. @default Date.now */
  readonly now?: (() => number) | undefined;
}

/**
 * Authing's authentication API, as a user. Every endpoint is there by the vendor's name
 * ({@link AuthenticationClient.call}), the usual ones in chapters.
 *
 * @example
 * const client = new AuthenticationClient({ appId, appSecret, appHost: "https://acme.authing.cn" });
 * await client.signIn.byEmail("ada@acme.example", password);
 * await client.profile.update({ nickname: "阿达" });
 */
export class AuthenticationClient {
  /** The login page that Authing hosts. */
  readonly hosted: HostedLogin;
  /** Sign-in by each credential. */
  readonly signIn: SignIn;
  /** Sign-up by each credential. */
  readonly signUp: SignUp;
  /** One-time codes. */
  readonly codes: PassCodes;
  /** Tokens by OIDC and OAuth, and tickets of CAS. */
  readonly tokens: Tokens;
  /** The user, and the values of their custom fields. */
  readonly profile: OwnProfiles;
  /** The user's email and phone. */
  readonly bindings: Bindings;
  /** The user's password. */
  readonly passwords: Passwords;
  /** What the user is in, has and may. */
  readonly belongings: Belongings;

  readonly #caller: Caller<Vendor & VendorClient>;
  readonly #session: Session;

  /** @throws UsageError for options that can't be meant */
  constructor(options: AuthenticationClientOptions = {}) {
    const own = checked(options);
    this.#session = new Session(own);
    const completed = complete(options);
    this.#caller = new Caller(own.appHost, completed, () => load(own));
    const call: AuthenticationCall = (method, input, given) => this.call(method, input, given);
    const signIn: AuthenticationCall = async (method, input, given) => {
      const tokens = await this.call(method, input, given);
      this.#session.begin(tokens as object);
      return tokens;
    };
    const byCode: CodeExchange = (code, how, given) => this.#exchange(code, how, given);
    this.hosted = new HostedLogin(own, byCode, (how) => this.#caller.use(how));
    this.signIn = new SignIn(signIn, proofOf(own));
    this.signUp = new SignUp(call);
    this.codes = new PassCodes(call);
    this.tokens = new Tokens(call, byCode, this.#checker(own, options.now), this.#session);
    this.profile = new OwnProfiles(call);
    this.bindings = new Bindings(call);
    this.passwords = new Passwords(call);
    this.belongings = new Belongings(call);
  }

  /** Exchanges a code where the vendor's client knows one address only to come back to. */
  async #exchange(
    code: string,
    { redirectUri, codeVerifier }: CodeProof,
    options?: CallOptions,
  ): Promise<TokenSet> {
    const args = [checkCopied("code", code), codeVerifier === undefined ? {} : { codeVerifier }];
    const settings = redirectUri === undefined ? undefined : { redirectUri };
    const given = this.#caller.call("getAccessTokenByCode", args, options, undefined, settings);
    return (await given) as TokenSet;
  }

  #checker(own: VendorOptions, now = () => Date.now()): TokenCheck {
    const keys = new KeySet((options) => this.#caller.get(KEYS_PATH, options), now);
    const { appId, appSecret, appHost } = own;
    const issuer = new URL(`${appHost}/oidc`).href;
    return new TokenCheck(keys, { appId, appSecret, issuer, now });
  }

  /** Goes on as the user whose access token this is. */
  setAccessToken(accessToken: string): void {
    this.#session.begin({ access_token: checkCopied("accessToken", accessToken) });
  }

  /**
   * Ends the user's access token and the refresh token that came with it, and forgets both; nothing
   * is sent where there is none.
   */
  async logout(options?: CallOptions): Promise<void> {
    const { accessToken, refreshToken } = this.#session;
    if (refreshToken !== undefined) await this.tokens.revoke(refreshToken, options);
    if (accessToken !== undefined) await this.tokens.revoke(accessToken, options);
    this.#session.end();
  }

  /**
   * Calls any endpoint by the vendor's name for it: `client.call("getLoginHistory", [{}])`.
   * @returns what the answer holds as `data`, or the answer itself where it has no envelope
   * @throws IdentityError of every kind
   */
  async call<Method extends AuthenticationMethod>(
    method: Method,
    input: AuthenticationInput<Method>,
    options?: CallOptions,
  ): Promise<AuthenticationData<Method>> {
    const args = input as unknown[];
    return (await this.#caller.call(method, args, options)) as AuthenticationData<Method>;
  }
}

type VendorOptions = ConstructorParameters<typeof Vendor>[0];

/** The vendor's options, of which it keeps the object itself: a token set later is seen. */
function checked(options: AuthenticationClientOptions): VendorOptions {
  const { tokenEndPointAuthMethod = "client_secret_post", scope } = options;
  const appSecret =
    tokenEndPointAuthMethod === "none"
      ? options.appSecret
      : checkKey("appSecret", options.appSecret, "AUTHING_APP_SECRET");
  if (scope !== undefined && !scope.split(" ").includes("openid")) {
    throw new UsageError("scope must have openid among its words", "scope");
  }
  const optional = {
    ...{ appSecret, scope, tokenEndPointAuthMethod, protocol: options.protocol },
    ...{ redirectUri: options.redirectUri, logoutRedirectUri: options.logoutRedirectUri },
    introspectionEndPointAuthMethod: options.introspectionEndPointAuthMethod,
    revocationEndPointAuthMethod: options.revocationEndPointAuthMethod,
    accessToken: options.accessToken,
  };
  const given = Object.entries(optional).filter(([, value]) => value !== undefined);
  return {
    appId: checkKey("appId", options.appId, "AUTHING_APP_ID"),
    appHost: checkHost("appHost", checkKey("appHost", options.appHost, "AUTHING_APP_HOST")),
    timeout: NO_TIMEOUT,
    ...(Object.fromEntries(given) as Partial<VendorOptions>),
  };
}

/** How an application proves itself at a sign-in where not by a header, which the vendor's client adds. */
function proofOf({ appId, appSecret, tokenEndPointAuthMethod }: VendorOptions): SignInProof {
  if (tokenEndPointAuthMethod !== "client_secret_post") return {};
  return { client_id: appId, client_secret: appSecret };
}

/** Loading the vendor's package takes half a second, so it waits for the first call. */
async function load(own: VendorOptions): Promise<Vendor & VendorClient> {
  const { AuthenticationClient: Client } = await vendorPackage();
  return equip(own.appHost, () => new Client(own));
}
