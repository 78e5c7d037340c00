import type { Collection, Ref } from "../../backend";
import { UnavailableError } from "../../errors";
import type { Connection } from "./connection";
import { keyOf, membersIn, type Located } from "./contents";
import { locate } from "./places";
import { REPEATABLE } from "./writes";

/** Members of nodes, by username. People's places in other orgs are never touched. */
export function nodeMembers(connection: Connection): Collection<Ref, string> {
  return {
    async list(ref) {
      const members = await membersIn(connection, await locate(connection, ref));
      return members.map(({ id }) => id);
    },
    change: async (ref, { add, remove }) =>
      changeMembers(connection, await locate(connection, ref), { add, remove }),
  };
}

/** Who joins goes first: an unknown name is refused before anybody has left. */
export async function changeMembers(
  { client, people }: Connection,
  node: Located,
  { add, remove }: { readonly add: readonly string[]; readonly remove: readonly string[] },
): Promise<void> {
  const { departments } = client;
  if (add.length > 0) {
    const ids = await people.requireIdsOf(add);
    await departments.addMembers(keyOf(node), ids, REPEATABLE);
    const there = new Set(await departments.memberIds(keyOf(node)));
    const missing = ids.filter((id) => !there.has(id)).length;
    if (missing > 0) {
      throw new UnavailableError(`the server left ${missing} of ${add.length} out: try again`);
    }
  }
  const gone = [...(await people.idsOf(remove)).values()];
  if (gone.length > 0) await departments.removeMembers(keyOf(node), gone, REPEATABLE);
}
