import type { AuthenticationCall, AuthenticationData, AuthenticationInput } from "../call";
import type { CallOptions } from "../options";
import { unsupported } from "../unsupported";

/** The user whose access token the client has. */
export type OwnProfile = AuthenticationData<"getProfile">;

/** What a user may change of themselves; email, phone and password have their own ways. */
export type OwnProfileChanges = AuthenticationInput<"updateProfile">[0];

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

  /** Changes what is given. */
  update(changes: OwnProfileChanges, options?: CallOptions): Promise<OwnProfile> {
    return this.call("updateProfile", [changes], options);
  }

  /** How safe the account is: email, phone, password, MFA, and a score. */
  securityLevel(options?: CallOptions): Promise<AuthenticationData<"getSecurityLevel">> {
    return this.call("getSecurityLevel", [], options);
  }

  /** The values of the user's custom fields. */
  async customData(options?: CallOptions): Promise<Readonly<Record<string, unknown>>> {
    const { customData } = await this.get({ withCustomData: true }, options);
    return (customData ?? {}) as Readonly<Record<string, unknown>>;
  }

  /** Sets values of custom fields; an administrator defines these first. */
  async setCustomData(
    values: Readonly<Record<string, unknown>>,
    options?: CallOptions,
  ): Promise<void> {
    await this.update({ customData: values }, options);
  }

  /**
   * Took a value of a custom field away.
   * @throws UnsupportedError always
   */
  removeCustomData(): Promise<never> {
    return unsupported("profile.removeCustomData", "profile.setCustomData with an empty value");
  }
}
