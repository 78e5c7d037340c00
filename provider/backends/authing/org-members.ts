import type { OrgMemberStore } from "../backend";
import type { MemberFields } from "../domain";
import { NotFoundError } from "../errors";
import { all } from "../kit/all";
import type { Connection } from "./connection";
import { keyOf, type Located } from "./locations";
import { changeMembers } from "./members";
import { nameOf } from "./people";

/** An organization keeps nothing of its people. */
export const NOTHING: MemberFields = {
  email: "",
  employeeNumber: "",
  position: "",
  hireDate: "",
  description: "",
};

/** Up to so many people are read one by one; for more, everybody is listed. */
const FEW = 5;

/**
 * The members of an organization are those of its departments. People join and leave it by its root
 * department: those who are in another department too stay in it.
 */
export function orgMembers(connection: Connection): OrgMemberStore {
  const { client, people } = connection;
  const rootOf = async (org: string): Promise<Located> => ({
    org,
    id: (await connection.rootsOf(org)).department,
  });

  const list = async (org: string) => {
    const root = keyOf(await rootOf(org));
    const filter = { includeChildrenDepartments: true, withDepartmentIds: true };
    const members = await all(client.departments.members(root, filter));
    people.remember(members);
    return members;
  };

  /** The departments of an org that somebody is in. */
  const placesOf = async (org: string, name: string) => {
    const user = await people.find(name);
    const places = user ? await all(client.users.departments(user.userId)) : [];
    return places.filter((one) => one.organizationCode === org).map((one) => one.departmentId);
  };

  return {
    list: async ({ id }) => (await list(id)).map(nameOf),

    change: async ({ id }, { add, remove }) =>
      changeMembers(connection, await rootOf(id), { add, remove }),

    async get({ org = "", id }) {
      await client.organizations.get(org);
      if ((await placesOf(org, id)).length > 0) return NOTHING;
      throw new NotFoundError(`"${id}" is in no department of org ${org}`);
    },

    update: () => Promise.resolve(NOTHING),

    // They leave their departments with their delete.
    depart: () => Promise.resolve([]),

    async bound({ id: org }, names) {
      const { id: root } = await rootOf(org);
      if (names.length > FEW) return boundAmong(names, await list(org), await below(org));
      const places = await Promise.all(names.map((name) => placesOf(org, name)));
      return names.filter((_, index) => places[index]?.some((id) => id !== root));
    },
  };

  /** The departments below the root. */
  async function below(org: string): Promise<Set<string>> {
    const listed = await client.departments.all(org);
    const { department } = await connection.rootsOf(org);
    return new Set(
      listed.map(({ departmentId }) => departmentId).filter((id) => id !== department),
    );
  }
}

interface Member {
  readonly userId: string;
  readonly username?: string | null | undefined;
  readonly departmentIds?: readonly string[] | undefined;
}

function boundAmong(names: readonly string[], members: Member[], below: Set<string>): string[] {
  const inside = members.filter(({ departmentIds = [] }) =>
    departmentIds.some((id) => below.has(id)),
  );
  const bound = new Set(inside.map(nameOf));
  return names.filter((name) => bound.has(name));
}
