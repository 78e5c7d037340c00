import { randomBytes } from "node:crypto";
import { z } from "zod";
import { hashPassword } from "../../model/passwords";
import { type Context, type Endpoint, endpoint, get, post } from "../endpoint";
import { known } from "../model/keys";
import { addMember } from "../model/department-members";
import { type DepartmentIdType, departmentByKey, noDepartment } from "../model/departments";
import { createUser, deleteUser, findUser, updateUser, userOf } from "../model/users";
import { APPS, SESSIONS, type UserRow } from "../model/tables";
import { invalid, malformed } from "../wire/failure";
import { PARTS, USER, flag, list, optional, text, userIdType, userOptions } from "../wire/fields";
import { json, userView } from "../views";
import { departmentIdType } from "./departments";
import { IDENTIFIERS, USER_FIELDS, type UserFields, userColumns } from "./user-fields";
import { same } from "../../same";

/** Everything of a user: what creates and changes answer. */
const WHOLE = { withCustomData: true, withDepartmentIds: true };

/** A password comes in clear: the server has no key to decrypt it with. */
const passwordEncryptType = z.literal("none").nullable().optional();

const NEW_OPTIONS = z
  .object({
    departmentIdType,
    passwordEncryptType,
    autoGeneratePassword: optional(flag),
    resetPasswordOnFirstLogin: optional(flag),
  })
  .nullable()
  .optional();
const NEW_USER = z.object({ ...USER_FIELDS, departmentIds: optional(z.array(text)) });
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
  invent: boolean,
): Promise<string | null> {
  const chosen = password || (invent ? randomBytes(12).toString("base64url") : undefined);
  if (chosen === undefined) return null;
  if (!password) context.log(`Password of ${username ?? email ?? phone}: ${chosen}`);
  return (await hashPassword(chosen)).stored;
}

function create({ db }: Context, input: NewUser, options: NewOptions, password: string | null) {
  const columns = userColumns(input);
  const profile = {
    ...json(columns.profile),
    ...(options?.resetPasswordOnFirstLogin && { resetPasswordOnNextLogin: true }),
  };
  const user = createUser(db, { ...columns, profile: JSON.stringify(profile), password });
  for (const id of input.departmentIds ?? []) {
    addMember(db, anyDepartment(db, id, options?.departmentIdType).id, user.id);
  }
  return userView(db, user, WHOLE);
}

/** A department of whatever organization; the other types than its id are unique in one only. */
function anyDepartment(db: Context["db"], id: string, type: DepartmentIdType = "department_id") {
  if (type !== "department_id") throw malformed("departmentIdType");
  return known(departmentByKey(db, id), noDepartment);
}

const CHANGE_OPTIONS = z
  .object({
    userIdType,
    passwordEncryptType,
    ...same(
      optional(flag),
      "autoGeneratePassword",
      "resetPasswordOnFirstLogin",
      "resetPasswordOnNextLogin",
    ),
  })
  .nullable()
  .optional();
const CHANGE = z.object({ ...USER_FIELDS, userId: text.min(1) });

function change(
  { db }: Context,
  input: z.output<typeof CHANGE>,
  options: z.output<typeof CHANGE_OPTIONS>,
  password: string | null,
) {
  const user = userOf(db, input.userId, options?.userIdType);
  const columns = userColumns(input, user);
  const reset = options?.resetPasswordOnNextLogin ?? options?.resetPasswordOnFirstLogin;
  const profile = {
    ...json(columns.profile),
    ...(typeof reset === "boolean" && { resetPasswordOnNextLogin: reset }),
    ...(password !== null && { passwordLastSetAt: new Date().toISOString() }),
  };
  const changed = updateUser(db, user, {
    ...columns,
    profile: JSON.stringify(profile),
    ...(password !== null && { password }),
  });
  return userView(db, changed, WHOLE);
}

const READ = z.object({ ...PARTS, ...USER });

function read({ db }: Context, input: z.output<typeof READ>) {
  const { email, phone } = IDENTIFIERS;
  const format = input.userIdType === "email" ? email : phone;
  const checked = input.userIdType === "email" || input.userIdType === "phone";
  if (checked && !format.safeParse(input.userId).success) throw malformed("userId");
  return userView(db, userOf(db, input.userId, input.userIdType), input);
}

const READ_BATCH = z.object({ ...PARTS, userIds: list(text), userIdType });

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

const EXISTS = z.object(IDENTIFIERS);

function exists({ db }: Context, { username, email, phone, externalId }: z.output<typeof EXISTS>) {
  if (!username && !email && !phone && !externalId) {
    throw invalid("Must contain one of the following fields: username, phone, email, externalId");
  }
  const found =
    (username && findUser(db, username, "username")) ||
    (email && findUser(db, email, "email")) ||
    (phone && findUser(db, phone, "phone")) ||
    (externalId && findUser(db, externalId, "external_id"));
  return { exists: Boolean(found) };
}

const auto = (options: { autoGeneratePassword?: boolean | null | undefined } | null | undefined) =>
  options?.autoGeneratePassword ?? false;

/** People. */
export const userRoutes: Endpoint[] = [
  endpoint({
    path: "create-user",
    input: NEW_USER.extend({ options: NEW_OPTIONS }),
    prepare: (context, input) => {
      checkNew(input);
      return hashNew(context, input, auto(input.options));
    },
    run: (context, input, password) => create(context, input, input.options, password),
  }),
  endpoint({
    path: "create-users-batch",
    input: z.object({ list: list(NEW_USER), options: NEW_OPTIONS }),
    prepare: (context, input) => {
      input.list.forEach(checkNew);
      return Promise.all(input.list.map((user) => hashNew(context, user, auto(input.options))));
    },
    run: (context, input, passwords) =>
      input.list.map((user, index) =>
        create(context, user, input.options, passwords[index] ?? null),
      ),
  }),
  endpoint({
    path: "update-user",
    input: CHANGE.extend({ options: CHANGE_OPTIONS }),
    prepare: (context, input) => hashNew(context, input, auto(input.options)),
    run: (context, input, password) => change(context, input, input.options, password),
  }),
  endpoint({
    path: "update-user-batch",
    input: z.object({ list: list(CHANGE), options: CHANGE_OPTIONS }),
    prepare: (context, input) =>
      Promise.all(input.list.map((user) => hashNew(context, user, auto(input.options)))),
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
