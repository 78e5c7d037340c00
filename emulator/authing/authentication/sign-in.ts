import { z } from "zod";
import { checkPassword, hashPassword } from "../../model/passwords";
import { type Context, type Endpoint, endpoint, open, post } from "../endpoint";
import {
  type UserIdType,
  checkActive,
  createUser,
  findUser,
  updateUser,
  userOf,
} from "../model/users";
import { type AppRow, type UserRow } from "../model/tables";
import { Failure, invalid, malformed } from "../wire/failure";
import { passwordEncryptType } from "../password-key";
import { anything, flag, optional, text, unserved } from "../wire/fields";
import { json, userView } from "../views";
import { IDENTIFIERS, USER_FIELDS, type UserFields, userColumns } from "../routes/user-fields";
import { callingApp } from "./caller";
import { passwordLevel } from "./password-level";
import { TICKET_LIFE, makeTicket, useCode } from "./pass-codes";
import { isOf, phoneAddress } from "../phones";
import { type Issued, keepTokens, makeTokens } from "./tokens";
import { same } from "../../same";

const ACCOUNT = {
  ...same(optional(text), "username", "email", "phone", "phoneCountryCode", "account"),
};
/** An account, of which a phone may be from outside of China. */
export type Account = z.output<z.ZodObject<typeof ACCOUNT>>;

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
    if (user && (type !== "phone" || isOf(user, input.phoneCountryCode))) return user;
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

/**
 * `context` is for pipelines, of which there are none here. No captcha is ever asked for, so one that
 * is shown all the same says nothing: who guesses passwords is slowed down instead.
 */
const SIGN_IN_OPTIONS = z.object({
  ...same(optional(text), "scope", "clientIp", "captchaCode", "captchaToken"),
  ...same(optional(anything), "customData", "context"),
  autoRegister: optional(flag),
  passwordEncryptType,
  ...unserved("there are no tenants", "tenantId"),
});

const SIGN_IN = z.object({
  connection: z.enum(["PASSWORD", "PASSCODE", "LDAP", "AD"]),
  passwordPayload: z.object({ ...ACCOUNT, password: text.min(1) }).optional(),
  passCodePayload: PASS_CODE.optional(),
  options: optional(SIGN_IN_OPTIONS),
  client_id: optional(text),
  client_secret: optional(text),
});

interface Prepared {
  user: UserRow;
  issued: Issued;
  /** In plain, where they signed in by it. */
  password: string | undefined;
}

async function prepareSignIn(context: Context, input: z.output<typeof SIGN_IN>): Promise<Prepared> {
  const app = signingInto(context, input);
  const password = await passwordIn(context, input);
  const user = await signingIn(context, input, password);
  checkActive(user);
  if (password !== undefined) checkOwn(context, user);
  const scope = input.options?.scope || "openid profile";
  return { user, issued: await makeTokens(context, { app, user, scope }), password };
}

/** Who must set a password of their own first is refused, with the token to do it by. */
function checkOwn(context: Context, user: UserRow): void {
  if (json(user.profile)["resetPasswordOnNextLogin"] !== true) return;
  const token = makeTicket(context, "reset-password", user.key);
  const text = { zh: "请先修改密码", en: "The password must be changed first" };
  throw new Failure(403, text, 1639, { token, tokenExpiresIn: TICKET_LIFE });
}

/** The password in plain; `undefined` where they sign in by something else. */
async function passwordIn({ passwordKey }: Context, input: z.output<typeof SIGN_IN>) {
  if (input.connection !== "PASSWORD" || !input.passwordPayload) return undefined;
  return passwordKey.decrypt(input.passwordPayload.password, input.options?.passwordEncryptType);
}

/** Who signs in, proven by a password or a code. */
async function signingIn(
  context: Context,
  input: z.output<typeof SIGN_IN>,
  password: string | undefined,
): Promise<UserRow> {
  const { connection, passwordPayload, passCodePayload, options } = input;
  if (connection === "LDAP" || connection === "AD") {
    throw invalid({ zh: "未配置该身份源", en: `No ${connection} is connected` });
  }
  if (connection === "PASSCODE") return byCode(context, passCodePayload, options);
  if (!passwordPayload || password === undefined) throw wrong();
  if (options?.autoRegister) await register(context, passwordPayload, password);
  return checkedAccount(context, passwordPayload, password);
}

/** Makes the user of an account where there is none, before they sign in. */
async function register(context: Context, input: Account, password: string): Promise<void> {
  if (input.account) {
    throw invalid({
      zh: "使用 account 登录时不支持 autoRegister，请使用 username、email 或 phone",
      en: "autoRegister needs a username, an email or a phone: an account may be any of them",
    });
  }
  if (accountOf(context, input)) return;
  const { stored } = await hashPassword(password);
  const { username, email, phone } = input;
  await context.batch.run(() => {
    // Again, because two may sign in for the first time at once.
    if (!accountOf(context, input)) newcomer(context, { username, email, phone }, stored);
  });
}

/** Makes a user of who came by themselves. */
function newcomer(
  { db, ip }: Context,
  fields: UserFields,
  password: string | null,
  clientIp?: string | null,
): UserRow {
  const problem = z.object(IDENTIFIERS).safeParse(fields).error;
  if (problem) throw malformed(String(problem.issues[0]?.path[0]));
  const columns = userColumns(fields);
  const profile = JSON.stringify({
    ...json(columns.profile),
    userSourceType: "register",
    lastIp: clientIp || ip,
  });
  return createUser(db, { ...columns, profile, password });
}

