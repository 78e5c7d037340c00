import { randomBytes } from "node:crypto";
import { z } from "zod";
import { hashPassword } from "../../model/passwords";
import { type Context, type Endpoint, endpoint, get, post } from "../endpoint";
import { known } from "../model/keys";
import { addMember } from "../model/department-members";
import { type DepartmentIdType, departmentByKey, noDepartment } from "../model/departments";
import { isOf } from "../phones";
import { createUser, deleteUser, findUser, updateUser, userOf } from "../model/users";
import { APPS, SESSIONS, type UserRow } from "../model/tables";
import { invalid, malformed } from "../wire/failure";
import {
  NOT_FLAT,
  NO_POSTS,
  PARTS,
  USER,
  flag,
  list,
  optional,
  text,
  unserved,
  userIdType,
  userOptions,
} from "../wire/fields";
import { json, userView } from "../views";
import { departmentIdType } from "./departments";
import { ON_CREATE, ON_PASSWORD, tellOfAccount, tellOfPassword } from "./notifications";
import { passwordEncryptType } from "../password-key";
import { IDENTIFIERS, USER_FIELDS, type UserFields, userColumns } from "./user-fields";
import { same } from "../../same";

/** Everything of a user: what creates and changes answer. */
const WHOLE = { withCustomData: true, withDepartmentIds: true };

const PASSWORD_OPTIONS = z.object({
  passwordEncryptType,
  ...same(optional(flag), "autoGeneratePassword", "resetPasswordOnFirstLogin"),
});

const NEW_OPTIONS = PASSWORD_OPTIONS.extend({
  departmentIdType,
  sendNotification: ON_CREATE,
  ...unserved("a hash by an unknown function can't be checked", "keepPassword"),
})
  .nullable()
  .optional();
const NEW_USER = z.object({
  ...USER_FIELDS,
  departmentIds: optional(z.array(text)),
  ...unserved("people sign in by what the pool knows of them", "identities", "otp"),
  ...unserved("there are no tenants", "tenantIds"),
  ...unserved("there are no data objects", "metadataSource"),
  ...unserved("passwords come in clear or encrypted, and are hashed here", "salt"),
});
type NewUser = z.output<typeof NEW_USER>;
type NewOptions = z.output<typeof NEW_OPTIONS>;

function checkNew(input: NewUser): void {
  if (!input.username && !input.email && !input.phone) {
    throw invalid("Must contain one of the following fields: username, phone, email");
  }
  if (input.phoneCountryCode && !input.phone) throw invalid("phone cannot be empty");
}

/** The hash to store; a password that the server is asked to invent is shown to whoever runs it. */
async function hashNew(
  context: Context,
  { username, email, phone, password }: UserFields,
  options: z.output<typeof PASSWORD_OPTIONS> | null | undefined,
): Promise<string | null> {
  if (password) {
    const clear = await context.passwordKey.decrypt(password, options?.passwordEncryptType);
    return (await hashPassword(clear)).stored;
  }
  if (!options?.autoGeneratePassword) return null;
  const invented = randomBytes(12).toString("base64url");
  context.log(`Password of ${username ?? email ?? phone}: ${invented}`);
  return (await hashPassword(invented)).stored;
}

function create(context: Context, input: NewUser, options: NewOptions, password: string | null) {
  const { db } = context;
  const columns = userColumns(input);
  const profile = {
    ...json(columns.profile),
    ...(options?.resetPasswordOnFirstLogin && { resetPasswordOnNextLogin: true }),
  };
  const user = createUser(db, { ...columns, profile: JSON.stringify(profile), password });
  for (const id of input.departmentIds ?? []) {
    addMember(db, anyDepartment(db, id, options?.departmentIdType).id, user.id);
  }
  tellOfAccount(context, user, options?.sendNotification);
  return userView(db, user, WHOLE);
}

/** A department of whatever organization; the other types than its id are unique in one only. */
function anyDepartment(db: Context["db"], id: string, type: DepartmentIdType = "department_id") {
  if (type !== "department_id") throw malformed("departmentIdType");
  return known(departmentByKey(db, id), noDepartment);
}

const CHANGE_OPTIONS = PASSWORD_OPTIONS.extend({
  userIdType,
  resetPasswordOnNextLogin: optional(flag),
  sendPasswordResetedNotification: ON_PASSWORD,
})
  .nullable()
  .optional();
const CHANGE = z.object({
  ...USER_FIELDS,
  userId: text.min(1),
  ...unserved("there are no data objects", "metadata", "metadataSource"),
});

