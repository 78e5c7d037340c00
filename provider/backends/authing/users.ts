import { isDeepStrictEqual } from "node:util";
import type { UserStore } from "../backend";
import type { Gender, NewPassword, UserFields, UserKey, UserState } from "../domain";
import { NotFoundError } from "../errors";
import { isApiError, isNotFound } from "../../../sdk";
import { AuthenticationClient, type Application, type AuthingUser } from "../../../sdk/authing";
import { all } from "../kit/all";
import { asPhone } from "../kit/phone";
import { unless } from "../kit/unless";
import type { Connection } from "./connection";
import { removePeople } from "./members";
import { nameOf } from "./people";
import { createWithLookup, REPEATABLE, writeAndReadBack, writeAndVerify } from "./writes";

/** People, by username; all organizations of a pool share them. */
export function users(connection: Connection): UserStore {
  const { client, people } = connection;
  const get = async (name: string) => {
    const user = await people.find(name);
    if (user) return user;
    throw new NotFoundError(`there is no user "${name}"`);
  };

  return {
    async find({ username }) {
      const user = await people.find(username);
      return user ? [toState(user)] : [];
    },

    get: async ({ id }) => toState(await get(id)),

    async create({ username, password, node, ...fields }) {
      const given = {
        ...{ username, ...fromFields(fields), ...(password && { password }) },
        ...(node !== undefined && { departmentIds: [node] }),
      };
      const made = await createWithLookup(
        (options) => client.users.create(given, options),
        () => people.find(username),
      );
      people.remember([made]);
      return toState(made);
    },

    async update({ id }, { password, ...fields }) {
      const { userId } = await get(id);
      const { username: name = id } = fields;
      const changes = { ...fromFields(fields), ...(password && fromPassword(password)) };
      if (Object.keys(changes).length > 0) {
        await writeAndVerify(
          () => client.users.update(userId, changes, REPEATABLE),
          // A password can't be read: one whose response was lost is set again.
          async () => password === undefined && isWritten(fields, await people.find(name)),
        );
      }
      if (name !== id) people.forget(id);
      return toState(await get(name));
    },

    async delete({ id }) {
      const user = await people.find(id);
      if (!user) return;
      const remove = () => client.users.delete(user.userId, REPEATABLE);
      const isGone = async () => !(await people.find(id));
      await writeAndReadBack(remove, isGone, `delete user "${id}"`);
    },

    async suspend({ id }) {
      const user = await people.find(id);
      if (!user) return;
      await setStatus(connection, user, "Suspended");
      for (const place of await all(client.users.departments(user.userId))) {
        const { organizationCode: org, departmentId: id } = place;
        await removePeople(connection, { org, id }, [user.userId]).catch(unless(isNotFound));
      }
    },

    restore: async ({ id }) => setStatus(connection, await get(id), "Activated"),

    async byUserId(userId) {
      const user = await client.users.get(userId).catch(unless(isNotFound));
      return user && toState(user);
    },

    signsIn: ({ id }, password) => signsIn(connection, id, password),

    async contents({ id }) {
      const { userId } = await get(id);
      const nodes = await all(client.users.departments(userId));
      return nodes.map(({ departmentId: id, name }) => ({ kind: "node", id, name }));
    },
  };
}

const GENDERS = { unspecified: "U", male: "M", female: "F" } as const;

/** Whether all that was declared is written; the server keeps email addresses in lower case. */
function isWritten(declared: Partial<UserFields>, user: AuthingUser | undefined): boolean {
  if (user === undefined) return false;
  const live = toState(user);
  const written = { ...declared, ...(declared.email && { email: declared.email.toLowerCase() }) };
  return isDeepStrictEqual({ ...live, ...written }, { ...live, email: live.email.toLowerCase() });
}

/** Email addresses and phones are unique, so that an empty one must be `null`. */
function fromFields({ email, phone, gender, avatar, ...rest }: Partial<UserFields & UserKey>) {
  return {
    ...rest,
    ...(email !== undefined && { email: orNull(email) }),
    ...(phone !== undefined && fromPhone(phone)),
    ...(gender !== undefined && { gender: GENDERS[gender] }),
    ...(avatar !== undefined && { photo: avatar }),
  };
}

/** The server keeps the country code apart. */
function fromPhone(phone: string) {
  const [, code, number] = /^(\+\d+) (\d+)$/.exec(phone) ?? [];
  if (number !== undefined) return { phone: number, phoneCountryCode: code };
  if (phone === "") return { phone: orNull(phone) };
  return { phone, phoneCountryCode: /^1\d{10}$/.test(phone) ? "+86" : orNull("") };
}

/** The spelling that `asPhone` gives it. */
function toPhone({ phone, phoneCountryCode: code }: AuthingUser): string {
  if (!phone || phone.startsWith("+") || !code) return asPhone(phone ?? "");
  return asPhone(`+${code.replace("+", "")}${phone}`);
}

/** Only `null` clears; the vendor's types lack it. */
const orNull = (text: string) => (text === "" ? null : text) as string;

const fromPassword = ({ value, requireReset }: NewPassword) => ({
  password: value,
  options: { resetPasswordOnNextLogin: requireReset },
});

/** What the server returns for people without a picture. */
const NO_PICTURE = /\/authing-console\/default-user-avatar\.png$/;

export function toState(user: AuthingUser): UserState {
  const { userId, name, nickname, email, gender, photo, status } = user;
  const username = nameOf(user);
  const genders = Object.keys(GENDERS) as Gender[];
  return {
    ...{ id: username, username, userId },
    ...{ name: name ?? "", nickname: nickname ?? "" },
    ...{ email: email ?? "", phone: toPhone(user) },
    gender: genders.find((one) => GENDERS[one] === gender) ?? "unspecified",
    avatar: photo && !NO_PICTURE.test(photo) ? photo : "",
    ...(typeof status === "string" && { canSignIn: status === "Activated" }),
  };
}

function setStatus(
  { client: { users } }: Connection,
  { userId }: AuthingUser,
  status: "Activated" | "Suspended",
): Promise<void> {
  return writeAndVerify(
    () => users.update(userId, { status }, REPEATABLE),
    async () => (await users.get(userId)).status === status,
  );
}

/** The code of a refusal that comes after the password was right: it must be changed first. */
const MUST_CHANGE = 1639;

/** Once: too many refusals lock a person out. */
const ONCE = { retry: { attempts: 1 } } as const;

/**
 * Whether this is a person's password. People sign in to applications, so that it is tried at one
 * of the pool's; without any, or if the application refuses for whatever reason, the result is
 * `false`.
 */
async function signsIn(
  connection: Connection,
  username: string,
  password: string,
): Promise<boolean> {
  const app = await anyApp(connection);
  if (app === undefined) return false;
  const { client, url, options } = connection;
  const { appId } = app;
  const appSecret = await client.applications.secret(appId);
  const own = new AuthenticationClient({ ...options, appId, appSecret, appHost: url });
  try {
    await own.signIn.byUsername(username, password, undefined, ONCE);
    return true;
  } catch (error) {
    if (isApiError(error)) return error.apiCode === MUST_CHANGE;
    throw error;
  }
}

async function anyApp({ client }: Connection): Promise<Application | undefined> {
  for await (const app of client.applications.list()) return app;
  return undefined;
}
