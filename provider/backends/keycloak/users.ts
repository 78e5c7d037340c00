import type { Ref, UserStore } from "../backend";
import {
  genders,
  type UserDesired,
  type UserKey,
  type UserFields,
  type UserState,
} from "../domain";
import { ConflictError, InvalidError, NotFoundError, ProviderError } from "../errors";
import { isApiError, isConflict, isInvalid, isNotFound, isUnauthorized } from "../../../sdk";
import type { RequestOptions, User } from "../../../sdk/keycloak";
import { all } from "../kit/all";
import { unless } from "../kit/unless";
import type { Connection } from "./connection";
import { fromName, nameOf } from "./names";
import { pathTo } from "./paths";
import { ATTRIBUTES, dropped, requireKept, type Attribute } from "./profile";
import { createWithLookup, REPEATABLE } from "./writes";

/** People of the realm, by username. */
export function users(connection: Connection): UserStore {
  const { client, people } = connection;

  const find = async (username: string) => {
    const user = await people.find(username).catch(unless(isNotFound));
    if (user === undefined) await connection.requireSight("users");
    return user;
  };
  const get = async ({ id }: Ref) => {
    const user = await find(id);
    if (user) return user;
    throw new NotFoundError(`there is no user "${id}"`);
  };

  return {
    async find({ username }) {
      const user = await find(username);
      return user ? [toState(user)] : [];
    },

    get: async (ref) => toState(await get(ref)),

    async create(desired) {
      await requireKept(connection, attributesIn(desired));
      const { username, node } = desired;
      const group = node === undefined ? undefined : await pathTo(connection, node);
      const wanted = { ...fromDesired(desired), ...(group !== undefined && { groups: [group] }) };
      const create = (options: RequestOptions) => client.users.create(wanted, options);
      const id = await createWithLookup(create, () => people.find(username)).catch(
        explainTaken(username),
      );
      return verified(connection, id, desired);
    },

    async update(ref, { password, ...fields }) {
      const live = await get(ref);
      if (Object.keys(fields).length > 0) await write(connection, live, fields);
      if (password) {
        const { value, requireReset: temporary } = password;
        await client.users.setPassword(live.id, { value, temporary }, REPEATABLE);
      }
      if (fields.username !== undefined) people.forget(live.username);
      return verified(connection, live.id, fields);
    },

    async delete({ id }) {
      requireOther(connection, id);
      const user = await find(id);
      if (user === undefined) return;
      await client.users.delete(user.id, REPEATABLE).catch(unless(isNotFound));
      people.forget(id);
    },

    async suspend({ id }) {
      requireOther(connection, id);
      const user = await find(id);
      if (user === undefined) return;
      await client.users.update(user.id, { enabled: false }, REPEATABLE);
      for (const group of await all(client.users.groups(user.id))) {
        await client.users.leave(user.id, group.id, REPEATABLE).catch(unless(isNotFound));
      }
    },

    async restore(ref) {
      await client.users.update((await get(ref)).id, { enabled: true }, REPEATABLE);
    },

    async byUserId(userId) {
      const user = await client.users.get(userId).catch(unless(isNotFound));
      if (user === undefined) return undefined;
      people.remember([user]);
      return toState(user);
    },

    signsIn: ({ id }, password) => signsIn(connection, id, password),

    async contents(ref) {
      const groups = await all(client.users.groups((await get(ref)).id));
      return groups.map(({ id, name }) => ({ kind: "node", id, name }));
    },
  };
}

/** @throws ProviderError for the connection's own account */
function requireOther({ self }: Connection, username: string): void {
  if (self !== username) return;
  throw new ProviderError(
    `"${username}" is the account that this connection uses: set onRemove: "keep", or use another account`,
  );
}

/** Nobody has the username: then it is the email address that somebody else has. */
const explainTaken =
  (username: string) =>
  (error: unknown): never => {
    if (!isConflict(error)) throw error;
    throw new InvalidError(
      `user "${username}" is not made: somebody else has the email address`,
      "email",
      { cause: error },
    );
  };

type Fields = Partial<UserFields & UserKey>;

