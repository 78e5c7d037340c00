import { type z } from "zod";
import { type Context } from "../http/context";
import { anyone, guarded } from "../http/guarded";
import { newCode } from "../model/codes";
import { randomHex } from "../model/slug";
import { anything, form } from "../wire/fields";
import { Refusal, invalid } from "../wire/refusal";

/** A picture of one white dot: the development captcha is read in the server's log. */
const DOT =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg==";

function create({ services }: Context) {
  const key = randomHex(40);
  const text = newCode();
  services.codes.put(`captcha:${key}`, text, 300);
  services.log(`Captcha ${key}: ${text}`);
  return { captcha_key: key, captcha_img: `/siteapi/oneid/service/captcha/image/${key}/` };
}

function check({ services, body }: Context<z.output<typeof anything>>) {
  const { captcha_key: key, captcha } = body;
  const wanted = typeof key === "string" ? services.codes.take(`captcha:${key}`) : undefined;
  if (wanted === undefined || wanted !== captcha) throw invalid("captcha is invalid");
  return {};
}

function image(context: Context) {
  const key = `captcha:${context.param("captcha")}`;
  if (context.services.codes.peek(key) === undefined) throw new Refusal(410, undefined);
  return { base64_prefix: DOT, bytes: Buffer.from(DOT, "base64").length };
}

/** Captchas; nothing asks for one. */
export const captchaRoutes = guarded(anyone, (app) => {
  app.get("/service/captcha/", create);
  app.post("/service/captcha/", { schema: { body: form(anything) } }, check);
  app.get("/service/captcha/image/:captcha/", image);
});
