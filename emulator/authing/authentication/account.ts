import { z } from "zod";
import { checkPassword, hashPassword } from "../../model/passwords";
import { type Context, type Endpoint, endpoint, open, post } from "../endpoint";
import { deleteUser, updateUser, userOf } from "../model/users";
import { type UserRow } from "../model/tables";
import { Failure, invalid } from "../wire/failure";
import { optional, text } from "../wire/fields";
import { callingUser } from "./caller";
import { TICKET_LIFE, makeTicket, useCode, useTicket } from "./pass-codes";
import { accountOf } from "./sign-in";

const BY_CODE = {
  verifyMethod: z.enum(["EMAIL_PASSCODE", "PHONE_PASSCODE", "PASSWORD"]),
  emailPassCodePayload: z.object({ email: text, passCode: text }).optional(),
  phonePassCodePayload: z.object({ phoneNumber: text, passCode: text }).optional(),
};

/** The address whose code was shown right. */
function provenAddress(
  context: Context,
  { emailPassCodePayload: mail, phonePassCodePayload: sms }: z.output<z.ZodObject<typeof BY_CODE>>,
  channel: string,
): { email?: string; phone?: string } {
  if (mail) {
    useCode(context, mail.email, channel, mail.passCode);
    return { email: mail.email };
  }
  if (!sms) throw invalid("a pass code payload must be given");
  useCode(context, sms.phoneNumber, channel, sms.passCode);
  return { phone: sms.phoneNumber };
}

const RESET = z.object(BY_CODE);

function verifyReset(context: Context, input: z.output<typeof RESET>) {
  const user = accountOf(context, provenAddress(context, input, "CHANNEL_RESET_PASSWORD"));
  if (!user) throw new Failure(404, { zh: "用户不存在", en: "The user does not exist" }, 2004);
  const passwordResetToken = makeTicket(context, "reset-password", user.key);
  return { passwordResetToken, tokenExpiresIn: TICKET_LIFE };
}

const wrongPassword = () => new Failure(400, { zh: "密码错误", en: "The password is wrong" }, 2333);

/** Whether somebody knows their own password. */
async function isOwn(
  { attempts }: Context,
  user: UserRow,
  password: string | null | undefined,
): Promise<boolean> {
  const check = () => checkPassword(password ?? "", user.password);
  return Boolean(await attempts.check(user, user.key, check));
}

const NEW_PASSWORD = z.object({ newPassword: text.min(1), oldPassword: optional(text) });

const resetRoutes: Endpoint[] = [
  open(post("verify-reset-password-request", RESET, verifyReset)),
  endpoint({
    path: "reset-password",
    open: true,
    input: z.object({ password: text.min(1), passwordResetToken: text.min(1) }),
    prepare: async (_context, { password }) => (await hashPassword(password)).stored,
    run: (context, input, password) => {
      const key = useTicket(context, "reset-password", input.passwordResetToken);
      updateUser(context.db, userOf(context.db, key), { password });
    },
  }),
  endpoint({
    path: "update-password",
    open: true,
    input: NEW_PASSWORD,
    prepare: async (context, { newPassword, oldPassword }) => {
      const user = callingUser(context);
      if (user.password !== null && !(await isOwn(context, user, oldPassword))) {
        throw wrongPassword();
      }
      return (await hashPassword(newPassword)).stored;
    },
    run: (context, _input, password) => {
      updateUser(context.db, callingUser(context), { password });
    },
  }),
];

const DELETE = z.object({
  ...BY_CODE,
  passwordPayload: z.object({ password: text }).optional(),
});

const deleteRoutes: Endpoint[] = [
  endpoint({
    path: "verify-delete-account-request",
    open: true,
    input: DELETE,
    prepare: async (context, { passwordPayload }) =>
      passwordPayload && (await isOwn(context, callingUser(context), passwordPayload.password)),
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
      const key = useTicket(context, "delete-account", input.deleteAccountToken);
      deleteUser(context.db, userOf(context.db, key).id);
    }),
  ),
];

/** Passwords, and the end of an account. */
export const accountRoutes: Endpoint[] = [...resetRoutes, ...deleteRoutes];
