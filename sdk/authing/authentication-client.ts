import type { AuthenticationClient as Vendor } from "authing-node-sdk";
import { UsageError } from "../transport/errors";
import { Belongings } from "./authentication/belongings";
import { Bindings } from "./authentication/bindings";
import { HostedLogin } from "./authentication/hosted-login";
import { PassCodes } from "./authentication/pass-codes";
import { Passwords } from "./authentication/passwords";
import { OwnProfiles } from "./authentication/profile";
import { SignIn } from "./authentication/sign-in";
import { SignUp } from "./authentication/sign-up";
import { Tokens } from "./authentication/tokens";
import type {
  AuthenticationCall,
  AuthenticationData,
  AuthenticationInput,
  AuthenticationMethod,
} from "./call";
import { Caller } from "./caller";
import {
  checkCopied,
  checkGiven,
  checkHost,
  complete,
  type AuthingOptions,
  type CallOptions,
  type CompleteOptions,
} from "./options";
import { equip, NO_TIMEOUT, type VendorClient } from "./vendor";

/** How an application proves itself at an endpoint, as set in the console. */
export type EndpointAuth = "client_secret_post" | "client_secret_basic" | "none";

/** What an authentication client is made of: one of each user, or a new one of each request. */
export interface AuthenticationClientOptions extends AuthingOptions {
  /** The application's id. */
  readonly appId: string;
  /** The application's secret; none where `tokenEndPointAuthMethod` is `none`. */
  readonly appSecret?: string | undefined;
  /** The application's address, such as `https://acme.authing.cn`. */
  readonly appHost: string;
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
}

/**
 * Authing's authentication API, as a user. Every endpoint is there by the vendor's name
 * ({@link AuthenticationClient.call}), the usual ones in chapters.
 *
 * @example
 * const client = new AuthenticationClient({ appId, appSecret, appHost: "https://acme.authing.cn" });
 * const { access_token } = await client.signIn.byEmail("ada@acme.example", password);
 * client.setAccessToken(access_token!);
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
  readonly #session: { accessToken?: string };

  constructor(options: AuthenticationClientOptions) {
    const own = checked(options);
    this.#session = own;
    const completed = complete(options);
    this.#caller = new Caller(own.appHost, completed, () => load(own, completed));
    const call: AuthenticationCall = (method, input, given) => this.call(method, input, given);
    this.hosted = new HostedLogin(call, (how) => this.#caller.use(how));
    this.signIn = new SignIn(call);
    this.signUp = new SignUp(call);
    this.codes = new PassCodes(call);
    this.tokens = new Tokens(call);
    this.profile = new OwnProfiles(call);
    this.bindings = new Bindings(call);
    this.passwords = new Passwords(call);
    this.belongings = new Belongings(call);
  }

  /** Goes on as the user whose access token this is. */
  setAccessToken(accessToken: string): void {
    this.#session.accessToken = checkCopied("accessToken", accessToken);
  }

  /** Ends the user's access token, and forgets it; nothing is sent where there is none. */
  async logout(options?: CallOptions): Promise<void> {
    const { accessToken } = this.#session;
    if (accessToken === undefined) return;
    await this.tokens.revoke(accessToken, options);
    delete this.#session.accessToken;
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
  const { appSecret, tokenEndPointAuthMethod = "client_secret_post", scope } = options;
  if (tokenEndPointAuthMethod !== "none") checkCopied("appSecret", appSecret);
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
    appId: checkCopied("appId", options.appId),
    appHost: checkHost("appHost", checkGiven("appHost", options.appHost)),
    timeout: NO_TIMEOUT,
    ...(Object.fromEntries(given) as Partial<VendorOptions>),
  };
}

/** Loading the vendor's package takes half a second, so it waits for the first call. */
async function load(own: VendorOptions, options: CompleteOptions): Promise<Vendor & VendorClient> {
  const { AuthenticationClient: Client } = await import("authing-node-sdk");
  return await equip(own.appHost, options, () => new Client(own));
}
