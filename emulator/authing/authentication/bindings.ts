import { z } from "zod";
import { type Context, type Endpoint, open, post } from "../endpoint";
import { type UserRow } from "../model/tables";
import { updateUser } from "../model/users";
import { invalid } from "../wire/failure";
import { optional, text } from "../wire/fields";
import { json } from "../views";
import { callingUser } from "./caller";
import { TICKET_LIFE, makeTicket, useCode, useTicket } from "./pass-codes";
import { countryOf, phoneAddress } from "../phones";

type Way = "email" | "phone";

/** An email, or a phone with its country. */
interface Address {
  way: Way;
  text: string;
  country?: string | null | undefined;
}

/** What a code for an address belongs to. */
const codeKey = ({ way, text, country }: Address): string =>
  way === "phone" ? phoneAddress(text, country) : text;

/** Writes an address, proven by a code, to who is signed in. */
function write(context: Context, { way, text, country }: Address): void {
  const user = callingUser(context);
  const profile = { ...json(user.profile), [`${way}Verified`]: true };
  updateUser(context.db, user, {
    [way]: way === "email" ? text.toLowerCase() : text,
    profile: JSON.stringify({ ...profile, ...(way === "phone" && { phoneCountryCode: country }) }),
  });
}

/** The address of somebody; undefined where they have none. */
function addressOf(user: UserRow, way: Way): Address | undefined {
  const text = user[way];
  return text === null ? undefined : { way, text, country: countryOf(user) };
}

/** Takes an address away, if its owner can sign in without: 400 otherwise. */
function unbind(context: Context, way: Way, channel: string, passCode: string): void {
  const user = callingUser(context);
  const address = addressOf(user, way);
  if (!address) throw invalid({ zh: "尚未绑定", en: `No ${way} is bound` });
  const other = way === "email" ? user.phone : user.email;
  if (other === null && user.username === null) {
    throw invalid({
      zh: "没有其他登录方式，无法解绑",
      en: `The ${way} is the only way to sign in`,
    });
  }
  useCode(context, codeKey(address), channel, passCode);
  const profile = { ...json(user.profile), [`${way}Verified`]: false };
  if (way === "phone") profile["phoneCountryCode"] = null;
  updateUser(context.db, user, { [way]: null, profile: JSON.stringify(profile) });
}

/** Proves that somebody reads a new address, and the old one where they have one. */
function prove(context: Context, fresh: Address, passCode: string, old: string | undefined) {
  const { way } = fresh;
  const channel = way === "email" ? "CHANNEL_UPDATE_EMAIL" : "CHANNEL_BIND_PHONE";
  const before = addressOf(callingUser(context), way);
  if (before) useCode(context, codeKey(before), channel, old ?? "");
  useCode(context, codeKey(fresh), channel, passCode);
  return makeTicket(context, `update-${way}`, JSON.stringify(fresh));
}

/** Writes the address that a ticket was given for. */
const writeProven = (context: Context, way: Way, ticket: string): void =>
  write(context, JSON.parse(useTicket(context, `update-${way}`, ticket)) as Address);

const PHONE = { phoneNumber: text.min(1), phoneCountryCode: optional(text), passCode: text };
const NEW_EMAIL = z.object({
  emailPassCodePayload: z.object({
    newEmail: text.min(3),
    newEmailPassCode: text.min(1),
    oldEmailPassCode: text.optional(),
  }),
});
const NEW_PHONE = z.object({
  phonePassCodePayload: z.object({
    newPhoneNumber: text.min(1),
    newPhoneCountryCode: optional(text),
    newPhonePassCode: text.min(1),
    oldPhonePassCode: text.optional(),
  }),
});

/** The email and phone of who is signed in. */
export const bindingRoutes: Endpoint[] = [
  post("bind-email", z.object({ email: text.min(3), passCode: text }), (context, input) => {
    const address: Address = { way: "email", text: input.email };
    useCode(context, codeKey(address), "CHANNEL_BIND_EMAIL", input.passCode);
    return write(context, address);
  }),
  post("unbind-email", z.object({ passCode: text }), (context, { passCode }) =>
    unbind(context, "email", "CHANNEL_UNBIND_EMAIL", passCode),
  ),
  post("bind-phone", z.object(PHONE), (context, input) => {
    const address: Address = {
      ...{ way: "phone", text: input.phoneNumber, country: input.phoneCountryCode },
    };
    useCode(context, codeKey(address), "CHANNEL_BIND_PHONE", input.passCode);
    return write(context, address);
  }),
  post("unbind-phone", z.object({ passCode: text }), (context, { passCode }) =>
    unbind(context, "phone", "CHANNEL_UNBIND_PHONE", passCode),
  ),
  post("verify-update-email-request", NEW_EMAIL, (context, { emailPassCodePayload: given }) => {
    const address: Address = { way: "email", text: given.newEmail };
    const { newEmailPassCode, oldEmailPassCode } = given;
    const updateEmailToken = prove(context, address, newEmailPassCode, oldEmailPassCode);
    return { updateEmailToken, tokenExpiresIn: TICKET_LIFE };
  }),
  post("update-email", z.object({ updateEmailToken: text.min(1) }), (context, input) =>
    writeProven(context, "email", input.updateEmailToken),
  ),
  post("verify-update-phone-request", NEW_PHONE, (context, { phonePassCodePayload: given }) => {
    const { newPhoneNumber, newPhoneCountryCode, newPhonePassCode, oldPhonePassCode } = given;
    const address: Address = {
      ...{ way: "phone", text: newPhoneNumber, country: newPhoneCountryCode },
    };
    const updatePhoneToken = prove(context, address, newPhonePassCode, oldPhonePassCode);
    return { updatePhoneToken, tokenExpiresIn: TICKET_LIFE };
  }),
  post("update-phone", z.object({ updatePhoneToken: text.min(1) }), (context, input) =>
    writeProven(context, "phone", input.updatePhoneToken),
  ),
].map(open);
