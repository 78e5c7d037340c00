import type { Content, NodeStore, Ref } from "../backend";
import type { NodeDesired, NodeState } from "../domain";
import { ConflictError, InvalidError, NotEmptyError } from "../errors";
import { isInvalid, isNotFound, type Node, type RequestOptions } from "../../../sdk";
import { capabilities } from "./capabilities";
import { deleteGroupBesideNode } from "./auto-created-groups";
import type { Connection } from "./connection";
import { accessOf, dropUnknown, fromChanges, namesOthers, toAccess } from "./node-access";
import { PREFIX } from "./ids";
import { inherit } from "./inherit";
import { kindIn, placeOf, requireParent, resolveRoot } from "./locations";
import { toContent } from "./members";
import { all } from "../kit/all";
import { unless } from "../kit/unless";
import { createWithLookup, REPEATABLE } from "./writes";

/** Departments and groups. */
export function nodes(connection: Connection): NodeStore {
  const { client } = connection;

  const resolve = (id: string) => resolveRoot(connection, id);

  const get = ({ org, id }: Ref) =>
    connection.seeing(org, async () => toState(await client.node.get(await resolve(id))));

  return {
    resolve,
    get,
    inherit: (from, to) => connection.seeing(from.org, () => inherit(connection, from.id, to.id)),
    placeOf: (id) => placeOf(connection, id),

    // A node of another org or kind may have the uid.
    async find({ org, kind, uid }) {
      const node = await client.node.find(PREFIX[kind] + uid);
      if (!node) return [];
      const found = await kindIn(connection, org, node.nodeUid).catch(unless(isNotFound));
      return found === kind ? [toState(node)] : [];
    },

    async create(desired) {
      const parent = await resolve(desired.parent);
      await requireParent(connection, parent, desired);
      const node = await createOrHeal(connection, parent, desired);
      connection.places.set(node.nodeUid, { org: desired.org, kind: desired.kind });
      return toState(node);
    },

    // The response is the new state, unless the node moves, or the change names others: the response
    // repeats unknown names, which the next read does not have (ARKID.md 18).
    async update({ org, id }, { parent, ...changes }) {
      const fields = await fromChanges(connection, id, changes);
      const target = parent === undefined ? undefined : await resolve(parent);
      if (target !== undefined && org !== undefined) {
        await requireParent(connection, target, { org });
      }
      let updated: Node | undefined;
      if (Object.keys(fields).length > 0) {
        updated = await connection.seeing(org, () => client.node.update(id, fields, REPEATABLE));
        await dropUnknown(connection, org, changes);
      }
      if (target !== undefined) {
        await client.node.addChildren(target, [id], REPEATABLE).catch(refusedMove);
      }
      if (updated && target === undefined && !namesOthers(changes)) return toState(updated);
      return get({ id, ...(org !== undefined && { org }) });
    },

    async delete(ref) {
      await deleteGroupBesideNode(connection, ref);
      const remove = () => client.node.delete(ref.id, {}, REPEATABLE);
      await connection.seeing(ref.org, remove).catch(full(ref.id)).catch(unless(isNotFound));
    },

    children: ({ org, id }) => connection.seeing(org, () => childrenOf(connection, id)),

    contents: ({ org, id }) =>
      connection.seeing(org, async () => {
        const children = await childrenOf(connection, id);
        return [...children, ...(await all(client.node.listMembers(id))).map(toContent)];
      }),
  };
}

/** The uid may be taken by a node without a parent, left by an earlier run, which no listing shows. */
async function createOrHeal(
  connection: Connection,
  parent: string,
  desired: NodeDesired,
): Promise<Node> {
  const isThere = () => isMade(connection, parent, desired);
  const create = () =>
    createWithLookup((options) => post(connection, parent, desired, options), isThere);
  try {
    return await create();
  } catch (error) {
    if (!(error instanceof ConflictError) || (await isThere())) throw error;
    return create();
  }
}

async function childrenOf({ client }: Connection, id: string): Promise<Content[]> {
  const children = await client.node.listChildren(id);
  return children.map(({ nodeUid, name }) => ({ kind: "node", id: nodeUid, name }));
}

async function post(
  connection: Connection,
  parent: string,
  desired: NodeDesired,
  options: RequestOptions,
): Promise<Node> {
  const { uid, name, description: remark, acceptsMembers: acceptUser } = desired;
  const fields = { ...accessOf(desired), uid, name, remark, acceptUser };
  try {
    return await connection.client.node.createChild(parent, fields, options);
  } catch (error) {
    // The parent exists and patterns are checked: the uid can only be taken (ARKID.md 13).
    if (!isInvalid(error) || error.field !== "uid") throw error;
    throw new ConflictError(`uid "${uid}" is taken, maybe in another org`, "uid", { cause: error });
  }
}

/**
 * Whether a create that failed has made the node after all. The server may leave one without a
 * parent: a department is moved to its place, a group is deleted, since it can't move (ARKID.md 19
 * and "Same-uid node race"). The server's own top nodes have no parent either.
 */
async function isMade(
  { client }: Connection,
  parent: string,
  { kind, uid, name }: NodeDesired,
): Promise<boolean> {
  const id = PREFIX[kind] + uid;
  const node = await client.node.find(id);
  if (node === undefined) return false;
  if (node.parentNodeUid !== null || uid === TOP || !sameName(node, name)) return true;
  if (node.nodeSubject === "dept") {
    await client.node.addChildren(parent, [id]);
    return true;
  }
  await client.node.delete(id);
  return false;
}

/** The uid of the server's own top nodes, above all orgs. */
const TOP = "root";

const sameName = (node: Node, name: string) => node.name.trim() === name.trim();

/** The server returns `deadlock` for a cycle and `across_scope` for a group that would change roots. */
function refusedMove(error: unknown): never {
  if (!isInvalid(error) || error.field !== "node") throw error;
  const message = error.detail.includes("deadlock")
    ? "the node can't move there: it lies below the node itself"
    : capabilities.branchProblem("group");
  throw new InvalidError(message ?? error.message, "parent", { cause: error });
}

/** The server returns `protected_by_child_node` or `protected_by_child_user` (ARKID.md 21). */
const full =
  (id: string) =>
  (cause: unknown): never => {
    if (!isInvalid(cause) || !cause.detail.includes("protected_by_child")) throw cause;
    throw new NotEmptyError(`${id} still holds nodes or people`, undefined, { cause });
  };

function toState(node: Node): NodeState {
  return {
    id: node.nodeUid,
    uid: node.uid,
    name: node.name,
    description: node.remark,
    nodeId: String(node.deptId ?? node.groupId),
    parent: node.parentNodeUid ?? "",
    ...toAccess(node),
    ...(node.acceptUser !== undefined && { acceptsMembers: node.acceptUser }),
  };
}
