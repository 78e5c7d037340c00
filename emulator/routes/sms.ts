import { newCode, newTicket } from "../model/codes";
import { settings } from "../model/settings";
import { type UserRow, findUser, isMobileTaken } from "../model/users";
import { text } from "../wire/field-types";
import { type Fields, type Values, validate } from "../wire/fields";
import { message } from "../wire/messages";
import { invalidField, notFound } from "../wire/refusal";
import { type Context, anyone } from "./context";
import { type Reply, type Resource, created, ok } from "./router";

/** A code lives two minutes, the ticket that it buys ten. Seconds. */
const CODE_LIFE = 120;
const TICKET_LIFE = 600;

/** What a code is sent for, and what its request must name. */
const SUBJECTS: Record<string, Fields> = {
  register: { mobile: text({ required: true }) },
  login: { mobile: text({ required: true }) },
  reset_password: { mobile: text({ required: true }), username: text({ required: true }) },
  activate_user: { key: text({ required: true }) },
  update_mobile: { mobile: text({ required: true }), password: text({ required: true }) },
};

const MOBILE = /^(1\d{10}|\+\d+ \d+)$/;

/** Refuses everything until an administrator lets mobiles in; unknown subjects after that. */
function guard(context: Context): void {
  const subject = context.param("subject");
  if (subject === "update_mobile") context.user();
  if (!settings(context.db).account_config.allow_mobile)
    throw invalidField("mobile", "unsupported");
  if (!(subject in SUBJECTS)) throw notFound();
}

/** Sends a code. The development sender writes it to the server's log. */
function send(context: Context): Reply {
  const subject = context.param("subject");
  const body = validate(SUBJECTS[subject] ?? {}, context.body.data()) as Values<{
    mobile: ReturnType<typeof text>;
    username: ReturnType<typeof text>;
  }>;
  if (subject === "activate_user") throw invalidField("key", "invalid");
  const { mobile = "" } = body;
  checkMobile(context, subject, mobile, body.username);
  const code = newCode();
  context.services.codes.put(`sms:${subject}:${mobile}`, code, CODE_LIFE);
  context.services.log(`SMS to ${mobile} (${subject}): ${code}`);
  return created({ mobile });
}

function checkMobile(
  context: Context,
  subject: string,
  mobile: string,
  username: string | undefined,
): void {
  if (!MOBILE.test(mobile)) throw invalidField("mobile", "invalid");
  const isTaken = isMobileTaken(context.db, mobile);
  const isNew = subject === "register" || subject === "update_mobile";
  if (isNew && isTaken) throw invalidField("mobile", "existed");
  if (!isNew && !isTaken) throw invalidField("mobile", "invalid");
  if (subject === "reset_password" && findUser(context.db, username ?? "")?.mobile !== mobile) {
    throw invalidField("mobile", "invalid");
  }
}

/** Changes a right code into a ticket; a code works once. */
function check(context: Context): Reply {
  const subject = context.param("subject");
  const mobile = context.query("mobile");
  const code = context.query("code");
  // The reference does not translate these two.
  if (!mobile) throw invalidField("mobile", "This field is required.");
  if (!code) throw invalidField("code", "This field is required.");
  const { codes } = context.services;
  if (!codes.prove(`sms:${subject}:${mobile}`, code)) throw invalidField("code", "invalid");
  const ticket = newTicket();
  codes.put(`ticket:${subject}:${ticket}`, mobile, TICKET_LIFE, mobile);
  return ok({ sms_token: ticket, expired: Math.floor(Date.now() / 1000) + TICKET_LIFE });
}

/** The mobile that a ticket proves; 400 for one that is not good. */
export function provenMobile(context: Context, subject: string, ticket: string): string {
  const mobile = context.services.codes.peek(`ticket:${subject}:${ticket}`);
  if (mobile === undefined) throw invalidField("sms_token", "invalid");
  return mobile;
}

/** Uses a ticket up. */
export function spendTicket(context: Context, subject: string, ticket: string): void {
  context.services.codes.take(`ticket:${subject}:${ticket}`);
}

/** The user who has a mobile. */
export function userOfMobile(context: Context, mobile: string): UserRow | undefined {
  return context.db.get<UserRow>("SELECT * FROM users WHERE mobile = ? AND deleted = 0", mobile);
}

function common(context: Context): Reply {
  if (context.method === "GET") throw invalidField("mobile", "This field is required.");
  const { mobile = "" } = validate({ mobile: text({ required: true }) }, context.body.data());
  if (!MOBILE.test(mobile)) throw invalidField("mobile", message("choice", mobile));
  throw invalidField("mobile", "unsupported");
}

/** Codes by SMS. */
export const smsRoutes: Resource[] = [
  { path: "service/sms/", guard: anyone, methods: { GET: common, POST: common } },
  { path: "service/sms/<word:subject>/", guard, methods: { GET: check, POST: send } },
];
