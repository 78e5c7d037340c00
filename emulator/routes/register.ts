import { z } from "zod";
import { created } from "../http/answers";
import { type Context } from "../http/context";
import { anyone, guarded } from "../http/guarded";
import { hashPassword } from "../model/passwords";
import { issueToken } from "../model/tokens";
import { createUser, findUser } from "../model/users";
import { text } from "../wire/field-types";
import { form } from "../wire/fields";
import { invalidField } from "../wire/refusal";
import { selfView } from "../wire/views/user";
import { audit, person } from "./audit";
import { provenEmail } from "./email";
import { provenMobile, spendTicket } from "./sms";

const NEW = z.object({
  username: text({ min: 4, max: 16 }),
  password: text(),
  sms_token: text().exactOptional(),
  email_token: text().exactOptional(),
});
type Registration = Context<z.output<typeof NEW>>;

/** The mobile or address that is proven of who registers. */
function provenContact(context: Registration): { mobile: string } | { private_email: string } {
  const { username, sms_token: sms, email_token: email } = context.body;
  if (findUser(context.db, username)) throw invalidField("username", "existed");
  if (sms !== undefined) return { mobile: provenMobile(context, "register", sms) };
  if (email !== undefined) return { private_email: provenEmail(context, "register", email) };
  throw invalidField("auth_token", 'auth_token is required, like "sms_token" or "email_token"');
}

async function register(context: Registration) {
  const { db, body } = context;
  const { username, sms_token: ticket } = body;
  provenContact(context);
  const { stored, key } = await hashPassword(body.password);
  return () => {
    const contact = provenContact(context);
    const fresh = { username, ...contact, password: stored, origin: "register", extern: 1 };
    const user = createUser(db, fresh);
    if (ticket !== undefined) spendTicket(context, "register", ticket);
    audit(context, user, "ucenter_register", `${person(user)}注册`);
    return created({ ...selfView(db, user), token: issueToken(db, user.id, key) });
  };
}

/** People who come by themselves. */
export const registerRoutes = guarded(
  anyone,
  (app) => void app.post("/ucenter/register/", { schema: { body: form(NEW) } }, register),
);