const attributesIn = (fields: Fields): Attribute[] =>
  ATTRIBUTES.filter((key) => fields[key] !== undefined && toAttribute(key, fields[key]).length > 0);

/** An empty list removes it; so does the gender that says nothing. */
const toAttribute = (key: Attribute, value = ""): string[] =>
  value === "" || (key === "gender" && value === "unspecified") ? [] : [value];

function fromDesired({ password, ...fields }: UserDesired): Record<string, unknown> {
  const { username, email, name } = fields;
  const attributes = attributesIn(fields).map(
    (key) => [key, toAttribute(key, fields[key])] as const,
  );
  return {
    username,
    ...(email && { email }),
    ...(name && fromName(name)),
    ...(attributes.length > 0 && { attributes: Object.fromEntries(attributes) }),
    ...(password && { credentials: [{ type: "password", value: password, temporary: false }] }),
  };
}

/**
 * Without attributes the server changes just what it is given. With them it replaces the profile, so
 * that all of it goes along (KEYCLOAK.md 3.3).
 */
async function write(connection: Connection, live: User, fields: Fields): Promise<void> {
  await requireKept(connection, attributesIn(fields));
  const { username, email, name } = fields;
  const plain = {
    ...(username !== undefined && { username }),
    ...(email !== undefined && { email }),
    ...(name !== undefined && fromName(name)),
  };
  const changed = ATTRIBUTES.filter((key) => fields[key] !== undefined);
  const { firstName, lastName } = live;
  const profile = { username: live.username, email: live.email, firstName, lastName };
  const attributes = changed.map((key) => [key, toAttribute(key, fields[key])] as const);
  const body =
    changed.length === 0
      ? plain
      : {
          ...{ ...profile, ...plain },
          attributes: { ...live.attributes, ...Object.fromEntries(attributes) },
        };
  await connection.client.users.update(live.id, body, REPEATABLE).catch(explain(live, fields));
}

const explain =
  ({ username }: User, fields: Fields) =>
  (error: unknown): never => {
    if (isConflict(error)) {
      const key = /username/.test(error.detail) ? "username" : "email";
      const message = `${key} ${String(fields[key])} is somebody else's already`;
      throw new ConflictError(message, key, { cause: error });
    }
    if (!isApiError(error) || !error.detail.includes("error-user-attribute-read-only")) throw error;
    throw new InvalidError(
      `the realm does not let "${username}" change: switch on editUsernameAllowed ("Edit username" in the settings of its login)`,
      "username",
      { cause: error },
    );
  };

/** Reads a person after a write: the server drops attributes silently, also by a profile of today. */
async function verified({ client, people }: Connection, id: string, wanted: Fields) {
  const user = await client.users.get(id);
  people.remember([user]);
  const lost = attributesIn(wanted).filter(
    (key) => user.attributes?.[key]?.[0] !== toAttribute(key, wanted[key])[0],
  );
  if (lost.length > 0) throw dropped(lost);
  return toState(user);
}

/** What the server says where the password was right, but something else is to be done first. */
const NOT_SET_UP = "not fully set up";
/** Once: too many refusals lock a person out. */
const ONCE = { retry: { attempts: 1 } } as const;

/** Whether this is a person's password, tried at the client that every realm has for it. */
async function signsIn({ client }: Connection, username: string, password: string) {
  try {
    await client.trySignIn({ username, password, clientId: "admin-cli" }, ONCE);
    return true;
  } catch (error) {
    if (!isInvalid(error) && !isUnauthorized(error)) throw error;
    return error.detail.includes(NOT_SET_UP);
  }
}

export function toState(user: User): UserState {
  const { id, username, email, enabled, attributes = {} } = user;
  const text = (key: Attribute) => attributes[key]?.[0] ?? "";
  return {
    ...{ id: username, username, userId: id, name: nameOf(user), email: email ?? "" },
    ...{ nickname: text("nickname"), phone: text("phone"), avatar: text("avatar") },
    gender: genders.find((one) => one === text("gender")) ?? "unspecified",
    ...(enabled !== undefined && { canSignIn: enabled }),
  };
}
