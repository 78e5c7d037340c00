import { type z } from "zod";
import { Answer } from "../http/answers";
import { type Context } from "../http/context";
import { guarded, loggedIn } from "../http/guarded";
import { type Derived, checkPassword } from "../model/passwords";
import { settings } from "../model/settings";
import { APPS, PERMS, USERS, type UserRow } from "../model/tables";
import { issueToken, revokeToken } from "../model/tokens";
import { findUser, getUser, noteActivity } from "../model/users";
import { text } from "../wire/field-types";
import { changesOf, form, query } from "../wire/fields";
import { message } from "../wire/messages";
import { denied, invalid, invalidField } from "../wire/refusal";
import { selfView } from "../wire/views/user";
import { audit, person } from "./audit";
import { provenMobile, spendTicket, userOfMobile } from "./sms";
import { same } from "../same";

const LOGIN = changesOf({
  ...same(text(), "username", "private_email", "mobile", "password", "sms_token"),
});
type Login = Context<z.output<typeof LOGIN>>;

const badLogin = () => invalid({ non_field_errors: [message("badLogin")] });

/** Who logs in, proven by a password or a code; 400 for any reason, never 401. */
async function logIn(context: Login) {
  const { db, body, services } = context;
  const { allow_email, allow_mobile } = settings(db).account_config;
  if (body.private_email !== undefined && !allow_email) {
    throw invalidField("private_email", "unsupport");
  }
  if (body.mobile !== undefined && !allow_mobile) throw invalidField("mobile", "unsupport");
  if (body.mobile !== undefined) {
    const user = byCode(context, body.sms_token ?? "");
    return () => enter(context, user, undefined);
  }
  const user = userOf(context);
  const { password } = body;
  if (password === undefined) {
    throw invalidField("non_field_errors", 'Must include "password".');
  }
  const name = body.username ?? body.private_email ?? "";
  const check = () => checkPassword(password, user?.password);
  const derived = await services.attempts.check(user, name, check);
  if (!user || !derived) throw badLogin();
  return () => enter(context, user, derived);
}

/** The user whom a login names, if there is one. */
function userOf({ db, body }: Login): UserRow | undefined {
  const { username, private_email } = body;
  if (username !== undefined) return findUser(db, username);
  if (private_email !== undefined) return USERS.find(db, { private_email, deleted: 0 });
  throw invalidField("non_field_errors", 'Must include "username" or "private_email" or "mobile".');
}

/** Who shows a code that was sent to their mobile. */
function byCode(context: Context, ticket: string): UserRow {
  const user = userOfMobile(context, provenMobile(context, "login", ticket));
  if (!user) throw badLogin();
  spendTicket(context, "login", ticket);
  return user;
}

/** Logs in: answers the state before it, so that a first login still shows an unsettled user. */
function enter(context: Context, user: UserRow, derived: Derived | undefined) {
  const { db } = context;
  const current = getUser(db, user.id);
  if (!current || current.deleted || (derived && current.password !== derived.stored)) {
    throw badLogin();
  }
  const token = issueToken(db, user.id, derived?.key);
  const body = { token, ...selfView(db, current) };
  noteActivity(db, user.id);
  audit(context, user, "ucenter_login", `${person(user)}登录`);
  return new Answer(200, body, { "set-cookie": `spauthn=${token}; Path=/` });
}

const postOnly = ({ asked }: Context) => {
  if (asked !== "POST") throw denied();
};

const ASKED = query("app_uid", "perm_uid");

/** Logins and tokens. */
export const authRoutes = [
  guarded(
    postOnly,
    (app) => void app.post("/ucenter/login/", { schema: { body: form(LOGIN) } }, logIn),
    { open: true },
  ),
  guarded(loggedIn, (app) => {
    app.post("/revoke/token/", (context) => {
      revokeToken(context.db, context.user().id);
      return undefined;
    });
    app.get("/auth/token/", { schema: { querystring: ASKED } }, (context) => {
      const { db, query: asked } = context;
      const actor = context.user();
      const { app_uid: uid, perm_uid: perm } = asked;
      if (uid && !APPS.has(db, { uid })) throw invalid({ app_uid: "not exists" });
      const isKnown = perm !== undefined && PERMS.has(db, { uid: perm });
      const may = !isKnown || actor.isAdmin || actor.holds(perm);
      return new Answer(may ? 200 : 403, selfView(db, actor.user));
    });
  }),
];
