import type { AuthenticationCall, AuthenticationData } from "../call";
import { checkGiven, type CallOptions } from "../options";
import type { PhoneCountry } from "./phone-country";

/** A user's password. */
export class Passwords {
  constructor(private readonly call: AuthenticationCall) {}

  /** Changes it; the old one is left out where there is none yet. */
  async update(newPassword: string, oldPassword?: string, options?: CallOptions): Promise<void> {
    await this.call("updatePassword", [{ newPassword, oldPassword }], options);
  }

  /** Resets it by the code that was sent to the phone; two requests. */
  async resetByPhoneCode(
    phoneNumber: string,
    passCode: string,
    password: string,
    { phoneCountryCode, ...options }: CallOptions & PhoneCountry = {},
  ): Promise<void> {
    const phonePassCodePayload = { phoneNumber, phoneCountryCode, passCode };
    const proof = { verifyMethod: "PHONE_PASSCODE", phonePassCodePayload } as const;
    const { passwordResetToken } = await this.call("verifyResetPasswordRequest", [proof], options);
    await this.call("resetPassword", [{ password, passwordResetToken }], options);
  }

  /** Resets it by the code that was sent to the email; two requests. */
  async resetByEmailCode(
    email: string,
    passCode: string,
    password: string,
    options?: CallOptions,
  ): Promise<void> {
    const emailPassCodePayload = { email, passCode };
    const proof = { verifyMethod: "EMAIL_PASSCODE", emailPassCodePayload } as const;
    const { passwordResetToken } = await this.call("verifyResetPasswordRequest", [proof], options);
    await this.call("resetPassword", [{ password, passwordResetToken }], options);
  }

  /** Whether a password is strong enough for the pool: `valid`. The `message` of the documents is gone. */
  checkStrength(
    password: string,
    options?: CallOptions,
  ): Promise<AuthenticationData<"validatePassword">> {
    return this.call("validatePassword", [{ password }], options);
  }

  /**
   * Resets it by the token that came with a sign-in refused because the user must set a password of
   * their own first: `error.body.data.token`.
   */
  async resetByFirstToken(token: string, password: string, options?: CallOptions): Promise<void> {
    const passwordResetToken = checkGiven("token", token);
    await this.call("resetPassword", [{ password, passwordResetToken }], options);
  }

  /** The same with the old password, which is checked too. */
  async resetWhenForced(
    token: string,
    oldPassword: string,
    newPassword: string,
    options?: CallOptions,
  ): Promise<void> {
    const passwordResetToken = checkGiven("token", token);
    await this.call("updatePassword", [{ newPassword, oldPassword, passwordResetToken }], options);
  }
}
