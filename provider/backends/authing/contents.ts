import type { Content } from "../backend";
import type { Connection } from "./connection";
import { nameOf } from "./people";

/** A node whose org is known. */
export interface Located {
  readonly org: string;
  readonly id: string;
}

/** As the server addresses it. */
export const keyOf = ({ org, id }: Located) => ({ organizationCode: org, departmentId: id });

/** The nodes directly below. */
export async function childrenOf({ client }: Connection, node: Located): Promise<Content[]> {
  const children = await client.departments.children(keyOf(node));
  return children.map(({ departmentId: id, name }) => ({ kind: "node", id, name }));
}

/** The people of a node itself. */
export async function membersIn({ client, people }: Connection, node: Located): Promise<Content[]> {
  const members: Content[] = [];
  for await (const user of client.departments.members(keyOf(node))) {
    people.meet([user]);
    members.push({ kind: "member", id: nameOf(user), name: user.name || nameOf(user) });
  }
  return members;
}
