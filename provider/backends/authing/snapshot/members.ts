import type { Connection } from "../connection";
import { keyOf, membersIn } from "../contents";
import { nameOf } from "../people";
import type { Tree } from "./nodes";

/** Who is in an org, and where. */
export interface Members {
  readonly all: readonly string[];
  readonly byNode: ReadonlyMap<string, readonly string[]>;
}

/**
 * One listing of all who are in the org, each with his departments. Whether those hold only where he
 * is himself is not documented: a node whose count says otherwise is listed by itself.
 */
export async function readMembers(connection: Connection, tree: Tree): Promise<Members> {
  const { client, people } = connection;
  const { org, listed, counts } = tree;
  const [root = ""] = listed.keys();
  const all: string[] = [];
  const byNode = new Map<string, string[]>();
  const filter = { includeChildrenDepartments: true, withDepartmentIds: true };
  for await (const user of client.departments.members(keyOf({ org, id: root }), filter)) {
    people.meet([user]);
    all.push(nameOf(user));
    for (const id of user.departmentIds ?? []) {
      if (listed.has(id)) byNode.set(id, [...(byNode.get(id) ?? []), nameOf(user)]);
    }
  }
  const doubtful = [...listed.keys()].filter(
    (id) => (byNode.get(id)?.length ?? 0) !== (counts.get(id) ?? 0),
  );
  await Promise.all(
    doubtful.map(async (id) => {
      const members = await membersIn(connection, { org, id });
      byNode.set(
        id,
        members.map((member) => member.id),
      );
    }),
  );
  return { all, byNode };
}
