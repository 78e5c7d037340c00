import type { AuthenticationCall, AuthenticationData, AuthenticationInput } from "../call";
import { checkCopied, type CallOptions } from "../options";
import { unsupported } from "../unsupported";

/** What a sign-in gives; `client.setAccessToken` makes the client go on as this user. */
export type SignedIn = AuthenticationData<"signInByCredentials">;

/** What may go with a sign-in: scope, captcha, the user's own address, custom data. */
export type SignInOptions = NonNullable<AuthenticationInput<"signInByEmailPassword">[0]["options"]>;

/** Sign-in by each credential. */
export class SignIn {
  constructor(private readonly call: AuthenticationCall) {}

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

  /** By phone and password. */
  byPhone(
    phone: string,
    password: string,
    how?: SignInOptions,
    options?: CallOptions,
  ): Promise<SignedIn> {
    return this.call("signInByPhonePassword", [{ phone, password, options: how }], options);
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
   * By phone and the code that was sent there.
   * @throws UsageError for an empty code, or one with white space around it
   */
  async byPhoneCode(
    phone: string,
    passCode: string,
    how?: SignInOptions,
    options?: CallOptions,
  ): Promise<SignedIn> {
    checkCopied("passCode", passCode);
    return this.call("signInByPhonePassCode", [{ phone, passCode, options: how }], options);
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

  /** By an account of the LDAP server that the pool knows. */
  byLdap(
    sAMAccountName: string,
    password: string,
    how?: SignInOptions,
    options?: CallOptions,
  ): Promise<SignedIn> {
    return this.call("signInByLDAP", [{ sAMAccountName, password, options: how }], options);
  }

  /** By an account of the Active Directory that the pool knows. */
  byAd(
    sAMAccountName: string,
    password: string,
    how?: SignInOptions,
    options?: CallOptions,
  ): Promise<SignedIn> {
    return this.call("signInByAD", [{ sAMAccountName, password, options: how }], options);
  }

  /**
   * By a code of WeChat's.
   * @param extIdpConnidentifier the connection's identifier in the console
   */
  byWechat(extIdpConnidentifier: string, code: string, options?: CallOptions): Promise<SignedIn> {
    const wechat = { extIdpConnidentifier, connection: "wechat", wechatPayload: { code } } as const;
    return this.call("signInByMobile", [wechat], options);
  }

  /**
   * By a sub-account.
   * @throws UnsupportedError always: these are users like others now
   */
  bySubAccount(): Promise<never> {
    return unsupported("signIn.bySubAccount", "signIn.byAccount");
  }
}
