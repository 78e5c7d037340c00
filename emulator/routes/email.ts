import { z } from "zod";
import { created } from "../http/answers";
import { type Context } from "../http/context";
import { guarded } from "../http/guarded";
import { newTicket } from "../model/codes";
import { settings } from "../model/settings";
import { isEmailTaken } from "../model/users";
import { text } from "../wire/field-types";
import { anything, form, parseBody, query } from "../wire/fields";
import { invalid, invalidField, notFound } from "../wire/refusal";

/** What a mail is sent for, and what its request must name. */
const SUBJECTS: Record<string, z.ZodType<{ email?: string; key?: string }>> = {
  register: z.object({ email: text() }),
  reset_password: z.object({ email: text() }),
  activate_user: z.object({ key: text() }),
  update_email: z.object({ email: text(), password: text() }),
};

/** A link lives a day. Seconds. */
const LIFE = 24 * 3600;
/** The longest address there is (RFC 5321, 4.5.3.1). */
const LONGEST = 254;

function guard(context: Context): void {
  const subject = context.param("subject");
  if (!(subject in SUBJECTS)) throw notFound();
  if (subject === "update_email") context.user();
  if (!settings(context.db).account_config.allow_email) throw invalidField("email", "unsupported");
}

/** Sends a token. The development sender writes it to the server's log. */
function send(context: Context<z.output<typeof anything>>) {
  const { db, services } = context;
  const subject = context.param("subject");
  const { email = "" } = parseBody(SUBJECTS[subject] ?? z.never(), context.body);
  if (subject === "activate_user") throw invalidField("key", "invalid");
  if (email.length > LONGEST || !/^[^\s@]+@[^\s@]+$/.test(email))
    throw invalidField("email", "invalid");
  const isTaken = isEmailTaken(db, email);
  if (subject !== "reset_password" && isTaken) throw invalid({ email: { email: ["existed"] } });
  if (subject === "reset_password" && !isTaken) throw invalidField("email", "invalid");
  const token = newTicket();
  services.codes.put(`email:${subject}:${token}`, email, LIFE, email);
  services.log(`Mail to ${email} (${subject}): ${token}`);
  return created({ email });
}

/** The address that a token proves; 400 for one that is not good. */
export function provenEmail({ services }: Context, subject: string, token = ""): string {
  const email = services.codes.peek(`email:${subject}:${token}`);
  if (email === undefined) throw invalidField("email_token", "invalid");
  return email;
}

/** Tokens by mail. */
export const emailRoutes = guarded(guard, (app) => {
  const url = "/service/email/:subject/";
  app.get(url, { schema: { querystring: query("email_token") } }, (context) => ({
    email: provenEmail(context, context.param("subject"), context.query.email_token),
  }));
  app.post(url, { schema: { body: form(anything) } }, send);
});
