import type { Content, OrgStore } from "../backend";
import type { OrgState, OrgKey } from "../domain";
import { ProviderError } from "../errors";
import { isNotFound, type Org, type RequestOptions } from "../../../sdk";
import { appsOf } from "./apps";
import type { Connection } from "./connection";
import {
  autoCreatedGroupsOf,
  deleteAutoCreatedGroup,
  isAutoCreatedGroup,
} from "./auto-created-groups";
import { rootsOf } from "./ids";
import { deleteOwnPerms, permsOf } from "./perms";
import { toContent } from "./members";
import { all } from "../kit/all";
import { unless } from "../kit/unless";
import { createWithLookup, REPEATABLE } from "./writes";

/** Orgs. Names may repeat, and only the caller's own orgs can be listed. */
export function orgs(connection: Connection): OrgStore {
  const { client } = connection;
  const list = async () => (await client.org.own()).map(toState);
  const find = async ({ name }: OrgKey) => (await list()).filter((org) => org.name === name);
  return {
    list,
    find,

    get: async ({ id }) => toState(connection.rememberRoots(await client.org.get(id))),

    async create({ name }) {
      const before = new Set((await find({ name })).map(({ id }) => id));
      const fresh = async () => (await find({ name })).filter(({ id }) => !before.has(id));
      const create = (options: RequestOptions) => client.org.create({ name }, options);
      const hasHappened = async () => (await fresh()).length > 0;
      const made = toState(connection.rememberRoots(await createWithLookup(create, hasHappened)));
      connection.owned.forget();
      const others = (await fresh()).filter(({ id }) => id !== made.id);
      await requireFirst(connection, made, others);
      return made;
    },

    async update({ id }, { name }) {
      return toState(
        name === undefined
          ? await client.org.get(id)
          : await client.org.update(id, { name }, REPEATABLE),
      );
    },

    delete: ({ id }) => remove(connection, id),
    contents: ({ id }) => contentsOf(connection, id),
  };
}

/**
 * Two runs at once may both find no org of the name, and both make one. Each lists again after its
 * create: the later one sees the other org, and deletes its own again.
 * @throws ProviderError naming the org that came first
 */
async function requireFirst(
  connection: Connection,
  made: OrgState,
  others: readonly OrgState[],
): Promise<void> {
  if (others.length === 0) return;
  const own = await ageOf(connection, made);
  const ages = await Promise.all(others.map((other) => ageOf(connection, other)));
  const first = others.find((_, index) => Number(ages[index]) < Number(own));
  if (first === undefined) return;
  const isEmpty = (await contentsOf(connection, made.id)).length === 0;
  if (isEmpty) await remove(connection, made.id);
  throw new ProviderError(
    `another run made an org "${made.name}" (${first.id}) at the same time; this one's (${made.id}) ${isEmpty ? "is deleted again" : "is left, since it is in use"}: if both mean one org, set adopt: "ifExists" to take that one over; else give another name`,
  );
}

/** A number that grows with every org; `undefined` if the org is gone meanwhile. */
async function ageOf({ client }: Connection, { roots }: OrgState): Promise<number | undefined> {
  return (await client.node.find(String(roots.department)))?.deptId;
}

/** Deletes an org, first its auto-created groups and perms, which the server would leave behind. */
async function remove(connection: Connection, id: string): Promise<void> {
  for (const group of await autoCreatedGroupsOf(connection, id)) {
    await deleteAutoCreatedGroup(connection, group);
  }
  await deleteOwnPerms(connection, id);
  await connection.client.org.delete(id, REPEATABLE).catch(unless(isNotFound));
  connection.owned.forget();
}

async function contentsOf(connection: Connection, id: string): Promise<Content[]> {
  const roots = Object.values(await connection.rootsOf(id));
  const children = await Promise.all(
    roots.map((root) => connection.client.node.listChildren(root).catch(unless(isNotFound))),
  );
  const nodes = children
    .flatMap((nodes) => nodes ?? [])
    .filter((node) => !roots.includes(node.nodeUid) && !isAutoCreatedGroup(node))
    .map(({ nodeUid, name }): Content => ({ kind: "node", id: nodeUid, name }));
  // The server keeps perms of its scope, so that those the caller may not see are not lost.
  const [apps, ...others] = await Promise.all([
    appsOf(connection, id),
    permsOf(connection, id),
    membersBesideCaller(connection, id),
  ]);
  const contents = apps.map(({ uid, name }): Content => ({ kind: "app", id: uid, name }));
  return [...nodes, ...contents, ...others.flat()];
}

/** The account that creates an org is its first member. */
async function membersBesideCaller(connection: Connection, id: string): Promise<Content[]> {
  const { username: caller } = await connection.caller();
  const members = await all(connection.client.org.listMembers(id));
  return members.filter(({ username }) => username !== caller).map(toContent);
}

function toState(org: Org): OrgState {
  return { id: org.oid, name: org.name, owner: org.owner, roots: rootsOf(org) };
}
