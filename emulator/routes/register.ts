import { type Derived, hashPassword } from "../model/passwords";
import { issueToken } from "../model/tokens";
import { createUser, findUser, getUser } from "../model/users";
import { text } from "../wire/field-types";
import { validate } from "../wire/fields";
import { invalidField } from "../wire/refusal";
import { selfView } from "../wire/views/user";
import { provenEmail } from "./email";
import { audit, person } from "./audit";
import { type Context, anyone } from "./context";
import { type Resource, created, prepared } from "./router";
import { provenMobile, spendTicket } from "./sms";

const FIELDS = {
  username: text({ required: true, min: 4, max: 16 }),
  password: text({ required: true }),
  sms_token: text(),
  email_token: text(),
};

interface Registration {
  username: string;
  contact: { mobile: string } | { private_email: string };
  ticket: string | undefined;
  derived: Derived;
}

/** Who registers himself, his mobile or address proven. */
function check(context: Context): Omit<Registration, "derived"> & { password: string } {
  const body = validate(FIELDS, context.body.data());
  const { username = "", password = "", sms_token: sms, email_token: email } = body;
  if (findUser(context.db, username)) throw invalidField("username", "existed");
  if (sms !== undefined) {
    const mobile = provenMobile(context, "register", sms);
    return { username, password, ticket: sms, contact: { mobile } };
  }
  if (email !== undefined) {
    const address = provenEmail(context, "register", email);
    return { username, password, ticket: undefined, contact: { private_email: address } };
  }
  throw invalidField("auth_token", 'auth_token is required, like "sms_token" or "email_token"');
}

async function prepare(context: Context): Promise<Registration> {
  const { password, ...checked } = check(context);
  return { ...checked, derived: await hashPassword(password) };
}

function register(context: Context, { username, contact, ticket, derived }: Registration) {
  const { db } = context;
  check(context);
  const user = createUser(db, {
    username,
    ...contact,
    password: derived.stored,
    origin: "register",
    extern: 1,
  });
  if (ticket !== undefined) spendTicket(context, "register", ticket);
  audit(context, user, "ucenter_register", `${person(user)}注册`);
  const token = issueToken(db, user.id, derived.key);
  return created({ ...selfView(db, getUser(db, user.id) ?? user), token });
}

/** People who come by themselves. */
export const registerRoutes: Resource[] = [
  {
    path: "ucenter/register/",
    guard: anyone,
    methods: { POST: prepared({ prepare, run: register }) },
  },
];
