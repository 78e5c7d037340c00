import { newTicket } from "../model/codes";
import { settings } from "../model/settings";
import { isEmailTaken } from "../model/users";
import { text } from "../wire/field-types";
import { type Fields, type Values, validate } from "../wire/fields";
import { invalid, invalidField, notFound } from "../wire/refusal";
import { type Context } from "./context";
import { type Reply, type Resource, created, ok } from "./router";

/** What a mail is sent for, and what its request must name. */
const SUBJECTS: Record<string, Fields> = {
  register: { email: text({ required: true }) },
  reset_password: { email: text({ required: true }) },
  activate_user: { key: text({ required: true }) },
  update_email: { email: text({ required: true }), password: text({ required: true }) },
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
function send(context: Context): Reply {
  const subject = context.param("subject");
  const body = validate(SUBJECTS[subject] ?? {}, context.body.data()) as Values<{
    email: ReturnType<typeof text>;
  }>;
  if (subject === "activate_user") throw invalidField("key", "invalid");
  const { email = "" } = body;
  if (email.length > LONGEST || !/^[^\s@]+@[^\s@]+$/.test(email))
    throw invalidField("email", "invalid");
  const isTaken = isEmailTaken(context.db, email);
  if (subject !== "reset_password" && isTaken) throw invalid({ email: { email: ["existed"] } });
  if (subject === "reset_password" && !isTaken) throw invalidField("email", "invalid");
  const token = newTicket();
  context.services.codes.put(`email:${subject}:${token}`, email, LIFE, email);
  context.services.log(`Mail to ${email} (${subject}): ${token}`);
  return created({ email });
}

/** Whose address a token proves. */
function check(context: Context): Reply {
  const subject = context.param("subject");
  const token = context.query("email_token") ?? "";
  const email = context.services.codes.peek(`email:${subject}:${token}`);
  if (email === undefined) throw invalidField("email_token", "invalid");
  return ok({ email });
}

/** The address that a token proves; 400 for one that is not good. */
export function provenEmail(context: Context, subject: string, token: string): string {
  const email = context.services.codes.peek(`email:${subject}:${token}`);
  if (email === undefined) throw invalidField("email_token", "invalid");
  return email;
}

/** Tokens by mail. */
export const emailRoutes: Resource[] = [
  { path: "service/email/<word:subject>/", guard, methods: { GET: check, POST: send } },
];
