import { newCode } from "../model/codes";
import { randomHex } from "../model/slug";
import { asObject } from "../wire/fields";
import { Refusal, invalid } from "../wire/refusal";
import { type Context, anyone } from "./context";
import { type Resource, ok } from "./router";

/** A picture of one white dot: the development captcha is read in the server's log. */
const DOT =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg==";

function create({ services }: Context) {
  const key = randomHex(40);
  const text = newCode();
  services.codes.put(`captcha:${key}`, text, 300);
  services.log(`Captcha ${key}: ${text}`);
  return ok({
    captcha_key: key,
    captcha_img: `/siteapi/oneid/service/captcha/image/${key}/`,
  });
}

function check(context: Context) {
  const { captcha_key: key, captcha } = asObject(context.body.data());
  const wanted =
    typeof key === "string" ? context.services.codes.take(`captcha:${key}`) : undefined;
  if (wanted === undefined || wanted !== captcha) throw invalid("captcha is invalid");
  return ok({});
}

function image(context: Context) {
  const key = context.param("key");
  if (context.services.codes.peek(`captcha:${key}`) === undefined)
    throw new Refusal(410, undefined);
  return ok({ base64_prefix: DOT, bytes: Buffer.from(DOT, "base64").length });
}

/** Captchas; nothing asks for one. */
export const captchaRoutes: Resource[] = [
  { path: "service/captcha/", guard: anyone, methods: { GET: create, POST: check } },
  { path: "service/captcha/image/<word:key>/", guard: anyone, methods: { GET: image } },
];
