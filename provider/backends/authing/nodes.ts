import type { NodeStore, Ref } from "../backend";
import type { NodeChanges, NodeDesired, NodeKey, NodeState } from "../domain";
import { InvalidError } from "../errors";
import { parseRootId } from "../domain/root-id";
import { isInvalid, isNotFound } from "../../../sdk";
import type { Department } from "../../../sdk/authing";
import { unless } from "../kit/unless";
import type { Connection } from "./connection";
import {
  childrenOf,
  keyOf,
  kindOf,
  locate,
  type Located,
  membersIn,
  placeOf,
  read,
  requireParent,
  resolveRoot,
} from "./locations";
import { inherit, moveNode } from "./inherit";
import { createWithLookup, deleteUntilGone, REPEATABLE, writeAndVerify } from "./writes";

/** Departments, and virtual ones for groups and the like. */
export function nodes(connection: Connection): NodeStore {
  const { departments } = connection.client;
  const get = async (ref: Ref) => toState(await read(connection, ref));

  return {
    get,
    resolve: (id) => resolveRoot(connection, id),
    placeOf: (id) => placeOf(connection, id),

    async find(key) {
      const found = await findByKey(connection, key);
      if (!found || (await kindOf(connection, found)) !== key.kind) return [];
      return [toState(found)];
    },

    async create(desired) {
      const parent = await parentOf(connection, desired);
      await requireParent(connection, parent, desired);
      const wanted = fromDesired(desired, parent);
      const made = await createWithLookup(
        (options) => departments.create(wanted, options),
        () => findByKey(connection, desired),
      );
      connection.places.set(made.departmentId, { org: desired.org, kind: desired.kind });
      return toState(made);
    },

    async update(ref, changes) {
      const node = await locate(connection, ref);
      await write(connection, node, changes);
      return get(node);
    },

    async delete(ref) {
      const node = await locate(connection, ref).catch(unless(isNotFound));
      if (node === undefined) return;
      await deleteUntilGone(
        () => departments.delete(keyOf(node), REPEATABLE),
        () => departments.get(keyOf(node)).catch(unless(isNotFound)),
      );
    },

    children: async (ref) => childrenOf(connection, await locate(connection, ref)),

    async contents(ref) {
      const node = await locate(connection, ref);
      return (
        await Promise.all([childrenOf(connection, node), membersIn(connection, node)])
      ).flat();
    },

    inherit: async (from, to) =>
      inherit(connection, await locate(connection, from), await locate(connection, to)),
  };
}

/** The node of this key, of any kind. */
function findByKey({ client }: Connection, { org, uid }: NodeKey): Promise<Department | undefined> {
  const key = { ...keyOf({ org, id: uid }), departmentIdType: "open_department_id" } as const;
  return client.departments.get(key).catch(unless(isNotFound));
}

/** The parent's id; a kind's root is created with the first node below it. */
async function parentOf(connection: Connection, { parent }: NodeDesired): Promise<string> {
  const root = parseRootId(parent);
  return root ? ((await connection.ensureRoot(root)) ?? parent) : parent;
}

const fromDesired = ({ org, kind, uid, name, description }: NodeDesired, parent: string) => ({
  ...{ organizationCode: org, parentDepartmentId: parent, openDepartmentId: uid, name },
  ...(description !== undefined && { description }),
  ...(kind !== "department" && { isVirtualNode: true }),
});

async function write(
  connection: Connection,
  node: Located,
  { name, description, parent }: NodeChanges,
): Promise<void> {
  const fields = {
    ...(name !== undefined && { name }),
    ...(description !== undefined && { description }),
  };
  const { departments } = connection.client;
  if (parent !== undefined) await move(connection, node, parent);
  if (Object.keys(fields).length === 0) return;
  await writeAndVerify(
    () => departments.update(keyOf(node), fields, REPEATABLE),
    async () => {
      const live = toState(await departments.get(keyOf(node)));
      return (
        live.name === (name ?? live.name) && live.description === (description ?? live.description)
      );
    },
  );
}

/** @throws InvalidError naming the parent that is invalid */
async function move(connection: Connection, node: Located, parent: string): Promise<void> {
  const place = await placeOf(connection, node.id);
  const root = parseRootId(parent);
  const parentDepartmentId = root ? ((await connection.ensureRoot(root)) ?? parent) : parent;
  await requireParent(connection, parentDepartmentId, place);
  try {
    await moveNode(connection, node, parentDepartmentId);
  } catch (error) {
    if (!isInvalid(error)) throw error;
    const message = `the node can't move there: ${error.detail}`;
    throw new InvalidError(message, "parent", { cause: error });
  }
}

/** The id is the server's own; the key finds the node again. */
export function toState(department: Department): NodeState {
  const { departmentId, openDepartmentId, name, description, parentDepartmentId } = department;
  return {
    ...{ id: departmentId, nodeId: departmentId, name },
    uid: openDepartmentId || departmentId,
    description: description ?? "",
    parent: parentDepartmentId ?? "",
  };
}
