import { UsageError } from "../../transport/errors";
import type { AuthenticationCall, AuthenticationData, AuthenticationInput } from "../call";
import { checkGiven, type CallOptions } from "../options";

/** The user whose access token the client has. */
export type OwnProfile = AuthenticationData<"getProfile">;

/** What a user may change of themselves; email, phone and password have their own ways. */
export type OwnProfileChanges = AuthenticationInput<"updateProfile">[0];

/** How safe an account is, by the API's names and by those of the documents. */
export type SecurityLevel = Omit<
  AuthenticationData<"getSecurityLevel">,
  "passwordSecurityLevel"
> & {
  /** 1 low, 2 middle, 3 high; null for what was not rated yet. */
  readonly passwordSecurityLevel: number | null;
  /** `securityScore`: 100 at most. */
  readonly score: number;
  /** `emailBinded`: whether there is an email. */
  readonly email: boolean;
  /** `phoneBinded`: whether there is a phone. */
  readonly phone: boolean;
  /** `passwordSet`: whether there is a password. */
  readonly password: boolean;
  /** `mfaEnrolled`: whether there is a second factor. */
  readonly mfa: boolean;
};

/** What proves a user, and where it is changed. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  phone: "bindings.updatePhone",
  phoneCountryCode: "bindings.updatePhone",
  email: "bindings.updateEmail",
  password: "passwords.update",
};

/** The user, and the values of their custom fields. */
export class OwnProfiles {
  constructor(private readonly call: AuthenticationCall) {}

  /** The user. */
  get(
    details: AuthenticationInput<"getProfile">[0] = {},
    options?: CallOptions,
  ): Promise<OwnProfile> {
    return this.call("getProfile", [details], options);
  }

  /**
   * Changes what is given.
   * @throws UsageError for a phone, an email or a password: the server would drop them without a word
   */
  async update(changes: OwnProfileChanges, options?: CallOptions): Promise<OwnProfile> {
    const name = Object.keys(changes).find((key) => Object.hasOwn(ELSEWHERE, key));
    if (name !== undefined) {
      throw new UsageError(`profile.update can't change ${name}; use ${ELSEWHERE[name]}`, name);
    }
    return await this.call("updateProfile", [changes], options);
  }

  /** How safe the account is: email, phone, password, MFA, and a score. */
  async securityLevel(options?: CallOptions): Promise<SecurityLevel> {
    const level = await this.call("getSecurityLevel", [], options);
    return {
      ...{ ...level, score: level.securityScore, mfa: level.mfaEnrolled },
      ...{ email: level.emailBinded, phone: level.phoneBinded, password: level.passwordSet },
    };
  }

  /** The values of the user's custom fields; those without a value are left out. */
  async customData(options?: CallOptions): Promise<Readonly<Record<string, unknown>>> {
    const { customData } = await this.get({ withCustomData: true }, options);
    const all = Object.entries((customData ?? {}) as Readonly<Record<string, unknown>>);
    return Object.fromEntries(all.filter(([, value]) => value != null));
  }

  /** Sets values of custom fields; an administrator defines these first. */
  async setCustomData(
    values: Readonly<Record<string, unknown>>,
    options?: CallOptions,
  ): Promise<void> {
    await this.update({ customData: values }, options);
  }

  /** Takes the value of a custom field away, by a null in its place: the API has no other way. */
  async removeCustomData(key: string, options?: CallOptions): Promise<void> {
    await this.update({ customData: { [checkGiven("key", key)]: null } }, options);
  }
}
