import { checkGiven, checkText } from "../transport/checks";
import { z } from "zod";
import { UnsupportedError } from "../transport/errors";
import { path, type ApiPath } from "../transport/path";
import type { Request, RequestOptions } from "../transport/request";
import { answer } from "./wire/answer";

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
  checkText("action", action);
  if (!ACTIONS.includes(action)) {
    throw new UnsupportedError(`the server sends no SMS for "${String(action)}"`);
  }
  return action === "general" ? path`service/sms/` : path`service/sms/${{ action }}/`;
}

const captcha: z.ZodType<Captcha> = z
  .object({ captcha_key: z.string(), captcha_img: z.string() })
  .transform(({ captcha_key, captcha_img }) => ({
    ...{ captchaKey: captcha_key, captchaImg: captcha_img },
  }));

const smsProof: z.ZodType<SmsProof> = z
  .object({ sms_token: z.string(), expired: z.number() })
  .transform(({ sms_token, expired }) => ({ smsToken: sms_token, expired }));

/** No success of these was recorded: any object will do. */
const acknowledged = z.looseObject({});

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
    const at = smsPath(action);
    checkGiven("mobile", mobile);
    const { username, password, key } = details;
    const body = { mobile, username, password, key };
    const form = answer(acknowledged);
    await this.request({ method: "POST", path: at, body, answer: form }, options);
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
    const at = smsPath(action);
    checkGiven("mobile", mobile);
    checkGiven("code", code);
    const query = { mobile, code };
    const request = {
      method: "GET",
      path: at,
      query,
      answer: answer(smsProof),
    } as const;
    return await this.request(request, options);
  }

  /** A new picture captcha. `GET service/captcha/` */
  async getCaptcha(options?: RequestOptions): Promise<Captcha> {
    const request = {
      method: "GET",
      path: path`service/captcha/`,
      answer: answer(captcha),
    } as const;
    return await this.request(request, options);
  }

  /**
   * Checks what somebody read in a picture. `POST service/captcha/`
   * @throws InvalidError where the text is not the one of the picture
   */
  async verifyCaptcha(
    captchaKey: string,
    captcha: string,
    options?: RequestOptions,
  ): Promise<void> {
    checkText("captchaKey", captchaKey);
    checkGiven("captcha", captcha);
    const body = { captcha_key: captchaKey, captcha };
    const form = answer(acknowledged);
    await this.request(
      { method: "POST", path: path`service/captcha/`, body, answer: form },
      options,
    );
  }
}
