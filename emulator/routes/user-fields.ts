import { z } from "zod";
import { type UserRow } from "../model/tables";
import { type UserValues, findUser, isEmailTaken, isMobileTaken } from "../model/users";
import { type Database } from "../storage/database";
import { choice, integer, text } from "../wire/field-types";
import { asObject, block, changesOf, errorsOf, isFalsy } from "../wire/fields";
import { invalid, invalidField } from "../wire/refusal";
import { same } from "../same";

/** What a mobile looks like. */
export const MOBILE = /^(1\d{10}|\+\d+ \d+)$/;

const POSIX = changesOf({
  ...same(integer, "uid", "gid"),
  ...same(text({ max: 255, blank: true }), "home", "pub_key"),
});
const DING = changesOf({
  uid: text({ max: 255, blank: true }),
  account: text({ max: 64, blank: true }),
  data: text({ blank: true }),
});
const CUSTOM = changesOf({ data: z.unknown() });

/** What is in a block that a body gives only a part of. */
const DEFAULTS = {
  posix: { uid: 500, gid: 500, home: "", pub_key: "" },
  ding: { uid: "", account: "", data: "{}" },
  custom: { data: {} },
};

/** What of a user a body may write; the blocks are stored as JSON text. */
const CHANGES = changesOf({
  username: text({ max: 255, like: /^[a-z0-9]{4,16}$/ }),
  name: text({ max: 255, blank: true }),
  password: text({ blank: true }),
  mobile: text({ max: 64, blank: true, like: MOBILE }),
  private_email: text({ max: 255, blank: true }),
  gender: choice(0, 1, 2),
  avatar: text({ max: 1024, blank: true }),
  posix_user: block(POSIX).nullable(),
  ding_user: block(DING).nullable(),
  custom_user: block(CUSTOM).nullable(),
});
const NEW = z.object({ ...CHANGES.shape, username: text({ max: 255, like: /^[a-z0-9]{4,16}$/ }) });

/** The checked fields of a user. */
type UserFields = z.output<typeof CHANGES>;

/** Checks a new user; throws one 400 that names every wrong field. */
export const validateNewUser = (db: Database, body: unknown): z.output<typeof NEW> =>
  validate(db, NEW, body);

/** As `validateNewUser`, of what is changed of one. */
export function validateUser(db: Database, body: unknown, existing: UserRow): UserFields {
  const values = validate(db, CHANGES, body, existing.id);
  if (values.username !== undefined && values.username !== existing.username) {
    throw invalidField("username", "this field is immutable");
  }
  // A block can be changed, and never be taken away (ARKID.md 25).
  for (const block of [values.posix_user, values.ding_user, values.custom_user]) {
    if (block === null) asObject(block);
  }
  return values;
}

/** Names what is wrong together with what is somebody else's already. */
function validate<T extends z.ZodObject>(
  db: Database,
  fields: T,
  given: unknown,
  except = 0,
): z.output<T> {
  const body = asObject(given);
  const result = fields.safeParse(body);
  const errors = result.success ? {} : errorsOf(result.error);
  const isTaken = {
    username: (name: string) => (findUser(db, name)?.id ?? except) !== except,
    mobile: (mobile: string) => isMobileTaken(db, mobile, except),
    private_email: (email: string) => isEmailTaken(db, email, except),
  };
  for (const name of ["username", "mobile", "private_email"] as const) {
    if (body[name] === undefined) continue;
    const { data } = CHANGES.shape[name].safeParse(body[name]);
    if (data && isTaken[name](data)) errors[name] = ["existed"];
  }
  if (!result.success || Object.keys(errors).length > 0) throw invalid(errors);
  return result.data;
}

/** The columns that hold what a body gave; a password is not among them. */
export function userColumns(values: UserFields, existing?: UserRow): UserValues {
  const { posix_user: posix, ding_user: ding, custom_user: custom, ...rest } = values;
  const { password: _, username: __, ...plain } = rest;
  // Of a new user an empty block is none.
  const merged = (name: keyof typeof DEFAULTS, changes: object | null | undefined) => {
    if (!changes || (!existing && isFalsy(changes))) return {};
    const before = JSON.parse(existing?.[name] ?? "{}") as object;
    return { [name]: JSON.stringify({ ...DEFAULTS[name], ...before, ...changes }) };
  };
  return {
    ...plain,
    ...merged("posix", posix),
    ...merged("ding", ding),
    ...merged("custom", custom),
  };
}
