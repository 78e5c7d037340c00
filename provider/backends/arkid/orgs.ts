import type { Content, OrgState, Store, OrgChanges, OrgDesired, OrgKey } from "../../backend";
import { isNotFound, type Org } from "../../../sdk";
import type { Connection } from "./connection";
import { isCompanion } from "./companions";
import { rootsOf } from "./ids";
import { createByProof } from "./writes";

/** Orgs. Names repeat, and there is no list of all: the caller's own are what can be found. */
export function orgs(connection: Connection): Store<OrgKey, OrgState, OrgDesired, OrgChanges> {
  const { client } = connection;
  const find = async ({ name }: OrgKey) => {
    const own = await client.org.own();
    return own.filter((org) => org.name === name).map(toState);
  };
  return {
    find,

    get: async ({ id }) => toState(await client.org.get(id)),

    async create({ name }) {
      const before = new Set((await find({ name })).map(({ id }) => id));
      const made = async () => (await find({ name })).some(({ id }) => !before.has(id));
      return toState(await createByProof(() => client.org.create({ name }), made));
    },

    async update({ id }, { name }) {
      return toState(
        name === undefined ? await client.org.get(id) : await client.org.update(id, { name }),
      );
    },

    async delete({ id }) {
      await client.org.delete(id).catch(unless(isNotFound));
    },

    async contents({ id }) {
      const roots = Object.values(await connection.rootsOf(id));
      const children = await Promise.all(
        roots.map((root) => client.node.listChildren(root).catch(unless(isNotFound))),
      );
      return children
        .flatMap((nodes) => nodes ?? [])
        .filter((node) => !roots.includes(node.nodeUid) && !isCompanion(node))
        .map(({ nodeUid, name }): Content => ({ kind: "node", id: nodeUid, name }));
    },
  };
}

function toState(org: Org): OrgState {
  return { id: org.oid, name: org.name, owner: org.owner, roots: rootsOf(org) };
}

/** Lets an expected error pass as nothing. */
export function unless(expected: (error: unknown) => boolean): (error: unknown) => undefined {
  return (error) => {
    if (!expected(error)) throw error;
    return undefined;
  };
}
