import { z } from "zod";
import { type Context } from "../endpoint";
import { flag, optional, text } from "../wire/fields";
import { same } from "../../same";
import { type UserRow } from "../model/tables";

/** Who hears of a new account; `appId` would choose the address of a login page. */
export const ON_CREATE = optional(
  z.object({
    ...same(optional(flag), "sendEmailNotification", "sendPhoneNotification"),
    appId: optional(text),
  }),
);

/** Who hears of a new password. */
export const ON_PASSWORD = optional(
  z.object({
    ...same(optional(flag), "sendDefaultEmailNotification", "sendDefaultPhoneNotification"),
    ...same(optional(text), "inputSendEmailNotification", "inputSendPhoneNotification", "appId"),
  }),
);

/** «Tells» of a new account: nothing leaves the machine, whoever runs the server reads it in the log. */
export function tellOfAccount(
  { log }: Context,
  { email, phone }: UserRow,
  wish: z.output<typeof ON_CREATE>,
): void {
  const told = [wish?.sendEmailNotification && email, wish?.sendPhoneNotification && phone];
  for (const to of told) if (to) log(`Notification for ${to}: the account was made`);
}

/** The same of a password that an administrator set. */
export function tellOfPassword(
  { log }: Context,
  { email, phone }: UserRow,
  wish: z.output<typeof ON_PASSWORD>,
): void {
  const told = new Set([
    wish?.sendDefaultEmailNotification && email,
    wish?.sendDefaultPhoneNotification && phone,
    wish?.inputSendEmailNotification,
    wish?.inputSendPhoneNotification,
  ]);
  for (const to of told) if (to) log(`Notification for ${to}: the password was set`);
}
