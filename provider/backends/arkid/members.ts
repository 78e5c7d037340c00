import type { Collection, Ref } from "../../backend";
import type { Connection } from "./connection";

/** People in one request; the server takes more, but answers with all members each time. */
const AT_ONCE = 100;

/** Members of nodes, by username. */
export function nodeMembers({ client }: Connection): Collection<Ref, string> {
  return {
    async list({ id }) {
      const members: string[] = [];
      for await (const { username } of client.node.listMembers(id)) members.push(username);
      return members;
    },

    async change({ id }, { add, remove, order }) {
      for (const some of chunks(remove)) await client.node.deleteMembers(id, some);
      for (const some of chunks(add)) await client.node.addMembers(id, some);
      if (order && order.length > 0) await client.node.sortMembers(id, order);
    },
  };
}

function chunks<T>(all: readonly T[]): T[][] {
  const count = Math.ceil(all.length / AT_ONCE);
  return Array.from({ length: count }, (_, i) => all.slice(i * AT_ONCE, (i + 1) * AT_ONCE));
}
