import type { OrgMemberStore } from "../backend";
import type { MemberFields } from "../domain";
import { NotFoundError, ProviderError } from "../errors";
import type { Connection } from "./connection";
import { readAll } from "./whole";

/** A realm keeps nothing of its people that is not their own. */
export const NOTHING: MemberFields = {
  email: "",
  employeeNumber: "",
  position: "",
  hireDate: "",
  description: "",
};

/** Who is in the realm is in the org, and leaves it only with their account. */
export function orgMembers(connection: Connection): OrgMemberStore {
  const { client, people } = connection;
  return {
    list: async () =>
      people.remember(await readAll(client.users.list(), () => client.users.count())),

    async change({ id }, { add, remove }) {
      await people.requireIdsOf(add);
      const [first] = (await people.idsOf(remove)).keys();
      if (first === undefined) return;
      throw new ProviderError(
        `"${first}" is in ${id} for as long as they have an account: delete the User`,
      );
    },

    async get({ id }) {
      if (await people.find(id)) return NOTHING;
      await connection.requireSight("users");
      throw new NotFoundError(`there is no user "${id}"`);
    },

    update: () => Promise.resolve(NOTHING),
    // They leave their groups with their delete.
    depart: () => Promise.resolve([]),
    bound: (_org, usernames) => Promise.resolve([...usernames]),
  };
}
