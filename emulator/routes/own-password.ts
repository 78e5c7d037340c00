import { checkPassword, hashPassword } from "../model/passwords";
import { revokeToken } from "../model/tokens";
import { type UserRow, findUser, updateUser } from "../model/users";
import { text } from "../wire/field-types";
import { type Values, validate } from "../wire/fields";
import { message } from "../wire/messages";
import { invalidField } from "../wire/refusal";
import { audit, person } from "./audit";
import { type Context, anyone } from "./context";
import { type Reply, type Resource, ok, prepared } from "./router";
import { provenMobile, spendTicket, userOfMobile } from "./sms";

const FIELDS = {
  username: text(),
  old_password: text(),
  sms_token: text(),
  new_password: text({ required: true }),
};

interface Change {
  user: UserRow;
  ticket: string | undefined;
  stored: string;
}

/** Who changes his password, proven by the old one or by a code sent to his mobile. */
async function prepare(context: Context): Promise<Change> {
  const body = validate(FIELDS, context.body.data());
  const user =
    body.sms_token === undefined
      ? await provenByPassword(context, body)
      : userOfMobile(context, provenMobile(context, "reset_password", body.sms_token));
  if (!user) throw invalidField("sms_token", "invalid");
  const { stored } = await hashPassword(body.new_password ?? "");
  return { user, ticket: body.sms_token, stored };
}

async function provenByPassword(context: Context, body: Values<typeof FIELDS>): Promise<UserRow> {
  if (body.username === undefined) throw invalidField("username", message("required"));
  if (body.old_password === undefined) throw invalidField("old_password", message("required"));
  const { username, old_password: password } = body;
  const user = findUser(context.db, username);
  const proven = await context.services.attempts.check(user, username, () =>
    checkPassword(password, user?.password),
  );
  if (!user) throw invalidField("username", "invalid");
  if (!proven) throw invalidField("old_password", "invalid");
  return user;
}

/** Sets the password, and ends the token of all his sessions. */
function change(context: Context, { user, ticket, stored }: Change): Reply {
  const { db } = context;
  if (ticket !== undefined) spendTicket(context, "reset_password", ticket);
  updateUser(db, user.id, { password: stored, require_reset: 0 });
  revokeToken(db, user.id);
  audit(context, user, "ucenter_reset_pwd", `${person(user)} 重置密码`);
  return ok({ mobile: user.mobile, username: user.username });
}

/** One's own password. */
export const ownPasswordRoutes: Resource[] = [
  {
    path: "ucenter/password/",
    guard: anyone,
    methods: { PUT: prepared({ prepare, run: change }) },
  },
];
