import type { AuthenticationCall, AuthenticationData, AuthenticationInput } from "../call";
import { checkCopied, type CallOptions } from "../options";
import type { PhoneCountry } from "./phone-country";

/** What a sign-in gives; the client goes on as this user. */
export type SignedIn = AuthenticationData<"signInByCredentials">;

/** What may go with a sign-in: scope, captcha, the user's own address, custom data. */
export type SignInOptions = NonNullable<AuthenticationInput<"signInByEmailPassword">[0]["options"]>;

/** What may go with a sign-in by phone. */
export type PhoneSignInOptions = SignInOptions & PhoneCountry;

/** The application's id and secret, where they go into the body. */
export interface SignInProof {
  readonly client_id?: string | undefined;
  readonly client_secret?: string | undefined;
}

/** Sign-in by each credential; the client goes on as who signed in. */
export class SignIn {
  constructor(
    private readonly call: AuthenticationCall,
    private readonly proof: SignInProof,
  ) {}

  /** By email and password. */
  byEmail(
    email: string,
    password: string,
    how?: SignInOptions,
    options?: CallOptions,
  ): Promise<SignedIn> {
    return this.call("signInByEmailPassword", [{ email, password, options: how }], options);
  }

  /** By username and password. */
  byUsername(
    username: string,
    password: string,
    how?: SignInOptions,
    options?: CallOptions,
  ): Promise<SignedIn> {
    return this.call("signInByUsernamePassword", [{ username, password, options: how }], options);
  }

  /**
   * By phone and password. A `phoneCountryCode` is sent with the number; the vendor's documents name
   * it for codes only.
   */
  byPhone(
    phone: string,
    password: string,
    { phoneCountryCode, ...how }: PhoneSignInOptions = {},
    options?: CallOptions,
  ): Promise<SignedIn> {
    const passwordPayload = { phone, phoneCountryCode, password };
    const credentials = { connection: "PASSWORD", passwordPayload, options: how } as const;
    return this.call("signInByCredentials", [{ ...credentials, ...this.proof }], options);
  }

  /** By whatever the user signs in by (username, email or phone) and password. */
  byAccount(
    account: string,
    password: string,
    how?: SignInOptions,
    options?: CallOptions,
  ): Promise<SignedIn> {
    return this.call("signInByAccountPassword", [{ account, password, options: how }], options);
  }

  /**
   * By phone and the code that was sent there. Who is not known yet becomes a user, unless
   * `autoRegister` is false.
   * @throws UsageError for an empty code, or one with white space around it
   */
  async byPhoneCode(
    phone: string,
    passCode: string,
    { phoneCountryCode, ...given }: PhoneSignInOptions = {},
    options?: CallOptions,
  ): Promise<SignedIn> {
    checkCopied("passCode", passCode);
    const how = { autoRegister: true, ...given };
    const input = { phone, phoneCountryCode, passCode, options: how };
    return this.call("signInByPhonePassCode", [input], options);
  }

  /**
   * By email and the code that was sent there.
   * @throws UsageError for an empty code, or one with white space around it
   */
  async byEmailCode(
    email: string,
    passCode: string,
    how?: SignInOptions,
    options?: CallOptions,
  ): Promise<SignedIn> {
    checkCopied("passCode", passCode);
    return this.call("signInByEmailPassCode", [{ email, passCode, options: how }], options);
  }

  /**
   * By an account of the LDAP server that the pool is connected to; the account becomes a user of the
   * pool at its first sign-in.
   * @param sAMAccountName the `username` of the documents: the API looks for this attribute alone
   * @throws InvalidError where no such server is connected
   */
  byLdap(
    sAMAccountName: string,
    password: string,
    how?: SignInOptions,
    options?: CallOptions,
  ): Promise<SignedIn> {
    return this.call("signInByLDAP", [{ sAMAccountName, password, options: how }], options);
  }

  /**
   * By an account of the Active Directory that the pool is connected to; the account becomes a user of
   * the pool at its first sign-in.
   * @param sAMAccountName the `username` of the documents: the API looks for this attribute alone
   * @throws InvalidError where no such directory is connected
   */
  byAd(
    sAMAccountName: string,
    password: string,
    how?: SignInOptions,
    options?: CallOptions,
  ): Promise<SignedIn> {
    return this.call("signInByAD", [{ sAMAccountName, password, options: how }], options);
  }

  /**
   * By a code of WeChat's. The documents had the `code` alone: the API asks for the connection too,
   * which has the country and language; a `state` is nothing that this API takes.
   * @param extIdpConnidentifier the connection's identifier in the console
   * @throws InvalidError where there is no such connection
   */
  byWechat(extIdpConnidentifier: string, code: string, options?: CallOptions): Promise<SignedIn> {
    const wechat = { extIdpConnidentifier, connection: "wechat", wechatPayload: { code } } as const;
    return this.call("signInByMobile", [{ ...wechat, ...this.proof }], options);
  }

  /**
   * By a sub-account. These are users like others now: this is {@link SignIn.byAccount} by its name in
   * the documents. `how` takes `captchaCode` and `clientIp`.
   */
  bySubAccount(
    account: string,
    password: string,
    how?: SignInOptions,
    options?: CallOptions,
  ): Promise<SignedIn> {
    return this.byAccount(account, password, how, options);
  }
}
