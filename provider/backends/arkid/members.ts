import type { Collection, Ref } from "../backend";
import type { Connection } from "./connection";
import { resolveRoot } from "./locations";
import { REPEATABLE } from "./writes";

/** People in one request; the server takes more, but answers with all members each time. */
const AT_ONCE = 100;

/** Members of nodes, by username. */
export function nodeMembers(connection: Connection): Collection<Ref, string> {
  const { node } = connection.client;
  return {
    list: ({ org, id }) =>
      connection.seeing(org, async () => {
        const members: string[] = [];
        const uid = await resolveRoot(connection, id);
        for await (const { username } of node.listMembers(uid)) members.push(username);
        return members;
      }),

    change: ({ org, id }, { add, remove, order }) =>
      connection.seeing(org, async () => {
        // Who joins goes first: an unknown name is refused before anybody has left.
        try {
          for (const some of chunks(add)) await node.addMembers(id, some, REPEATABLE);
        } finally {
          connection.memberships.join(add);
        }
        for (const some of chunks(remove)) await node.deleteMembers(id, some, REPEATABLE);
        if (order && order.length > 0) await node.sortMembers(id, order, REPEATABLE);
      }),
  };
}

/** Parts that one request may hold. */
export function chunks<T>(all: readonly T[]): T[][] {
  const count = Math.ceil(all.length / AT_ONCE);
  return Array.from({ length: count }, (_, i) => all.slice(i * AT_ONCE, (i + 1) * AT_ONCE));
}
