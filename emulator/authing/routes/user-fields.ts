import { z } from "zod";
import { given } from "../model/keys";
import { type UserRow } from "../model/tables";
import { invalid } from "../wire/failure";
import { anything, flag, optional, text } from "../wire/fields";
import { json } from "../views";
import { type Shape } from "../wire/shape";

/** Attributes that are kept and given back as they came. */
const TEXTS = [
  "phoneCountryCode",
  "name",
  "nickname",
  "photo",
  "birthdate",
  "country",
  "province",
  "city",
  "address",
  "streetAddress",
  "postalCode",
  "company",
  "browser",
  "device",
  "givenName",
  "familyName",
  "middleName",
  "profile",
  "preferredUsername",
  "website",
  "zoneinfo",
  "locale",
  "formatted",
  "region",
  "identityNumber",
] as const;

const texts = Object.fromEntries(TEXTS.map((name) => [name, optional(text)])) as Record<
  (typeof TEXTS)[number],
  z.ZodOptional<z.ZodNullable<z.ZodString>>
>;

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const PHONE = /^\+?[\d-]+$/;

/** What identifies a user; an empty text is none. */
export const IDENTIFIERS = {
  username: optional(text),
  email: optional(z.string().regex(EMAIL).or(z.literal(""))),
  phone: optional(z.string().regex(PHONE).or(z.literal(""))),
  externalId: optional(text),
};

/** What becomes of people. */
export const STATUS = z.enum(["Suspended", "Resigned", "Activated", "Archived", "Deactivated"]);

/** What a user is made or changed with. */
export const USER_FIELDS = {
  ...texts,
  ...IDENTIFIERS,
  status: optional(STATUS),
  gender: optional(z.enum(["M", "F", "U"])),
  emailVerified: optional(flag),
  phoneVerified: optional(flag),
  customData: optional(anything),
  password: optional(text),
};

/** The given fields of a user. */
export type UserFields = z.output<z.ZodObject<typeof USER_FIELDS>>;

const PROFILE = [...TEXTS, "gender", "emailVerified", "phoneVerified"] as const;

/** The longest custom datum, as JSON (the vendor's tests). */
const CUSTOM_LENGTH = 1024;

/** The columns that hold what was given, over what was there. */
export function userColumns(
  input: UserFields,
  before: { profile: string; custom: string } = { profile: "{}", custom: "{}" },
): Pick<UserRow, "profile"> & Partial<UserRow> {
  const profile = given(Object.fromEntries(PROFILE.map((name) => [name, input[name]])));
  for (const value of Object.values(input.customData ?? {})) {
    if (JSON.stringify(value).length > CUSTOM_LENGTH) {
      throw invalid("customData must be less than 1024 characters");
    }
  }
  return {
    ...identifiersOf(input),
    ...(typeof input.status === "string" && { status: input.status }),
    profile: JSON.stringify({ ...json(before.profile), ...profile }),
    custom: JSON.stringify(withoutNulls({ ...json(before.custom), ...input.customData })),
  };
}

const withoutNulls = (values: Shape): Shape =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));

/** Emails are kept in small letters: their case makes no difference. */
function identifiersOf({ username, email, phone, externalId }: UserFields): Partial<UserRow> {
  return given({
    username: username === undefined ? undefined : username || null,
    email: email === undefined ? undefined : email?.toLowerCase() || null,
    phone: phone === undefined ? undefined : phone || null,
    external_id: externalId === undefined ? undefined : externalId || null,
  });
}
