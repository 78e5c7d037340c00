import {
  isEmailTaken,
  isMobileTaken,
  findUser,
  type UserRow,
  type UserValues,
} from "../model/users";
import { type Database } from "../storage/database";
import { choice, text } from "../wire/field-types";
import { FieldError, type Field, type Values, asObject, check } from "../wire/fields";
import { invalid, invalidField } from "../wire/refusal";

/** A text that must match, refused as `["invalid"]`. */
function matching(pattern: RegExp, field: Field<string>): Field<string> {
  return {
    ...field,
    parse(value) {
      const parsed = field.parse(value);
      if (parsed !== "" && !pattern.test(parsed)) throw new FieldError(["invalid"]);
      return parsed;
    },
  };
}

/** A nested object, stored as JSON text. */
const block: Field<Record<string, unknown>> = { parse: (value) => asObject(value) };

/** What of a user a body may write. */
const USER_FIELDS = {
  username: matching(/^[a-z0-9]{4,16}$/, text({ max: 255, required: true })),
  name: text({ max: 255, blank: true }),
  password: text({ blank: true }),
  mobile: matching(/^(1\d{10}|\+\d+ \d+)$/, text({ max: 64, blank: true })),
  private_email: text({ max: 255, blank: true }),
  gender: choice(0, 1, 2),
  avatar: text({ max: 1024, blank: true }),
  posix_user: block,
  ding_user: block,
  custom_user: block,
};

/** The checked fields of a user. */
type UserFields = Values<typeof USER_FIELDS>;

/** Checks a body, its keys' uniqueness included; throws one 400 that names every wrong field. */
export function validateUser(db: Database, body: unknown, existing?: UserRow): UserFields {
  const { values, errors } = check(USER_FIELDS, asObject(body), existing !== undefined);
  const { username, mobile, private_email: email } = values;
  const except = existing?.id ?? 0;
  const known = username === undefined ? undefined : findUser(db, username);
  if (known && known.id !== except) errors["username"] = ["existed"];
  if (mobile && isMobileTaken(db, mobile, except)) errors["mobile"] = ["existed"];
  if (email && isEmailTaken(db, email, except)) errors["private_email"] = ["existed"];
  if (Object.keys(errors).length > 0) throw invalid(errors);
  if (existing && username !== undefined && username !== existing.username) {
    throw invalidField("username", "this field is immutable");
  }
  return values;
}

/** The columns that hold what a body gave; a password is not among them. */
export function userColumns(values: UserFields, existing?: UserRow): UserValues {
  const { posix_user: posix, ding_user: ding, custom_user: custom, ...rest } = values;
  const { password: _, username: __, ...plain } = rest;
  return {
    ...plain,
    ...(posix && { posix: merged(existing?.posix, posix) }),
    ...(ding && { ding: merged(existing?.ding, ding) }),
    ...(custom && { custom: merged(existing?.custom, custom) }),
  };
}

function merged(before: string | null | undefined, changes: Record<string, unknown>): string {
  return JSON.stringify({ ...(before ? (JSON.parse(before) as object) : {}), ...changes });
}
