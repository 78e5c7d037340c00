import { UnsupportedError } from "../transport/errors";
import { path, type ApiPath } from "../transport/path";
import type { Request, RequestOptions } from "../transport/request";

/** What an SMS captcha is for; `general` is for any mobile. */
export type SmsAction =
  "register" | "login" | "reset_password" | "activate_user" | "update_mobile" | "general";

/** What an action asks for beside the mobile. */
export interface SmsDetails {
  /** `reset_password`: whose. */
  username?: string | undefined;
  /** `update_mobile`: the caller's own. */
  password?: string | undefined;
  /** `activate_user`: of the invitation. */
  key?: string | undefined;
}

/** The proof that somebody has a mobile. */
export interface SmsProof {
  smsToken: string;
  /** Seconds since 1970. */
  expired: number;
}

/** A picture with letters. */
export interface Captcha {
  captchaKey: string;
  /** Where the picture is, below the server's root. */
  captchaImg: string;
}

const ACTIONS: readonly SmsAction[] = [
  "register",
  "login",
  "reset_password",
  "activate_user",
  "update_mobile",
  "general",
];

function smsPath(action: SmsAction): ApiPath {
  if (!ACTIONS.includes(action)) {
    throw new UnsupportedError(`the server sends no SMS for "${String(action)}"`);
  }
  return action === "general" ? path`service/sms/` : path`service/sms/${{ action }}/`;
}

/** Captchas. An administrator must have enabled SMS: until then all is `unsupported` (400). */
export class InfrastructureClient {
  constructor(private readonly request: Request) {}

  /** Sends a code to a mobile. `POST service/sms/<action>/` */
  async getSmsCaptcha(
    action: SmsAction,
    mobile: string,
    details: SmsDetails = {},
    options?: RequestOptions,
  ): Promise<void> {
    const { username, password, key } = details;
    const body = { mobile, username, password, key };
    await this.request({ method: "POST", path: smsPath(action), body }, options);
  }

  /**
   * Exchanges a code for a proof; it works once. `GET service/sms/<action>/`
   * @throws InvalidError, field `code`
   */
  async verifySmsCaptcha(
    action: SmsAction,
    mobile: string,
    code: string,
    options?: RequestOptions,
  ): Promise<SmsProof> {
    const query = { mobile, code };
    const request = { method: "GET", path: smsPath(action), query } as const;
    type Wire = { sms_token: string; expired: number };
    const { sms_token, expired } = await this.request<Wire>(request, options);
    return { smsToken: sms_token, expired };
  }

  /** A new picture captcha. `GET service/captcha/` */
  async getCaptcha(options?: RequestOptions): Promise<Captcha> {
    const request = { method: "GET", path: path`service/captcha/` } as const;
    type Wire = { captcha_key: string; captcha_img: string };
    const { captcha_key, captcha_img } = await this.request<Wire>(request, options);
    return { captchaKey: captcha_key, captchaImg: captcha_img };
  }

  /**
   * Checks what somebody read in a picture. `POST service/captcha/`
   * @throws InvalidError where he read wrong
   */
  async verifyCaptcha(
    captchaKey: string,
    captcha: string,
    options?: RequestOptions,
  ): Promise<void> {
    const body = { captcha_key: captchaKey, captcha };
    await this.request({ method: "POST", path: path`service/captcha/`, body }, options);
  }
}
