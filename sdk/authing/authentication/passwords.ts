import type { AuthenticationCall, AuthenticationData } from "../call";
import type { CallOptions } from "../options";
import { unsupported } from "../unsupported";

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
    options?: CallOptions,
  ): Promise<void> {
    const phonePassCodePayload = { phoneNumber, passCode };
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

  /** Whether a password is strong enough for the pool. */
  checkStrength(
    password: string,
    options?: CallOptions,
  ): Promise<AuthenticationData<"validatePassword">> {
    return this.call("validatePassword", [{ password }], options);
  }

  /**
   * Reset it by the token of a first sign-in.
   * @throws UnsupportedError always
   */
  resetByFirstToken(): Promise<never> {
    const instead = "passwords.resetByEmailCode or passwords.resetByPhoneCode";
    return unsupported("passwords.resetByFirstToken", instead);
  }

  /**
   * Reset it by the token of a sign-in that was refused until then.
   * @throws UnsupportedError always
   */
  resetWhenForced(): Promise<never> {
    const instead = "passwords.resetByEmailCode or passwords.resetByPhoneCode";
    return unsupported("passwords.resetWhenForced", instead);
  }
}
