import { randomBytes } from "node:crypto";
import { type UserStore } from "../backend";
import { blankUser, genders, type UserFields, type UserState } from "../domain";
import { ConflictError, MissingRightError, ProviderError } from "../errors";
import {
  isInvalid,
  isNotFound,
  type RequestOptions,
  type User,
  type UserChanges,
} from "../../../sdk";
import type { Connection } from "./connection";
import { unless } from "../kit/unless";
import { createWithLookup, REPEATABLE } from "./writes";

/** People, by username. Only a system administrator sees them all. */
export function users(connection: Connection): UserStore {
  const { client } = connection;
  const find = async (username: string) => {
    const user = await client.user.find(username);
    if (user === undefined) await requireAccessScope(connection);
    return user;
  };
  return {
    async find({ username }) {
      const user = await find(username);
      return user ? [toState(user)] : [];
    },

    async get({ id }) {
      try {
        return toState(await client.user.get(id));
      } catch (error) {
        if (isNotFound(error)) await requireAccessScope(connection);
        throw error;
      }
    },

    async create({ username, password, node, ...fields }) {
      const nodes = node === undefined ? undefined : [node];
      const wanted = { username, password, nodes, ...toChanges(fields) };
      const create = (options: RequestOptions) =>
        client.user.create(wanted, options).catch(taken(username));
      const isMade = async () => (await find(username)) !== undefined;
      try {
        return toState(await createWithLookup(create, isMade));
      } finally {
        if (node !== undefined) connection.memberships.join([username]);
      }
    },

    async update({ id }, { password, ...fields }) {
      if (password) {
        const { value, requireReset } = password;
        await client.user.setPassword(id, { password: value, requireReset }, REPEATABLE);
      }
      if (Object.keys(fields).length === 0) return toState(await client.user.get(id));
      return toState(await client.user.update(id, toChanges(fields), REPEATABLE).catch(taken(id)));
    },

    async delete({ id }) {
      await requireOther(connection, id);
      const orgs = await orgsToLeave(connection, id);
      try {
        await lockOut(connection, id);
      } catch (error) {
        if (!isNotFound(error)) throw error;
        return requireAccessScope(connection);
      }
      for (const oid of orgs) {
        // An org that is gone meanwhile must not look as if the person were.
        await client.org.deleteMembers(oid, [id], REPEATABLE).catch(unless(isNotFound));
      }
      connection.existing = undefined;
      await client.user.delete(id, REPEATABLE).catch(unless(isNotFound));
    },

    byUserId: () => Promise.resolve(undefined),

    // This ends no session: all sessions of a user share one token, which stays.
    async signsIn({ id }, password) {
      const session = await client.auth.startAuth(id, password).catch(unless(isInvalid));
      return session !== undefined;
    },

    async suspend({ id }) {
      if ((await find(id)) === undefined) return;
      await requireOther(connection, id);
      await lockOut(connection, id);
      for (const { nodeUid } of await client.user.nodes(id)) {
        await client.node.deleteMembers(nodeUid, [id], REPEATABLE).catch(unless(isNotFound));
      }
    },

    // Whom a suspension gave a random password is let in by a new one, which only the caller knows.
    restore: () => Promise.resolve(),

    async contents({ id }) {
      const nodes = await client.user.nodes(id);
      return nodes.map(({ nodeUid, name }) => ({ kind: "node" as const, id: nodeUid, name }));
    },
  };
}

/** @throws MissingRightError for a caller to whom a 404 proves no absence */
async function requireAccessScope(connection: Connection): Promise<void> {
  const { isAdmin, username } = await connection.caller();
  if (isAdmin) return;
  throw new MissingRightError(
    `"${username}" may not see all users, so that one who seems absent may well exist: use a system administrator's account`,
  );
}

/** A deleted user's token keeps working (ARKID.md 27); a new password ends it. */
async function lockOut({ client }: Connection, username: string): Promise<void> {
  const password = randomBytes(24).toString("base64url");
  await client.user.setPassword(username, { password, requireReset: true }, REPEATABLE);
}

/** @throws ProviderError for the connection's own account, before it locks itself out */
async function requireOther(connection: Connection, username: string): Promise<void> {
  if ((await connection.caller()).username !== username) return;
  throw new ProviderError(
    `"${username}" is the account that this connection uses: set onRemove: "keep", or use another account`,
  );
}

/**
 * The orgs of a person, to leave before the delete: a membership that is left behind can never be
 * removed (ARKID.md 10).
 * @throws ProviderError for the owner of an org, before anything is done
 */
async function orgsToLeave(
  { owned, memberships }: Connection,
  username: string,
): Promise<string[]> {
  const oids: string[] = [];
  for (const { oid, name, owner } of await owned.all()) {
    if (owner === username) {
      throw new ProviderError(
        `"${username}" owns org "${name}" (${oid}), which can't change hands on ArkID: delete the org first, or set onRemove: "suspend"`,
      );
    }
    if (await memberships.mayHave(oid, username)) oids.push(oid);
  }
  return oids;
}

/** The server returns `existed` for a username, phone or email that another person has. */
function taken(username: string): (error: unknown) => never {
  return (error) => {
    if (!isInvalid(error) || error.field !== "username" || !error.detail.includes("existed")) {
      throw error;
    }
    throw new ConflictError(`user "${username}" exists already`, "username", { cause: error });
  };
}

function toChanges({ email, phone, gender, ...rest }: Partial<UserFields>): UserChanges {
  return {
    ...rest,
    ...(phone !== undefined && { mobile: phone }),
    ...(email !== undefined && { privateEmail: email }),
    ...(gender !== undefined && { gender: genders.indexOf(gender) as 0 | 1 | 2 }),
  };
}

export function toState(user: User): UserState {
  const { username, name, mobile, avatar, privateEmail, gender, userId } = user;
  return {
    ...blankUser,
    ...{ id: username, username, name, phone: mobile, avatar, email: privateEmail },
    gender: genders[gender],
    userId: String(userId),
  };
}
