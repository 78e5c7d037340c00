import type { Collection, Content, Ref } from "../backend";
import { all } from "../kit/all";
import type { Connection } from "./connection";
import { resolveRoot } from "./locations";
import { REPEATABLE } from "./writes";

/** People in one request; the server takes more, but returns all members each time. */
const AT_ONCE = 100;

/** Members of nodes, by username. */
export function nodeMembers(connection: Connection): Collection<Ref, string> {
  const { node } = connection.client;
  return {
    list: ({ org, id }) =>
      connection.seeing(org, async () => {
        const members = await all(node.listMembers(await resolveRoot(connection, id)));
        return members.map(({ username }) => username);
      }),

    change: ({ org, id }, { add, remove, order }) =>
      connection.seeing(org, async () => {
        // Additions come first: an unknown name is refused before anybody is removed.
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

/** A person in something, for messages. */
export const toContent = (person: {
  readonly username: string;
  readonly name: string;
}): Content => ({
  ...{ kind: "member", id: person.username, name: person.name || person.username },
});

/** Parts that one request may hold. */
export function chunks<T>(all: readonly T[]): T[][] {
  const count = Math.ceil(all.length / AT_ONCE);
  return Array.from({ length: count }, (_, i) => all.slice(i * AT_ONCE, (i + 1) * AT_ONCE));
}
