import type { AuthenticationCall, AuthenticationData, AuthenticationInput } from "../call";
import type { CallOptions } from "../options";
import type { PhoneCountry } from "./phone-country";

/** Who signed up. */
export type SignedUp = AuthenticationData<"signUp">;

/** What a user tells of themselves; `customData` are the values of custom fields. */
export type SignUpProfile = NonNullable<AuthenticationInput<"signUpByEmailPassword">[0]["profile"]>;

/** What else may go with a sign-up: the user's own address, a context for pipelines. */
export type SignUpOptions = Partial<
  NonNullable<AuthenticationInput<"signUpByEmailPassword">[0]["options"]>
>;

/** A sign-up beside its credential. */
export interface SignUpDetails {
  /** What the user tells of themselves. */
  readonly profile?: SignUpProfile | undefined;
  /** The user's own address and such. */
  readonly options?: SignUpOptions | undefined;
}

/** Sign-up by each credential. */
export class SignUp {
  constructor(private readonly call: AuthenticationCall) {}

  /** By email and password; the email is unverified then. */
  byEmail(
    email: string,
    password: string,
    details?: SignUpDetails,
    options?: CallOptions,
  ): Promise<SignedUp> {
    const input = { email, password, ...complete(details) };
    return this.call("signUpByEmailPassword", [input], options);
  }

  /** By username and password. */
  byUsername(
    username: string,
    password: string,
    details?: SignUpDetails,
    options?: CallOptions,
  ): Promise<SignedUp> {
    const input = { username, password, ...complete(details) };
    return this.call("signUpByUsernamePassword", [input], options);
  }

  /** By email and the code that was sent there. */
  byEmailCode(
    email: string,
    passCode: string,
    details?: SignUpDetails,
    options?: CallOptions,
  ): Promise<SignedUp> {
    return this.call("signUpByEmailCode", [{ email, passCode, ...complete(details) }], options);
  }

  /** By phone and the code that was sent there; `options.passwordForPhonePassCode` sets a password. */
  byPhoneCode(
    phone: string,
    passCode: string,
    details: SignUpDetails & PhoneCountry = {},
    options?: CallOptions,
  ): Promise<SignedUp> {
    const { phoneCountryCode } = details;
    const input = { phone, phoneCountryCode, passCode, ...complete(details) };
    return this.call("signUpByPhoneCode", [input], options);
  }
}

/** The vendor's type asks for a context; the server does not. */
function complete({ profile, options }: SignUpDetails = {}) {
  return { profile, ...(options && { options: { ...options, context: options.context } }) };
}
