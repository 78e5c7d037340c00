import { z } from "zod";
import { newCode, newTicket } from "../../model/codes";
import { type Context, type Endpoint, post } from "../endpoint";
import { Failure } from "../wire/failure";
import { optional, text } from "../wire/fields";
import { phoneAddress } from "../phones";

/** How long a code is good, and a ticket for who typed it right, seconds. */
const CODE_LIFE = 300;
export const TICKET_LIFE = 600;

/** A code belongs to an address and to what it is for. */
const keyOf = (address: string, channel: string) => `${channel}:${address.toLowerCase()}`;

/** «Sends» a code: nothing leaves the machine, whoever runs the server reads it in the log. */
function send({ codes, log }: Context, address: string, channel: string): Record<string, never> {
  const code = newCode();
  codes.put(keyOf(address, channel), code, CODE_LIFE, address.toLowerCase());
  log(`Code for ${address} (${channel}): ${code}`);
  return {};
}

/** Uses a code up; 400 for a wrong one, which leaves the right one good for some more tries. */
export function useCode({ codes }: Context, address: string, channel: string, code: string): void {
  if (codes.prove(keyOf(address, channel), code)) return;
  throw new Failure(400, { zh: "验证码错误或已过期", en: "The code is wrong or over" }, 2001);
}

/** A ticket that allows one thing later. */
export function makeTicket({ codes }: Context, purpose: string, value: string): string {
  const ticket = newTicket();
  codes.put(`${purpose}:${ticket}`, value, TICKET_LIFE, `${purpose} ${value}`);
  return ticket;
}

/** What a ticket allows; 400 for one that is no good. */
export function peekTicket({ codes }: Context, purpose: string, ticket: string): string {
  const value = codes.peek(`${purpose}:${ticket}`);
  if (value !== undefined) return value;
  throw new Failure(400, { zh: "凭证错误或已过期", en: "The token is wrong or over" });
}

/** The same, and the ticket is used up. */
export function useTicket(context: Context, purpose: string, ticket: string): string {
  const value = peekTicket(context, purpose, ticket);
  context.codes.take(`${purpose}:${ticket}`);
  return value;
}

/** Codes by mail and SMS. */
export const passCodeRoutes: Endpoint[] = [
  {
    ...post(
      "send-email",
      z.object({ email: text.min(3), channel: text.min(1) }),
      (context, input) => send(context, input.email, input.channel),
    ),
    open: true,
  },
  {
    ...post(
      "send-sms",
      z.object({
        phoneNumber: text.min(1),
        channel: text.min(1),
        phoneCountryCode: optional(text),
      }),
      (context, { phoneNumber, phoneCountryCode, channel }) =>
        send(context, phoneAddress(phoneNumber, phoneCountryCode), channel),
    ),
    open: true,
  },
];
