import type { Content, OrgStore } from "../../backend";
import type { OrgState, OrgKey } from "../../domain";
import { isNotFound, type ChildNode, type Org, type RequestOptions } from "../../../sdk";
import type { Connection } from "./connection";
import { deleteCompanion, isCompanion } from "./companions";
import { rootsOf } from "./ids";
import { appContents } from "./org-apps";
import { deleteOwnPerms, permsOf } from "./perms";
import { unless } from "../unless";
import { createByProof, REPEATABLE } from "./writes";

/** Orgs. Names repeat, and there is no list of all: the caller's own are what can be found. */
export function orgs(connection: Connection): OrgStore {
  const { client } = connection;
  const list = async () => (await client.org.own()).map(toState);
  const find = async ({ name }: OrgKey) => (await list()).filter((org) => org.name === name);
  return {
    list,
    find,

    get: async ({ id }) => toState(connection.meet(await client.org.get(id))),

    async create({ name }) {
      const before = new Set((await find({ name })).map(({ id }) => id));
      const made = async () => (await find({ name })).some(({ id }) => !before.has(id));
      const create = (options: RequestOptions) => client.org.create({ name }, options);
      return toState(connection.meet(await createByProof(create, made)));
    },

    async update({ id }, { name }) {
      return toState(
        name === undefined
          ? await client.org.get(id)
          : await client.org.update(id, { name }, REPEATABLE),
      );
    },

    async delete({ id }) {
      for (const companion of await companionsOf(connection, id)) {
        await deleteCompanion(connection, companion);
      }
      await deleteOwnPerms(connection, id);
      await client.org.delete(id, REPEATABLE).catch(unless(isNotFound));
    },

    async contents({ id }) {
      const roots = Object.values(await connection.rootsOf(id));
      const children = await Promise.all(
        roots.map((root) => client.node.listChildren(root).catch(unless(isNotFound))),
      );
      const nodes = children
        .flatMap((nodes) => nodes ?? [])
        .filter((node) => !roots.includes(node.nodeUid) && !isCompanion(node))
        .map(({ nodeUid, name }): Content => ({ kind: "node", id: nodeUid, name }));
      // Perms of its scope that the caller may not see are not lost with it: the server keeps them.
      const others = await Promise.all([
        appContents(connection, id),
        permsOf(connection, id),
        membersBesideCaller(connection, id),
      ]);
      return [...nodes, ...others.flat()];
    },
  };
}

/** Who creates an org is its first member. */
async function membersBesideCaller(connection: Connection, id: string): Promise<Content[]> {
  const { username: caller } = await connection.caller();
  const members: Content[] = [];
  for await (const { username, name } of connection.client.org.listMembers(id)) {
    if (username !== caller) members.push({ kind: "member", id: username, name: name || username });
  }
  return members;
}

/** The groups that the server made by itself and leaves behind, unseen, when their org goes. */
async function companionsOf(connection: Connection, id: string): Promise<ChildNode[]> {
  const roots = await connection.rootsOf(id).catch(unless(isNotFound));
  if (roots === undefined) return [];
  const managers = await connection.client.node
    .listChildren(roots.manager)
    .catch(unless(isNotFound));
  return (managers ?? []).filter(isCompanion);
}

function toState(org: Org): OrgState {
  return { id: org.oid, name: org.name, owner: org.owner, roots: rootsOf(org) };
}
