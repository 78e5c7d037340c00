import { LARGEST_PAGE, type OrgMember } from "../../../sdk";
import { all } from "../kit/all";
import { opened } from "../kit/paged";
import type { Connection } from "./connection";

/** Up to so many people are read one by one, which costs no more than listing everybody. */
const FEW = 5;

/**
 * An org's members, in the server's order. The row of a deleted person stays for ever,
 * looks like any other, and can't be removed (ARKID.md 10): so each row's user id, which is never
 * used again, is looked up among the existing people.
 */
export async function existingMembers(connection: Connection, oid: string): Promise<OrgMember[]> {
  const members = await all(connection.client.org.listMembers(oid));
  const rows = new Map(members.map((member) => [member.userId, member]));
  const existing =
    rows.size > FEW ? await existingAmong(connection, new Set(rows.keys())) : new Set();
  const uncertain = [...rows].filter(([userId]) => !existing.has(userId));
  const found = await Promise.all(
    uncertain.map(([, { username }]) => connection.client.org.findMember(oid, username)),
  );
  const alive = new Set([...existing, ...found.map((member) => member?.userId)]);
  return [...rows.values()].filter(({ userId }) => alive.has(userId));
}

/**
 * Lists people until it is cheaper to read the rest one by one. Only a system administrator may;
 * `admin` is never listed.
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

/** User ids of all existing people, and the price of listing them. */
export interface ExistingUsers {
  readonly price: number;
  readonly all: () => Promise<ReadonlySet<number>>;
}

/**
 * The existing people, listed once for all batched reads: by user ids, which are never used again
 * (ARKID.md 10). People created since are read one by one, like all whom a listing lacks.
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

/** Remembers the existing people, or a listing of them that is under way. */
export function knowExisting(
  connection: Connection,
  found: Promise<ReadonlySet<number>>,
): Promise<ReadonlySet<number>> {
  connection.existing = found;
  found.catch(() => (connection.existing = undefined));
  return found;
}
