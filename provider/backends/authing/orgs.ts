import type { Content, OrgStore, Ref } from "../backend";
import type { OrgState } from "../domain";
import { ProviderError } from "../errors";
import { rootId } from "../domain/root-id";
import { isNotFound } from "../../../sdk";
import type { Organization } from "../../../sdk/authing";
import { all } from "../kit/all";
import { unless } from "../kit/unless";
import { capabilities } from "./capabilities";
import type { Connection } from "./connection";
import { childrenOf, membersIn } from "./locations";
import { deleteNamespace, permsOf } from "./perms";
import { createWithLookup, deleteUntilGone, REPEATABLE, writeAndVerify } from "./writes";

/** Organizations, by their code. */
export function orgs(connection: Connection): OrgStore {
  const { organizations } = connection.client;
  const get = async ({ id }: Ref) => toState(await organizations.get(id));
  const lookup = (code: string) => organizations.get(code).catch(unless(isNotFound));

  const list = async () => (await all(organizations.list())).map(toState);

  return {
    get,
    list,

    async find({ uid, name }) {
      if (uid !== undefined) {
        const found = await lookup(uid);
        return found ? [toState(found)] : [];
      }
      return (await list()).filter((org) => org.name === name);
    },

    async create({ name: organizationName, uid: organizationCode = "" }) {
      const wanted = { organizationCode, organizationName };
      const made = createWithLookup(
        (options) => organizations.create(wanted, options),
        () => lookup(organizationCode),
      );
      return toState(await made);
    },

    async update({ id }, { name }) {
      if (name !== undefined) {
        await writeAndVerify(
          () => organizations.update(id, { organizationName: name }, REPEATABLE),
          async () => (await get({ id })).name === name,
        );
      }
      return get({ id });
    },

    // The server deletes the whole tree (AUTHING.md 2): nodes that were added meanwhile stop it.
    async delete({ id }) {
      connection.forgetRoots(id);
      const left = await nodesIn(connection, id).catch(unless(isNotFound));
      if (left === undefined) return;
      if (left.length > 0) {
        const names = left.map(({ name }) => name).join(", ");
        throw new ProviderError(`org ${id} is not deleted: ${names} is in it by now`);
      }
      await deleteNamespace(connection, id);
      await deleteUntilGone(
        () => organizations.delete(id, REPEATABLE),
        () => lookup(id),
      );
      connection.forgetRoots(id);
    },

    async contents({ id }) {
      const { department } = await connection.rootsOf(id);
      const parts = await Promise.all([
        nodesIn(connection, id),
        permsOf(connection, id),
        membersIn(connection, { org: id, id: department }),
      ]);
      return parts.flat();
    },
  };
}

/** The nodes below the roots of all kinds, which are the provider's own. */
async function nodesIn(connection: Connection, org: string): Promise<Content[]> {
  const roots = Object.values(await connection.rootsOf(org));
  const below = await Promise.all(roots.map((id) => childrenOf(connection, { org, id })));
  return below.flat().filter(({ id }) => !roots.includes(id));
}

/** Organizations have no owner. Roots are named by kind: those of groups come with the first group. */
function toState({ organizationCode: id, organizationName: name }: Organization): OrgState {
  const roots = capabilities.nodeKinds.map((kind) => [kind, rootId({ org: id, kind })] as const);
  return { id, uid: id, name, owner: "", roots: Object.fromEntries(roots) };
}
