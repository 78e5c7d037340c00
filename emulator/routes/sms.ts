import { z } from "zod";
import { created } from "../http/answers";
import { type Context } from "../http/context";
import { anyone, guarded } from "../http/guarded";
import { newCode, newTicket } from "../model/codes";
import { settings } from "../model/settings";
import { USERS } from "../model/tables";
import { findUser, isMobileTaken } from "../model/users";
import { text } from "../wire/field-types";
import { anything, form, parseBody, query } from "../wire/fields";
import { message } from "../wire/messages";
import { invalidField, notFound } from "../wire/refusal";
import { MOBILE } from "./user-fields";

/** A code lives two minutes, the ticket that it buys ten. Seconds. */
const CODE_LIFE = 120;
const TICKET_LIFE = 600;

/** What a code is sent for, and what its request must name. */
const SUBJECTS: Record<string, z.ZodType<{ mobile?: string; username?: string; key?: string }>> = {
  register: z.object({ mobile: text() }),
  login: z.object({ mobile: text() }),
  reset_password: z.object({ mobile: text(), username: text() }),
  activate_user: z.object({ key: text() }),
  update_mobile: z.object({ mobile: text(), password: text() }),
};

/** Refuses everything until an administrator lets mobiles in; unknown subjects after that. */
function guard(context: Context): void {
  const subject = context.param("subject");
  if (subject === "update_mobile") context.user();
  if (!settings(context.db).account_config.allow_mobile)
    throw invalidField("mobile", "unsupported");
  if (!(subject in SUBJECTS)) throw notFound();
}

/** Sends a code. The development sender writes it to the server's log. */
function send(context: Context<z.output<typeof anything>>) {
  const { db, services } = context;
  const subject = context.param("subject");
  const { mobile = "", username = "" } = parseBody(SUBJECTS[subject] ?? z.never(), context.body);
  if (subject === "activate_user") throw invalidField("key", "invalid");
  if (!MOBILE.test(mobile)) throw invalidField("mobile", "invalid");
  const isTaken = isMobileTaken(db, mobile);
  const isNew = subject === "register" || subject === "update_mobile";
  if (isNew && isTaken) throw invalidField("mobile", "existed");
  if (!isNew && !isTaken) throw invalidField("mobile", "invalid");
  if (subject === "reset_password" && findUser(db, username)?.mobile !== mobile) {
    throw invalidField("mobile", "invalid");
  }
  const code = newCode();
  services.codes.put(`sms:${subject}:${mobile}`, code, CODE_LIFE);
  services.log(`SMS to ${mobile} (${subject}): ${code}`);
  return created({ mobile });
}

const SHOWN = query("mobile", "code");

/** Changes a right code into a ticket; a code works once. */
function check(context: Context<unknown, z.output<typeof SHOWN>>) {
  const subject = context.param("subject");
  const { mobile, code } = context.query;
  // The reference does not translate these two.
  if (!mobile) throw invalidField("mobile", "This field is required.");
  if (!code) throw invalidField("code", "This field is required.");
  const { codes } = context.services;
  if (!codes.prove(`sms:${subject}:${mobile}`, code)) throw invalidField("code", "invalid");
  const ticket = newTicket();
  codes.put(`ticket:${subject}:${ticket}`, mobile, TICKET_LIFE, mobile);
  return { sms_token: ticket, expired: Math.floor(Date.now() / 1000) + TICKET_LIFE };
}

/** The mobile that a ticket proves; 400 for one that is not good. */
export function provenMobile({ services }: Context, subject: string, ticket: string): string {
  const mobile = services.codes.peek(`ticket:${subject}:${ticket}`);
  if (mobile === undefined) throw invalidField("sms_token", "invalid");
  return mobile;
}

/** Uses a ticket up. */
export const spendTicket = ({ services }: Context, subject: string, ticket: string) =>
  void services.codes.take(`ticket:${subject}:${ticket}`);

/** The user who has a mobile. */
export const userOfMobile = ({ db }: Context, mobile: string) =>
  USERS.find(db, { mobile, deleted: 0 });

/** Codes by SMS. */
export const smsRoutes = [
  guarded(anyone, (app) => {
    app.get("/service/sms/", () => {
      throw invalidField("mobile", "This field is required.");
    });
    const schema = { body: form(z.object({ mobile: text() })) };
    app.post("/service/sms/", { schema }, ({ body: { mobile } }) => {
      const isMobile = MOBILE.test(mobile);
      throw invalidField("mobile", isMobile ? "unsupported" : message("choice", mobile));
    });
  }),
  guarded(guard, (app) => {
    const url = "/service/sms/:subject/";
    app.get(url, { schema: { querystring: SHOWN } }, check);
    app.post(url, { schema: { body: form(anything) } }, send);
  }),
];
