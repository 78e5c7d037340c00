import { z } from "zod";
import { checkPassword, hashPassword } from "../../model/passwords";
import { type Context, type Endpoint, endpoint } from "../endpoint";
import { type UserIdType, createUser, findUser, updateUser, userOf } from "../model/users";
import { type AppRow, type UserRow } from "../model/tables";
import { Failure, invalid } from "../wire/failure";
import { optional, text } from "../wire/fields";
import { json, userView } from "../views";
import { USER_FIELDS, userColumns } from "../routes/user-fields";
import { callingApp } from "./caller";
import { useCode } from "./pass-codes";
import { type Issued, keepTokens, makeTokens } from "./tokens";
import { same } from "../../same";

const ACCOUNT = {
  ...same(optional(text), "username", "email", "phone", "account"),
};
type Account = z.output<z.ZodObject<typeof ACCOUNT>>;

const PASS_CODE = z.object({
  passCode: text.min(1),
  ...same(optional(text), "email", "phone", "phoneCountryCode"),
});

const wrong = () =>
  new Failure(400, { zh: "用户名或密码错误", en: "The account or password is wrong" }, 2333);

/** Who an account names; `account` may be any of the three. */
export function accountOf({ db }: Context, input: Account): UserRow | undefined {
  const { account = "" } = input;
  const ways: [string | null | undefined, UserIdType][] = [
    [input.username ?? account, "username"],
    [input.email ?? account, "email"],
    [input.phone ?? account, "phone"],
  ];
  for (const [id, type] of ways) {
    const user = id ? findUser(db, id, type) : undefined;
    if (user) return user;
  }
  return undefined;
}

/** The user of an account whose password this is; 400 otherwise, which does not say what is wrong. */
export async function checkedAccount(
  context: Context,
  input: Account,
  password: string,
): Promise<UserRow> {
  const user = accountOf(context, input);
  const name = input.username ?? input.email ?? input.phone ?? input.account ?? "";
  const check = () => checkPassword(password, user?.password);
  if (!(await context.attempts.check(user, name, check)) || !user) throw wrong();
  return user;
}

/** 403 of somebody who is suspended, resigned or archived. */
export function checkActive(user: UserRow): void {
  if (user.status === "Activated") return;
  throw new Failure(403, { zh: "账号已停用", en: "The account is not active" });
}

const SIGN_IN = z.object({
  connection: z.enum(["PASSWORD", "PASSCODE", "LDAP", "AD"]),
  passwordPayload: z.object({ ...ACCOUNT, password: text.min(1) }).optional(),
  passCodePayload: PASS_CODE.optional(),
  options: z
    .object({ scope: optional(text) })
    .nullable()
    .optional(),
  client_id: optional(text),
  client_secret: optional(text),
});

interface Prepared {
  user: UserRow;
  issued: Issued;
}

async function prepareSignIn(context: Context, input: z.output<typeof SIGN_IN>): Promise<Prepared> {
  const app = signingInto(context, input);
  const user = await signingIn(context, input);
  checkActive(user);
  const scope = input.options?.scope || "openid profile";
  return { user, issued: await makeTokens(context, { app, user, scope }) };
}

/** Who signs in, proven by a password or a code. */
async function signingIn(context: Context, input: z.output<typeof SIGN_IN>): Promise<UserRow> {
  const { connection, passwordPayload, passCodePayload } = input;
  if (connection === "LDAP" || connection === "AD") {
    throw invalid({ zh: "未配置该身份源", en: `No ${connection} is connected` });
  }
  if (connection === "PASSCODE") return byCode(context, passCodePayload);
  if (!passwordPayload) throw wrong();
  return checkedAccount(context, passwordPayload, passwordPayload.password);
}

/** The application, which need not show its secret; 401 for a wrong one. */
function signingInto(context: Context, input: z.output<typeof SIGN_IN>): AppRow {
  const app = callingApp(context, input.client_id);
  if (!input.client_secret || input.client_secret === app.secret) return app;
  throw new Failure(401, { zh: "应用密钥错误", en: "The app secret is wrong" }, 2020);
}

/** Who shows a code that was sent to them, with the address noted as theirs. */
function byCode(context: Context, input: z.output<typeof PASS_CODE> | undefined): UserRow {
  const address = input?.email || input?.phone;
  if (!input || !address) throw invalid("passCodePayload must name an email or a phone");
  useCode(context, address, "CHANNEL_LOGIN", input.passCode);
  const user = accountOf(context, input);
  if (!user) throw new Failure(404, { zh: "用户不存在", en: "The user does not exist" }, 2004);
  return user;
}

function signIn({ db }: Context, _input: unknown, { user: { key }, issued }: Prepared) {
  const user = userOf(db, key);
  const profile = json(user.profile);
  updateUser(db, user, {
    profile: JSON.stringify({
      ...profile,
      loginsCount: Number(profile["loginsCount"] ?? 0) + 1,
      lastLogin: new Date().toISOString(),
    }),
  });
  const { expires_in, ...tokens } = keepTokens(db, issued);
  return { ...tokens, expire_in: expires_in };
}

const { password: _, ...PROFILE } = USER_FIELDS;

const SIGN_UP = z.object({
  connection: z.enum(["PASSWORD", "PASSCODE"]),
  passwordPayload: z.object({ ...ACCOUNT, password: text.min(1) }).optional(),
  passCodePayload: PASS_CODE.optional(),
  profile: z.object(PROFILE).nullable().optional(),
  options: z
    .object({ passwordForPhonePassCode: optional(text) })
    .nullable()
    .optional(),
});

function signUp(context: Context, input: z.output<typeof SIGN_UP>, password: string | null) {
  callingApp(context);
  const { passwordPayload, passCodePayload, profile } = input;
  const payload = input.connection === "PASSWORD" ? passwordPayload : passCodePayload;
  if (!payload) throw invalid("passwordPayload or passCodePayload must be given");
  const { email, phone } = payload;
  const username = passwordPayload?.username;
  if (!username && !email && !phone) {
    throw invalid("Must contain one of the following fields: username, phone, email");
  }
  if (input.connection === "PASSCODE") {
    useCode(context, email || phone || "", "CHANNEL_REGISTER", passCodePayload?.passCode ?? "");
  }
  const columns = userColumns({
    ...profile,
    ...(username && { username }),
    ...(email && { email }),
    ...(phone && { phone }),
    ...(passCodePayload && { emailVerified: Boolean(email), phoneVerified: Boolean(phone) }),
  });
  const user = createUser(context.db, {
    ...columns,
    profile: JSON.stringify({ ...json(String(columns["profile"])), userSourceType: "register" }),
    password,
  });
  return userView(context.db, user, { withCustomData: true });
}

/** Signing in and up. */
export const signInRoutes: Endpoint[] = [
  endpoint({
    path: "signin",
    open: true,
    input: SIGN_IN,
    prepare: prepareSignIn,
    run: signIn,
  }),
  endpoint({
    path: "signup",
    open: true,
    input: SIGN_UP,
    prepare: async (_context, input) => {
      const chosen = input.passwordPayload?.password || input.options?.passwordForPhonePassCode;
      return chosen ? (await hashPassword(chosen)).stored : null;
    },
    run: signUp,
  }),
];
