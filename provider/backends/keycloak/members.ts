import type { Collection, Ref } from "../backend";
import { isConflict, isNotFound } from "../../../sdk";
import { unless } from "../kit/unless";
import type { Connection } from "./connection";
import { membersIn, readGroup } from "./locations";
import { REPEATABLE } from "./writes";

/** Direct members of groups, by username; the server lists them by it. */
export function nodeMembers(connection: Connection): Collection<Ref, string> {
  const { client, people } = connection;
  return {
    async list({ id }) {
      try {
        const members = await membersIn(connection, id);
        if (members.length === 0) await connection.requireSight("users");
        return members.map((one) => one.id);
      } catch (error) {
        if (isNotFound(error)) await connection.requireSight("groups");
        throw error;
      }
    },

    // Additions come first: an unknown name is refused before anybody is removed.
    async change(ref, { add, remove }) {
      const isKnown = connection.kinds.has(ref.id);
      if (add.length + remove.length > 0 && !isKnown) await readGroup(connection, ref);
      const joining = await people.requireIdsOf(add);
      await Promise.all(
        [...joining.values()].map((id) =>
          // Who joins twice at once is in it by now (KEYCLOAK.md 6).
          client.users.join(id, ref.id, REPEATABLE).catch(unless(isConflict)),
        ),
      );
      const leaving = await people.idsOf(remove);
      await Promise.all(
        [...leaving.values()].map((id) =>
          client.users.leave(id, ref.id, REPEATABLE).catch(unless(isNotFound)),
        ),
      );
    },
  };
}
