import { z } from "zod";
import { type Context, type Endpoint, open, post } from "../endpoint";
import { updateUser } from "../model/users";
import { invalid } from "../wire/failure";
import { text } from "../wire/fields";
import { json } from "../views";
import { callingUser } from "./caller";
import { TICKET_LIFE, makeTicket, useCode, useTicket } from "./pass-codes";

type Way = "email" | "phone";

/** Writes an address, proven by a code, to who is signed in; `null` takes it away. */
function write(context: Context, way: Way, address: string | null) {
  const user = callingUser(context);
  updateUser(context.db, user, {
    [way]: way === "email" ? (address?.toLowerCase() ?? null) : address,
    profile: JSON.stringify({ ...json(user.profile), [`${way}Verified`]: address !== null }),
  });
}

/** The address of who is signed in; 400 where they have none. */
function ownAddress(context: Context, way: Way): string {
  const address = callingUser(context)[way];
  if (address === null) throw invalid({ zh: "尚未绑定", en: `No ${way} is bound` });
  return address;
}

/** Proves that somebody reads a new address, and the old one where they have one. */
function prove(context: Context, way: Way, fresh: [string, string], old: string | undefined) {
  const channel = way === "email" ? "CHANNEL_UPDATE_EMAIL" : "CHANNEL_BIND_PHONE";
  const before = callingUser(context)[way];
  if (before !== null) useCode(context, before, channel, old ?? "");
  useCode(context, fresh[0], channel, fresh[1]);
  return makeTicket(context, `update-${way}`, fresh[0]);
}

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
    newPhonePassCode: text.min(1),
    oldPhonePassCode: text.optional(),
  }),
});

/** The email and phone of who is signed in. */
export const bindingRoutes: Endpoint[] = [
  post("bind-email", z.object({ email: text.min(3), passCode: text }), (context, input) => {
    useCode(context, input.email, "CHANNEL_BIND_EMAIL", input.passCode);
    return write(context, "email", input.email);
  }),
  post("unbind-email", z.object({ passCode: text }), (context, input) => {
    useCode(context, ownAddress(context, "email"), "CHANNEL_UNBIND_EMAIL", input.passCode);
    return write(context, "email", null);
  }),
  post("bind-phone", z.object({ phoneNumber: text.min(1), passCode: text }), (context, input) => {
    useCode(context, input.phoneNumber, "CHANNEL_BIND_PHONE", input.passCode);
    return write(context, "phone", input.phoneNumber);
  }),
  post("unbind-phone", z.object({ passCode: text }), (context, input) => {
    useCode(context, ownAddress(context, "phone"), "CHANNEL_UNBIND_PHONE", input.passCode);
    return write(context, "phone", null);
  }),
  post("verify-update-email-request", NEW_EMAIL, (context, { emailPassCodePayload: given }) => ({
    updateEmailToken: prove(
      context,
      "email",
      [given.newEmail, given.newEmailPassCode],
      given.oldEmailPassCode,
    ),
    tokenExpiresIn: TICKET_LIFE,
  })),
  post("update-email", z.object({ updateEmailToken: text.min(1) }), (context, input) =>
    write(context, "email", useTicket(context, "update-email", input.updateEmailToken)),
  ),
  post("verify-update-phone-request", NEW_PHONE, (context, { phonePassCodePayload: given }) => ({
    updatePhoneToken: prove(
      context,
      "phone",
      [given.newPhoneNumber, given.newPhonePassCode],
      given.oldPhonePassCode,
    ),
    tokenExpiresIn: TICKET_LIFE,
  })),
  post("update-phone", z.object({ updatePhoneToken: text.min(1) }), (context, input) =>
    write(context, "phone", useTicket(context, "update-phone", input.updatePhoneToken)),
  ),
].map(open);
