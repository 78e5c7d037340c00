import type { NodeKind } from "../../domain";
import type { ListedNode } from "../../snapshot";
import type { Department } from "../../../../sdk/authing";
import { all as readAll } from "../../kit/all";
import type { Connection } from "../connection";
import { rootsAmong } from "../kind-roots";
import { keyOf, membersIn } from "../locations";
import { nameOf } from "../people";

/** The departments of an org. */
export interface Tree {
  readonly org: string;
  /** Parents before their children. */
  readonly listed: Map<string, ListedNode>;
  /** Direct members of each, as the server counts them. */
  readonly counts: ReadonlyMap<string, number>;
}

/** Two requests, however many departments: the org, and its whole tree. */
export async function readNodes({ client }: Connection, org: string): Promise<Tree> {
  const [root, all] = await Promise.all([
    client.organizations.get(org),
    client.departments.all(org),
  ]);
  const { departmentId, membersCount } = root;
  const roots = rootsAmong(org, departmentId, all);
  const kinds = new Map(Object.entries(roots).map(([kind, id]) => [id, kind as NodeKind]));
  const listed = new Map<string, ListedNode>([[departmentId, ofRoot(org, root)]]);
  const below = new Map<string, Department[]>();
  for (const one of all) {
    below.set(one.parentDepartmentId, [...(below.get(one.parentDepartmentId) ?? []), one]);
  }
  // The loop also visits entries that are added in it: so each node is opened after its parent.
  for (const [id, above] of listed) {
    for (const department of below.get(id) ?? []) {
      const kind = kinds.get(department.departmentId);
      const node = toListed(department, kind ?? above.kind, kind !== undefined);
      if (!listed.has(node.id)) listed.set(node.id, node);
    }
  }
  const counts = new Map(all.map((one) => [one.departmentId, one.membersCount]));
  return { org, listed, counts: counts.set(departmentId, membersCount) };
}

function ofRoot(
  org: string,
  { departmentId: id, organizationName: name, description }: RootDepartment,
): ListedNode {
  const kind = "department";
  return {
    ...{ id, nodeId: id, uid: org, kind, name, description: description ?? "" },
    ...{ parent: undefined, builtIn: true },
  };
}

interface RootDepartment {
  readonly departmentId: string;
  readonly organizationName: string;
  readonly description?: string | undefined;
}

function toListed(department: Department, kind: NodeKind, builtIn: boolean): ListedNode {
  const { departmentId: id, openDepartmentId, name, description, parentDepartmentId } = department;
  return {
    ...{ id, nodeId: id, uid: openDepartmentId || id, kind, name, description: description ?? "" },
    ...(builtIn
      ? { parent: undefined, above: parentDepartmentId }
      : { parent: parentDepartmentId }),
    builtIn,
  };
}

/** Who is in an org, and where. */
export interface Members {
  readonly all: readonly string[];
  readonly byNode: ReadonlyMap<string, readonly string[]>;
  /** What they are called, by username. */
  readonly names: ReadonlyMap<string, string>;
}

/**
 * One listing of all members of the org, each with their departments. Whether those are direct
 * memberships only is not documented: a node whose count differs is listed by itself.
 */
export async function readMembers(connection: Connection, tree: Tree): Promise<Members> {
  const { client, people } = connection;
  const { org, listed, counts } = tree;
  const [root = ""] = listed.keys();
  const all: string[] = [];
  const byNode = new Map<string, string[]>();
  const names = new Map<string, string>();
  const filter = { includeChildrenDepartments: true, withDepartmentIds: true };
  for (const user of await readAll(client.departments.members(keyOf({ org, id: root }), filter))) {
    people.remember([user]);
    all.push(nameOf(user));
    names.set(nameOf(user), user.name ?? "");
    for (const id of user.departmentIds ?? []) {
      if (listed.has(id)) byNode.set(id, [...(byNode.get(id) ?? []), nameOf(user)]);
    }
  }
  const uncertain = [...listed.keys()].filter(
    (id) => (byNode.get(id)?.length ?? 0) !== (counts.get(id) ?? 0),
  );
  await Promise.all(
    uncertain.map(async (id) => {
      const members = await membersIn(connection, { org, id });
      byNode.set(
        id,
        members.map((member) => member.id),
      );
    }),
  );
  return { all, byNode, names };
}
