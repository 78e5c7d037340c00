import { z } from "zod";
import { checkPassword, hashPassword } from "../../model/passwords";
import { type Context, type Endpoint, endpoint, open, post } from "../endpoint";
import { checkActive, deleteUser, updateUser, userOf } from "../model/users";
import { type UserRow } from "../model/tables";
import { Failure, invalid } from "../wire/failure";
import { passwordEncryptType } from "../password-key";
import { optional, text } from "../wire/fields";
import { json } from "../views";
import { callingUser } from "./caller";
import { TICKET_LIFE, makeTicket, peekTicket, useCode, useTicket } from "./pass-codes";
import { phoneAddress } from "../phones";
import { type Account, accountOf } from "./sign-in";
import { same } from "../../same";

const BY_CODE = {
  verifyMethod: z.enum(["EMAIL_PASSCODE", "PHONE_PASSCODE", "PASSWORD"]),
  emailPassCodePayload: z.object({ email: text, passCode: text }).optional(),
  phonePassCodePayload: z
    .object({ phoneNumber: text, passCode: text, phoneCountryCode: optional(text) })
    .optional(),
};

/** The address whose code was shown right. */
function provenAddress(
  context: Context,
  { emailPassCodePayload: mail, phonePassCodePayload: sms }: z.output<z.ZodObject<typeof BY_CODE>>,
  channel: string,
): Account {
  if (mail) {
    useCode(context, mail.email, channel, mail.passCode);
    return { email: mail.email };
  }
  if (!sms) throw invalid("a pass code payload must be given");
  const { phoneNumber: phone, phoneCountryCode, passCode } = sms;
  useCode(context, phoneAddress(phone, phoneCountryCode), channel, passCode);
  return { phone, phoneCountryCode };
}

const RESET = z.object(BY_CODE);

function verifyReset(context: Context, input: z.output<typeof RESET>) {
  const user = accountOf(context, provenAddress(context, input, "CHANNEL_RESET_PASSWORD"));
  if (!user) throw new Failure(404, { zh: "用户不存在", en: "The user does not exist" }, 2004);
  checkActive(user);
  const passwordResetToken = makeTicket(context, "reset-password", user.key);
  return { passwordResetToken, tokenExpiresIn: TICKET_LIFE };
}

/** Who a ticket is for; they may have been suspended since they got it. */
function holderOf({ db }: Context, key: string): UserRow {
  const user = userOf(db, key);
  checkActive(user);
  return user;
}

/** The same, and the ticket is used up. */
const ticketHolder = (context: Context, purpose: string, ticket: string): UserRow =>
  holderOf(context, useTicket(context, purpose, ticket));

const wrongPassword = () => new Failure(400, { zh: "密码错误", en: "The password is wrong" }, 2333);

/** Whether somebody knows their own password. */
async function isOwn({ attempts }: Context, user: UserRow, password: string): Promise<boolean> {
  const check = () => checkPassword(password, user.password);
  return Boolean(await attempts.check(user, user.key, check));
}

const NEW_PASSWORD = z.object({
  newPassword: text.min(1),
  oldPassword: optional(text),
  passwordResetToken: optional(text),
  passwordEncryptType,
});

/** Whose password is changed: whom a ticket is for, else who is signed in. */
function changing(context: Context, ticket: string | null | undefined): UserRow {
  if (!ticket) return callingUser(context);
  return holderOf(context, peekTicket(context, "reset-password", ticket));
}

/** Writes somebody's new password: it is their own, and not rated yet. */
function setPassword({ db }: Context, user: UserRow, password: string): void {
  const own = { resetPasswordOnNextLogin: false, passwordSecurityLevel: null };
  updateUser(db, user, { password, profile: JSON.stringify({ ...json(user.profile), ...own }) });
}

const resetRoutes: Endpoint[] = [
  open(post("verify-reset-password-request", RESET, verifyReset)),
  endpoint({
    path: "reset-password",
    open: true,
    input: z.object({
      ...same(text.min(1), "password", "passwordResetToken"),
      passwordEncryptType,
    }),
    prepare: async ({ passwordKey }, { password, passwordEncryptType: type }) =>
      (await hashPassword(await passwordKey.decrypt(password, type))).stored,
    run: (context, input, password) => {
      const user = ticketHolder(context, "reset-password", input.passwordResetToken);
      setPassword(context, user, password);
    },
  }),
  endpoint({
    path: "update-password",
    open: true,
    input: NEW_PASSWORD,
    prepare: async (context, input) => {
      const { newPassword, oldPassword, passwordEncryptType: type } = input;
      const { passwordKey } = context;
      const user = changing(context, input.passwordResetToken);
      const old = await passwordKey.decrypt(oldPassword ?? "", type);
      if (user.password !== null && !(await isOwn(context, user, old))) throw wrongPassword();
      return (await hashPassword(await passwordKey.decrypt(newPassword, type))).stored;
    },
    run: (context, { passwordResetToken }, password) => {
      const user = changing(context, passwordResetToken);
      if (passwordResetToken) useTicket(context, "reset-password", passwordResetToken);
      setPassword(context, user, password);
    },
  }),
  open(
    post("validate-password", z.object({ password: optional(text) }), (_context, { password }) => ({
      valid: Boolean(password),
    })),
  ),
];

const DELETE = z.object({
  ...BY_CODE,
  passwordPayload: z.object({ password: text, passwordEncryptType }).optional(),
});

const deleteRoutes: Endpoint[] = [
  endpoint({
    path: "verify-delete-account-request",
    open: true,
    input: DELETE,
    prepare: async (context, { passwordPayload }) => {
      if (!passwordPayload) return undefined;
      const { password, passwordEncryptType: type } = passwordPayload;
      const clear = await context.passwordKey.decrypt(password, type);
      return isOwn(context, callingUser(context), clear);
    },
    run: (context, input, known) => {
      const user = callingUser(context);
      if (known === false) throw wrongPassword();
      if (known === undefined) {
        const proven = accountOf(context, provenAddress(context, input, "CHANNEL_DELETE_ACCOUNT"));
        if (proven?.id !== user.id) throw invalid("the code is for somebody else's address");
      }
      const deleteAccountToken = makeTicket(context, "delete-account", user.key);
      return { deleteAccountToken, tokenExpiresIn: TICKET_LIFE };
    },
  }),
  open(
    post("delete-account", z.object({ deleteAccountToken: text.min(1) }), (context, input) => {
      deleteUser(context.db, ticketHolder(context, "delete-account", input.deleteAccountToken).id);
    }),
  ),
];

/** Passwords, and the end of an account. */
export const accountRoutes: Endpoint[] = [...resetRoutes, ...deleteRoutes];
