import type { NodeStore, Ref } from "../backend";
import type { NodeChanges, NodeDesired, NodeKey, NodeKind, NodeState } from "../domain";
import { ConflictError, FORMER_NAME, InvalidError } from "../errors";
import { isConflict, isNotFound } from "../../../sdk";
import type { Group } from "../../../sdk/keycloak";
import { all } from "../kit/all";
import { unless } from "../kit/unless";
import type { Connection } from "./connection";
import { KIND, saidKind, topOf, UID, uidOf } from "./ids";
import {
  aboveOf,
  childrenOf,
  membersIn,
  placeOf,
  readGroup,
  requireParent,
  resolveRoot,
} from "./locations";
import { createWithLookup, REPEATABLE } from "./writes";

/** Groups. Whatever their kind, they are one tree, in which siblings have different names. */
export function nodes(connection: Connection): NodeStore {
  const { client } = connection;
  const get = async (ref: Ref) => toState(connection, await readGroup(connection, ref));

  return {
    get,
    resolve: (id) => Promise.resolve(resolveRoot(connection, id)),
    placeOf: (id) => placeOf(connection, id),
    find: async (key) => (await find(connection, key)).map((group) => toState(connection, group)),

    async create(desired) {
      const { org, kind, uid, name, description, parent } = desired;
      const above = aboveOf(resolveRoot(connection, parent));
      const checkParent = () => requireParent(connection, parent, { org, kind });
      if (above === undefined || connection.kinds.get(above) !== kind) await checkParent();
      const wanted = { name, description, attributes: { [UID]: [uid], [KIND]: [kind] } };
      const id = await createWithLookup(
        (options) => client.groups.create(wanted, above, options).catch(explainTaken(desired)),
        async () => (await withUid(connection, desired))[0],
      ).catch(async (error: unknown) => {
        // The parent may be gone meanwhile.
        if (isNotFound(error)) await checkParent();
        throw error;
      });
      connection.kinds.set(id, kind);
      // The server keeps what it takes as it is.
      return toState(connection, { ...wanted, id, parentId: above });
    },

    async update(ref, changes) {
      await write(connection, await readGroup(connection, ref), changes);
      return get(ref);
    },

    async delete({ id }) {
      connection.kinds.delete(id);
      await client.groups.delete(id, REPEATABLE).catch(async (error: unknown) => {
        if (!isNotFound(error)) throw error;
        await connection.requireSight("groups");
      });
    },

    children: async ({ id }) => {
      await readGroup(connection, { id });
      return childrenOf(connection, id);
    },

    async contents({ id }) {
      await readGroup(connection, { id });
      return [...(await childrenOf(connection, id)), ...(await membersIn(connection, id))];
    },
  };

  /** A sibling has the name: it may be this create's, made before its answer was lost. */
  function explainTaken(desired: NodeDesired) {
    return async (error: unknown): Promise<never> => {
      if (!isConflict(error) || (await withUid(connection, desired)).length > 0) throw error;
      const [sibling] = await atPlace(connection, desired.parent, desired.name);
      const which = sibling === undefined ? "" : ` (${sibling.id})`;
      const said = sibling && saidKind(sibling);
      const isOther = said !== undefined && said !== desired.kind;
      const way = isOther
        ? `, as a ${said}: give another name`
        : `: ${FORMER_NAME}; else give another name, or set adopt: "ifExists" to take it over`;
      throw new ConflictError(
        `a group "${desired.name}" exists already at this place${which}${way}`,
        "name",
        { cause: error },
      );
    };
  }
}

/** By the key that the provider keeps; else, where that is asked for, by the place and the name. */
async function find(connection: Connection, key: NodeKey): Promise<Group[]> {
  const found = await withUid(connection, key);
  if (found.length > 0) return found;
  await connection.requireSight("groups");
  const { place, kind } = key;
  if (place === undefined) return [];
  const there = await atPlace(connection, place.parent, place.name);
  return there.filter((group) => (saidKind(group) ?? kind) === kind);
}

async function withUid(
  { client }: Connection,
  { uid, kind }: Pick<NodeKey, "uid" | "kind">,
): Promise<Group[]> {
  // Absent in a realm that is not there.
  const found = await all(client.groups.withAttribute(UID, uid)).catch(unless(isNotFound));
  return (found ?? []).filter(
    (group) => group.attributes?.[UID]?.[0] === uid && saidKind(group) === kind,
  );
}

