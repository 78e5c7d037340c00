import { LARGEST_PAGE } from "../../../sdk";
import { all } from "../kit/all";
import { opened } from "../kit/paged";
import type { Connection } from "./connection";

/** Up to so many people are asked about one by one, which costs no more than listing everybody. */
const FEW = 5;

/**
 * Usernames of an org's members, in the server's order. The row of a deleted person stays for ever,
 * looks like any other, and can't be removed (ARKID.md 10): so each row is looked for among the
 * existing people, by the number that no second person gets.
 */
export async function existingMembers(connection: Connection, oid: string): Promise<string[]> {
  const members = await all(connection.client.org.listMembers(oid));
  const rows = new Map(members.map(({ userId, username }) => [userId, username]));
  const existing =
    rows.size > FEW ? await existingAmong(connection, new Set(rows.keys())) : new Set();
  const doubtful = [...rows].filter(([userId]) => !existing.has(userId));
  const found = await Promise.all(
    doubtful.map(([, username]) => connection.client.org.findMember(oid, username)),
  );
  const alive = new Set([...existing, ...found.map((member) => member?.userId)]);
  return [...rows].filter(([userId]) => alive.has(userId)).map(([, username]) => username);
}

/**
 * Lists people until those who are left are asked about more cheaply by themselves. Only a system
 * administrator may; `admin` is never listed.
 */
async function existingAmong(connection: Connection, wanted: Set<number>): Promise<Set<number>> {
  const seen = new Set<number>();
  if (!(await connection.caller()).isAdmin) return seen;
  let left = wanted.size;
  for await (const { items, count, page, hasNext } of connection.client.user.list().pages()) {
    for (const { userId } of items) {
      seen.add(userId);
      if (wanted.has(userId)) left--;
    }
    if (!hasNext) void knowExisting(connection, Promise.resolve(seen));
    if (left <= Math.ceil(count / LARGEST_PAGE) - page) break;
  }
  return seen;
}

/** Numbers of those who live, and what it takes to know them. */
export interface ExistingUsers {
  readonly price: number;
  readonly all: () => Promise<ReadonlySet<number>>;
}

/**
 * People are listed once for all who show what is there: by their numbers, which no second person gets
 * (ARKID.md 10). Who came since is asked about by himself, like all whom a listing lacks.
 */
export async function existingUsers(connection: Connection): Promise<ExistingUsers> {
  const known = connection.existing;
  if (known) return { price: 0, all: () => known };
  const people = await opened(connection.client.user.list());
  const read = async () => new Set((await people.all()).map(({ userId }) => userId));
  return {
    price: people.price,
    all: () => connection.existing ?? knowExisting(connection, read()),
  };
}

/** Remembers who was found alive by a listing of all people, or is being found. */
export function knowExisting(
  connection: Connection,
  found: Promise<ReadonlySet<number>>,
): Promise<ReadonlySet<number>> {
  connection.existing = found;
  found.catch(() => (connection.existing = undefined));
  return found;
}
