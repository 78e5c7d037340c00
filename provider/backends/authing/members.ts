import type { Collection, Ref } from "../backend";
import { UnavailableError } from "../errors";
import type { Connection } from "./connection";
import { keyOf, locate, type Located, membersIn } from "./locations";
import { REPEATABLE, writeAndVerify } from "./writes";

/** Members of nodes, by username. Memberships in other orgs are never touched. */
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

/** Additions come first: an unknown name is refused before anybody is removed. */
export async function changeMembers(
  connection: Connection,
  node: Located,
  { add, remove }: { readonly add: readonly string[]; readonly remove: readonly string[] },
): Promise<void> {
  const { people } = connection;
  if (add.length > 0) await addPeople(connection, node, await people.requireIdsOf(add));
  const gone = [...(await people.idsOf(remove)).values()];
  if (gone.length > 0) await removePeople(connection, node, gone);
}

/** @throws UnavailableError when the server left somebody out */
async function addPeople({ client }: Connection, node: Located, ids: string[]): Promise<void> {
  const { departments } = client;
  const missing = async () => {
    const there = new Set(await departments.memberIds(keyOf(node)));
    return ids.filter((id) => !there.has(id)).length;
  };
  await writeAndVerify(
    () => departments.addMembers(keyOf(node), ids, REPEATABLE),
    async () => (await missing()) === 0,
  );
  const left = await missing();
  if (left === 0) return;
  throw new UnavailableError(`the server left ${left} of ${ids.length} out: try again`);
}

/** Removes people from a department, by user id. */
export function removePeople(
  { client }: Connection,
  node: Located,
  ids: readonly string[],
): Promise<void> {
  const { departments } = client;
  return writeAndVerify(
    () => departments.removeMembers(keyOf(node), ids, REPEATABLE),
    async () => !(await departments.memberIds(keyOf(node))).some((id) => ids.includes(id)),
  );
}