async function atPlace(connection: Connection, parent: string, name: string): Promise<Group[]> {
  const above = aboveOf(resolveRoot(connection, parent));
  const named = await all(connection.client.groups.named(name)).catch(unless(isNotFound));
  return (named ?? []).filter((group) => group.name === name && group.parentId === above);
}

/** A rename comes before a move, unless a sibling has the name that only the new place has free. */
async function write(connection: Connection, live: Group, changes: NodeChanges): Promise<void> {
  const { name, description, parent } = changes;
  const attributes = await attributesOf(connection, live, changes);
  const isEdited = [name, description, attributes].some((one) => one !== undefined);
  const edit = async () => {
    const kept = { name: live.name, description: live.description ?? undefined };
    const wanted = { name: name ?? kept.name, description: description ?? kept.description };
    await connection.client.groups.update(live.id, { ...wanted, attributes }, REPEATABLE);
    if (changes.kind !== undefined) connection.kinds.set(live.id, changes.kind);
  };
  if (parent === undefined || resolveRoot(connection, parent) === parentOf(connection, live)) {
    if (isEdited) await edit().catch(explainSibling(name));
    return;
  }
  const isFirst = isEdited && (await edit().then(() => true, unless(isConflict))) === true;
  const now = { kind: changes.kind ?? saidKind(live), name: isFirst && name ? name : live.name };
  await move(connection, { ...live, ...now }, parent);
  if (isEdited && !isFirst) await edit().catch(explainSibling(name));
}

/**
 * The attributes of a group of another kind or key, which stays the same group with all in it.
 * @throws ConflictError where another group has the key
 */
async function attributesOf(
  connection: Connection,
  live: Group,
  { kind = saidKind(live), uid }: NodeChanges,
): Promise<Group["attributes"]> {
  if (kind === saidKind(live) && uid === undefined) return undefined;
  const [other] =
    uid === undefined || kind === undefined ? [] : await withUid(connection, { uid, kind });
  if (other !== undefined && other.id !== live.id) {
    throw new ConflictError(
      `${kind} "${uid}" exists already (${other.id}): give another key`,
      "uid",
    );
  }
  return {
    ...live.attributes,
    ...(kind !== undefined && { [KIND]: [kind] }),
    ...(uid !== undefined && { [UID]: [uid] }),
  };
}

const explainSibling =
  (name = "") =>
  (error: unknown): never => {
    if (!isConflict(error)) throw error;
    const message = `a group "${name}" exists already at this place: give another name`;
    throw new ConflictError(message, "name", { cause: error });
  };

/** A node can't go below itself, which the server answers with 500. */
class CircleError extends InvalidError {}

/** @throws InvalidError naming the parent that is invalid */
async function move(
  connection: Connection,
  live: Pick<Group, "id" | "name"> & { readonly kind: NodeKind | undefined },
  parent: string,
): Promise<void> {
  const { client, realm: org, moves } = connection;
  const above = aboveOf(resolveRoot(connection, parent));
  const attempt = async () => {
    const target = await requireParent(connection, parent, { org, kind: live.kind });
    if (target && (await isBelow(connection, target, live.id))) {
      const message = `${live.id} can't move there: ${parent} lies below it`;
      throw new CircleError(message, "parent");
    }
    const isThere = async () => (await client.groups.get(live.id)).parentId === above;
    await client.groups
      .move(live.id, live.name, above, { hasHappened: isThere })
      .catch(async (error: unknown) => {
        if (isConflict(error)) explainSibling(live.name)(error);
        if (!(await isThere())) throw error;
      });
  };
  await moves.make(attempt, (error) => error instanceof CircleError);
}

/** Whether a group is this one, or below it. */
async function isBelow(connection: Connection, group: Group, id: string): Promise<boolean> {
  const passed = new Set<string>();
  for (let at: Group | undefined = group; at !== undefined;) {
    if (at.id === id || passed.has(at.id)) return true;
    passed.add(at.id);
    at = at.parentId === undefined ? undefined : await readGroup(connection, { id: at.parentId });
  }
  return false;
}

const parentOf = ({ realm }: Connection, { parentId }: Group): string => parentId ?? topOf(realm);

export function toState(connection: Connection, group: Group): NodeState {
  const { id, name, description } = group;
  const kind = saidKind(group);
  return {
    ...{ id, nodeId: id, uid: uidOf(group), name, description: description ?? "" },
    ...{ parent: parentOf(connection, group), ...(kind !== undefined && { kind }) },
  };
}
