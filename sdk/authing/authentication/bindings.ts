import type { AuthenticationCall } from "../call";
import type { CallOptions } from "../options";
import { unsupported } from "../unsupported";
import type { PhoneCountry } from "./phone-country";
import type { OwnProfile } from "./profile";

/** A new address of a user's, and the old one where the pool asks for its code too. */
export interface AddressChange {
  /** The new email or phone. */
  readonly to: string;
  /** What was sent there. */
  readonly passCode: string;
  /** The old email or phone. */
  readonly from?: string | undefined;
  /** What was sent to the old one. */
  readonly fromPassCode?: string | undefined;
}

/** A new phone; the codes of countries outside of China are told beside the numbers. */
export interface PhoneChange extends AddressChange, PhoneCountry {
  /** Of the old phone. @default China's, `+86` */
  readonly fromPhoneCountryCode?: string | undefined;
}

/** A user's email and phone. Each change asks for the code that was sent to the address. */
export class Bindings {
  constructor(private readonly call: AuthenticationCall) {}

  /** Binds the first email. */
  async bindEmail(email: string, passCode: string, options?: CallOptions): Promise<void> {
    await this.call("bindEmail", [{ email, passCode }], options);
  }

  /**
   * Takes the email away, which the server refuses where the user could not sign in without: two
   * requests, of which the second reads the user.
   * @param passCode was sent there for `CHANNEL_UNBIND_EMAIL`; the documents did without
   */
  async unbindEmail(passCode: string, options?: CallOptions): Promise<OwnProfile> {
    await this.call("unbindEmail", [{ passCode }], options);
    return await this.call("getProfile", [{}], options);
  }

  /** Replaces the email: two requests, of which the first brings a token for the second. */
  async updateEmail(change: AddressChange, options?: CallOptions): Promise<void> {
    const { to, passCode, from, fromPassCode } = change;
    const emailPassCodePayload = {
      ...{ newEmail: to, newEmailPassCode: passCode },
      ...{ oldEmail: from, oldEmailPassCode: fromPassCode },
    };
    const proof = { verifyMethod: "EMAIL_PASSCODE", emailPassCodePayload } as const;
    const { updateEmailToken } = await this.call("verifyUpdateEmailRequest", [proof], options);
    await this.call("updateEmail", [{ updateEmailToken }], options);
  }

  /** Binds the first phone. */
  async bindPhone(
    phoneNumber: string,
    passCode: string,
    { phoneCountryCode, ...options }: CallOptions & PhoneCountry = {},
  ): Promise<void> {
    await this.call("bindPhone", [{ phoneNumber, phoneCountryCode, passCode }], options);
  }

  /**
   * Takes the phone away, which the server refuses where the user could not sign in without: two
   * requests, of which the second reads the user.
   * @param passCode was sent there for `CHANNEL_UNBIND_PHONE`; the documents did without
   */
  async unbindPhone(passCode: string, options?: CallOptions): Promise<OwnProfile> {
    await this.call("unbindPhone", [{ passCode }], options);
    return await this.call("getProfile", [{}], options);
  }

  /** Replaces the phone: two requests, of which the first brings a token for the second. */
  async updatePhone(change: PhoneChange, options?: CallOptions): Promise<void> {
    const { to, passCode, from, fromPassCode } = change;
    const phonePassCodePayload = {
      ...{ newPhoneNumber: to, newPhonePassCode: passCode },
      ...{ oldPhoneNumber: from, oldPhonePassCode: fromPassCode },
      newPhoneCountryCode: change.phoneCountryCode,
      oldPhoneCountryCode: change.fromPhoneCountryCode,
    };
    const proof = { verifyMethod: "PHONE_PASSCODE", phonePassCodePayload } as const;
    const { updatePhoneToken } = await this.call("verifyUpdatePhoneRequest", [proof], options);
    await this.call("updatePhone", [{ updatePhoneToken }], options);
  }

  /**
   * Merged two accounts by their tokens.
   * @throws UnsupportedError always: identities are linked one by one now, each by a sign-in at its
   * provider
   */
  linkAccount(): Promise<never> {
    const instead = 'call("generateLinkExtIdpUrl"), or as an administrator call("linkIdentity")';
    const reason =
      "an identity is linked by a sign-in at its provider, not by another user's token";
    return unsupported("bindings.linkAccount", reason, instead);
  }
}
