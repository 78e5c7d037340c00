import { z } from "zod";
import { type Context } from "../http/context";
import { anyone, guarded } from "../http/guarded";
import { checkPassword, hashPassword } from "../model/passwords";
import { type UserRow } from "../model/tables";
import { revokeToken } from "../model/tokens";
import { findUser, updateUser } from "../model/users";
import { text } from "../wire/field-types";
import { form } from "../wire/fields";
import { message } from "../wire/messages";
import { invalidField } from "../wire/refusal";
import { audit, person } from "./audit";
import { provenMobile, spendTicket, userOfMobile } from "./sms";
import { same } from "../same";

const CHANGE = z.object({
  ...same(text().exactOptional(), "username", "old_password", "sms_token"),
  new_password: text(),
});
type Change = Context<z.output<typeof CHANGE>>;

/** Changes the password of who proves themselves by the old one or by a code sent to their mobile. */
async function change(context: Change) {
  const { db, body } = context;
  const { sms_token: ticket } = body;
  const user =
    ticket === undefined
      ? await provenByPassword(context)
      : userOfMobile(context, provenMobile(context, "reset_password", ticket));
  if (!user) throw invalidField("sms_token", "invalid");
  const { stored } = await hashPassword(body.new_password);
  return () => {
    if (ticket !== undefined) spendTicket(context, "reset_password", ticket);
    updateUser(db, user.id, { password: stored, require_reset: 0 });
    // All their sessions end.
    revokeToken(db, user.id);
    audit(context, user, "ucenter_reset_pwd", `${person(user)} 重置密码`);
    return { mobile: user.mobile, username: user.username };
  };
}

async function provenByPassword({ db, services, body }: Change): Promise<UserRow> {
  const { username, old_password: password } = body;
  if (username === undefined) throw invalidField("username", message("required"));
  if (password === undefined) throw invalidField("old_password", message("required"));
  const user = findUser(db, username);
  const check = () => checkPassword(password, user?.password);
  const proven = await services.attempts.check(user, username, check);
  if (!user) throw invalidField("username", "invalid");
  if (!proven) throw invalidField("old_password", "invalid");
  return user;
}

/** One's own password. */
export const ownPasswordRoutes = guarded(
  anyone,
  (app) => void app.put("/ucenter/password/", { schema: { body: form(CHANGE) } }, change),
);
