import type { AuthenticationCall, AuthenticationInput } from "../call";
import type { CallOptions } from "../options";

/** What a message to a phone is for. */
export type SmsChannel = AuthenticationInput<"sendSms">[0]["channel"];

/** What an email is for. */
export type EmailChannel = AuthenticationInput<"sendEmail">[0]["channel"];

/** One-time codes. The server sends them, and limits how often. */
export class PassCodes {
  constructor(private readonly call: AuthenticationCall) {}

  /** Sends one to a phone; `phoneCountryCode`, such as `+49`, outside of China. */
  async sendSms(
    phoneNumber: string,
    channel: SmsChannel = "CHANNEL_LOGIN",
    phoneCountryCode?: string,
    options?: CallOptions,
  ): Promise<void> {
    await this.call("sendSms", [{ phoneNumber, channel, phoneCountryCode }], options);
  }

  /** Sends one to an email. */
  async sendEmail(email: string, channel: EmailChannel, options?: CallOptions): Promise<void> {
    await this.call("sendEmail", [{ email, channel }], options);
  }
}
