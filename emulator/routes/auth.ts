import { type Derived, checkPassword } from "../model/passwords";
import { issueToken, revokeToken } from "../model/tokens";
import { type UserRow, findUser, getUser, noteActivity } from "../model/users";
import { text } from "../wire/field-types";
import { type Values, validate } from "../wire/fields";
import { message } from "../wire/messages";
import { denied, invalid, invalidField } from "../wire/refusal";
import { selfView } from "../wire/views/user";
import { settings } from "../model/settings";
import { audit, person } from "./audit";
import { type Context, loggedIn } from "./context";
import { type Resource, ok, prepared } from "./router";
import { provenMobile, spendTicket, userOfMobile } from "./sms";

const LOGIN = {
  username: text(),
  private_email: text(),
  mobile: text(),
  password: text(),
  sms_token: text(),
};

const badLogin = () => invalid({ non_field_errors: [message("badLogin")] });

interface Login {
  user: UserRow;
  /** What the password yields; nothing for a login without one. */
  derived?: Derived;
}

/** Who logs in, with his password checked; 400 for any reason, never 401. */
async function checkLogin(context: Context): Promise<Login> {
  const body = validate(LOGIN, context.body.data());
  const { allow_email, allow_mobile } = settings(context.db).account_config;
  if (body.private_email !== undefined && !allow_email) {
    throw invalidField("private_email", "unsupport");
  }
  if (body.mobile !== undefined && !allow_mobile) throw invalidField("mobile", "unsupport");
  if (body.mobile !== undefined) return checkMobileLogin(context, body.sms_token ?? "");
  const user = userOf(context, body);
  if (body.password === undefined) {
    throw invalidField("non_field_errors", 'Must include "password".');
  }
  const { password } = body;
  const name = body.username ?? body.private_email ?? "";
  const derived = await context.services.attempts.check(user, name, () =>
    checkPassword(password, user?.password),
  );
  if (!user || !derived) throw badLogin();
  return { user, derived };
}

/** The user whom a login names, if there is one. */
function userOf(context: Context, body: Values<typeof LOGIN>): UserRow | undefined {
  if (body.username !== undefined) return findUser(context.db, body.username);
  if (body.private_email !== undefined) {
    return context.db.get<UserRow>(
      "SELECT * FROM users WHERE private_email = ? AND deleted = 0",
      body.private_email,
    );
  }
  throw invalidField("non_field_errors", 'Must include "username" or "private_email" or "mobile".');
}

/** A login by a code that was sent to the user's mobile. */
function checkMobileLogin(context: Context, ticket: string): Login {
  const user = userOfMobile(context, provenMobile(context, "login", ticket));
  if (!user) throw badLogin();
  spendTicket(context, "login", ticket);
  return { user };
}

/** Logs in: answers the state before it, so that a first login still shows an unsettled user. */
function logIn(context: Context, { user, derived }: Login) {
  const { db } = context;
  const current = getUser(db, user.id);
  if (!current || current.deleted || (derived && current.password !== derived.stored)) {
    throw badLogin();
  }
  const token = issueToken(db, user.id, derived?.key);
  const body = { token, ...selfView(db, current) };
  noteActivity(db, user.id);
  audit(context, user, "ucenter_login", `${person(user)}登录`);
  return { ...ok(body), headers: { "set-cookie": `spauthn=${token}; Path=/` } };
}

/** Logins and tokens. */
export const authRoutes: Resource[] = [
  {
    path: "ucenter/login/",
    guard: (context) => {
      if (context.method !== "POST") throw denied();
    },
    methods: { POST: prepared({ prepare: checkLogin, run: logIn }) },
    open: true,
  },
  {
    path: "revoke/token/",
    guard: loggedIn,
    methods: {
      POST: (context) => {
        revokeToken(context.db, context.user().id);
        return ok();
      },
    },
  },
  {
    path: "auth/token/",
    guard: loggedIn,
    methods: {
      GET: (context) => {
        const { db } = context;
        const actor = context.user();
        const app = context.query("app_uid");
        if (app && !db.get("SELECT 1 FROM apps WHERE uid = ?", app)) {
          throw invalid({ app_uid: "not exists" });
        }
        const perm = context.query("perm_uid");
        const known = perm && db.get("SELECT 1 FROM perms WHERE uid = ?", perm);
        const may = !known || actor.isAdmin || actor.holds(perm);
        return { status: may ? 200 : 403, body: selfView(db, actor.user) };
      },
    },
  },
];