/** The application, which need not show its secret; 401 for a wrong one. */
function signingInto(context: Context, input: z.output<typeof SIGN_IN>): AppRow {
  const app = callingApp(context, input.client_id);
  if (!input.client_secret || input.client_secret === app.secret) return app;
  throw new Failure(401, { zh: "应用密钥错误", en: "The app secret is wrong" }, 2020);
}

/** Where a code was sent to; an email goes before a phone. */
const addressOf = ({ email, phone, phoneCountryCode }: Partial<z.output<typeof PASS_CODE>>) =>
  email || (phone ? phoneAddress(phone, phoneCountryCode) : "");

/** Who shows a code that was sent to them; who has a phone and is not known becomes a user. */
async function byCode(
  context: Context,
  input: z.output<typeof PASS_CODE> | undefined,
  options: z.output<typeof SIGN_IN>["options"],
): Promise<UserRow> {
  const address = addressOf(input ?? {});
  if (!input || !address) throw invalid("passCodePayload must name an email or a phone");
  useCode(context, address, "CHANNEL_LOGIN", input.passCode);
  const user = accountOf(context, input);
  if (user) return user;
  if (input.email || options?.autoRegister === false) {
    throw new Failure(404, { zh: "用户不存在", en: "The user does not exist" }, 2004);
  }
  const { phone, phoneCountryCode } = input;
  const fields = { phone, phoneCountryCode, phoneVerified: true };
  return context.batch.run(() => newcomer(context, fields, null));
}

function signIn(
  { db, ip }: Context,
  { options }: z.output<typeof SIGN_IN>,
  { user: { key }, issued, password }: Prepared,
) {
  const user = userOf(db, key);
  const profile = json(user.profile);
  updateUser(db, user, {
    ...userColumns({ customData: options?.customData }, user),
    profile: JSON.stringify({
      ...profile,
      loginsCount: Number(profile["loginsCount"] ?? 0) + 1,
      lastLogin: new Date().toISOString(),
      lastIp: options?.clientIp || ip,
      ...(password && { passwordSecurityLevel: passwordLevel(password) }),
    }),
  });
  const { expires_in, ...tokens } = keepTokens(db, issued);
  return { ...tokens, expire_in: expires_in };
}

/** What nobody tells of themselves: codes and administrators do. */
const {
  password: _,
  status: _status,
  emailVerified: _emailVerified,
  phoneVerified: _phoneVerified,
  ...PROFILE
} = USER_FIELDS;

/** `context` is kept as custom data (the vendor's DTO), unlike at a sign-in. */
const SIGN_UP_OPTIONS = z.object({
  ...same(optional(text), "clientIp", "passwordForPhonePassCode"),
  ...same(
    optional(text),
    "emailPassCodeForInformationCompletion",
    "phonePassCodeForInformationCompletion",
  ),
  context: optional(anything),
  passwordEncryptType,
});

const SIGN_UP = z.object({
  connection: z.enum(["PASSWORD", "PASSCODE"]),
  passwordPayload: z.object({ ...ACCOUNT, password: text.min(1) }).optional(),
  passCodePayload: PASS_CODE.optional(),
  profile: optional(z.object(PROFILE)),
  options: optional(SIGN_UP_OPTIONS),
});

/** An address beside the one that somebody signs up by needs a code, too. */
function completed(
  context: Context,
  address: string | null | undefined,
  way: "email" | "phone",
  options: z.output<typeof SIGN_UP>["options"],
): void {
  if (!address) return;
  const name = `${way}PassCodeForInformationCompletion` as const;
  const code = options?.[name];
  if (!code) throw invalid(`profile.${way} needs options.${name}, the code that was sent to it`);
  useCode(context, address, `CHANNEL_COMPLETE_${way.toUpperCase()}`, code);
}

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
    const { passCode = "" } = passCodePayload ?? {};
    useCode(context, addressOf(payload), "CHANNEL_REGISTER", passCode);
  }
  if (!email) completed(context, profile?.email, "email", input.options);
  if (!phone) completed(context, profile?.phone, "phone", input.options);
  const user = newcomer(
    context,
    {
      ...profile,
      customData: { ...input.options?.context, ...profile?.customData },
      ...(username && { username }),
      ...(email && { email }),
      ...(phone && { phone, phoneCountryCode: payload.phoneCountryCode }),
      ...(passCodePayload && { emailVerified: Boolean(email), phoneVerified: Boolean(phone) }),
    },
    password,
    input.options?.clientIp,
  );
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
    prepare: async ({ passwordKey }, { passwordPayload, options }) => {
      const chosen = passwordPayload?.password || options?.passwordForPhonePassCode;
      if (!chosen) return null;
      const clear = await passwordKey.decrypt(chosen, options?.passwordEncryptType);
      return (await hashPassword(clear)).stored;
    },
    run: signUp,
  }),
  open(
    post("signin-by-mobile", z.object({ extIdpConnidentifier: text.min(1) }), () => {
      throw invalid({ zh: "未配置该身份源", en: "No such identity source is connected" });
    }),
  ),
];
