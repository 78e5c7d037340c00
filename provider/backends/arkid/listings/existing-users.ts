import type { Connection } from "../connection";
import { opened } from "../../kit/paged";

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
  const known = connection.living;
  if (known) return { price: 0, all: () => known };
  const people = await opened(connection.client.user.list());
  const read = async () => new Set((await people.all()).map(({ userId }) => userId));
  return { price: people.price, all: () => connection.living ?? knowExisting(connection, read()) };
}

/** Remembers who was found alive by a listing of all people, or is being found. */
export function knowExisting(
  connection: Connection,
  found: Promise<ReadonlySet<number>>,
): Promise<ReadonlySet<number>> {
  connection.living = found;
  found.catch(() => (connection.living = undefined));
  return found;
}