function change(
  context: Context,
  input: z.output<typeof CHANGE>,
  options: z.output<typeof CHANGE_OPTIONS>,
  password: string | null,
) {
  const { db } = context;
  const user = userOf(db, input.userId, options?.userIdType);
  const columns = userColumns(input, user);
  const reset = options?.resetPasswordOnNextLogin ?? options?.resetPasswordOnFirstLogin;
  const profile = {
    ...json(columns.profile),
    ...(typeof reset === "boolean" && { resetPasswordOnNextLogin: reset }),
    ...(password !== null && {
      ...{ passwordLastSetAt: new Date().toISOString(), passwordSecurityLevel: null },
    }),
  };
  const changed = updateUser(db, user, {
    ...columns,
    profile: JSON.stringify(profile),
    ...(password !== null && { password }),
  });
  if (password !== null) {
    tellOfPassword(context, changed, options?.sendPasswordResetedNotification);
  }
  return userView(db, changed, WHOLE);
}

const READ = z.object({ ...PARTS, ...USER, ...NO_POSTS, ...NOT_FLAT });

function read({ db }: Context, input: z.output<typeof READ>) {
  const { email, phone } = IDENTIFIERS;
  const format = input.userIdType === "email" ? email : phone;
  const checked = input.userIdType === "email" || input.userIdType === "phone";
  if (checked && !format.safeParse(input.userId).success) throw malformed("userId");
  return userView(db, userOf(db, input.userId, input.userIdType), input);
}

const READ_BATCH = z.object({ ...PARTS, ...NOT_FLAT, userIds: list(text), userIdType });

/** Those who are there, in the order they were asked for. */
function readBatch({ db }: Context, input: z.output<typeof READ_BATCH>) {
  const found = input.userIds.map((id) => findUser(db, id, input.userIdType));
  return found.filter((row): row is UserRow => Boolean(row)).map((row) => userView(db, row, input));
}

const REMOVE = z.object({ userIds: list(text), options: userOptions });

/** Who is not there is deleted already. */
function remove({ db }: Context, input: z.output<typeof REMOVE>) {
  for (const id of input.userIds) {
    const user = findUser(db, id, input.options?.userIdType);
    if (user) deleteUser(db, user.id);
  }
}

const KICK = z.object({
  userId: text.min(1),
  appIds: z.array(text).min(1),
  options: userOptions,
});

/** Ends the tokens of a user in some apps. */
function kick({ db }: Context, input: z.output<typeof KICK>) {
  const { id: user } = userOf(db, input.userId, input.options?.userIdType);
  for (const key of input.appIds) {
    const app = APPS.find(db, { key })?.id;
    if (app !== undefined) SESSIONS.remove(db, { user, app });
  }
}

/** Who has a phone of this country. */
function findPhone(db: Context["db"], phone: string, country: string | null | undefined) {
  const user = findUser(db, phone, "phone");
  return user && isOf(user, country) ? user : undefined;
}

const EXISTS = z.object({ ...IDENTIFIERS, phoneCountryCode: optional(text) });

function exists({ db }: Context, input: z.output<typeof EXISTS>) {
  const { username, email, phone, externalId } = input;
  if (!username && !email && !phone && !externalId) {
    throw invalid("Must contain one of the following fields: username, phone, email, externalId");
  }
  const found =
    (username && findUser(db, username, "username")) ||
    (email && findUser(db, email, "email")) ||
    (phone && findPhone(db, phone, input.phoneCountryCode)) ||
    (externalId && findUser(db, externalId, "external_id"));
  return { exists: Boolean(found) };
}

/** People. */
export const userRoutes: Endpoint[] = [
  endpoint({
    path: "create-user",
    input: NEW_USER.extend({ options: NEW_OPTIONS }),
    prepare: (context, input) => {
      checkNew(input);
      return hashNew(context, input, input.options);
    },
    run: (context, input, password) => create(context, input, input.options, password),
  }),
  endpoint({
    path: "create-users-batch",
    input: z.object({ list: list(NEW_USER), options: NEW_OPTIONS }),
    prepare: (context, input) => {
      input.list.forEach(checkNew);
      return Promise.all(input.list.map((user) => hashNew(context, user, input.options)));
    },
    run: (context, input, passwords) =>
      input.list.map((user, index) =>
        create(context, user, input.options, passwords[index] ?? null),
      ),
  }),
  endpoint({
    path: "update-user",
    input: CHANGE.extend({ options: CHANGE_OPTIONS }),
    prepare: (context, input) => hashNew(context, input, input.options),
    run: (context, input, password) => change(context, input, input.options, password),
  }),
  endpoint({
    path: "update-user-batch",
    input: z.object({ list: list(CHANGE), options: CHANGE_OPTIONS }),
    prepare: (context, input) =>
      Promise.all(input.list.map((user) => hashNew(context, user, input.options))),
    run: (context, input, passwords) =>
      input.list.map((user, index) =>
        change(context, user, input.options, passwords[index] ?? null),
      ),
  }),
  post("delete-users-batch", REMOVE, remove),
  get("get-user", READ, read),
  get("get-user-batch", READ_BATCH, readBatch),
  post("is-user-exists", EXISTS, exists),
  post("kick-users", KICK, kick),
];
