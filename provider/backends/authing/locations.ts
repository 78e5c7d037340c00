import type { Ref } from "../backend";
import { InvalidError, NotFoundError } from "../errors";
import type { NodeKind } from "../domain";
import { parseRootId, type Place } from "../domain/root-id";
import { isNotFound } from "../../../sdk";
import type { Department } from "../../../sdk/authing";
import { requireNoCircle } from "../kit/circle";
import { unless } from "../kit/unless";
import type { Connection } from "./connection";
import { keyOf, type Located } from "./contents";
import type { Roots } from "./kind-roots";

/** The node that `<org>/<kind>` means; another id means itself, and so does a root that is not there yet. */
export async function resolveRoot(connection: Connection, id: string): Promise<string> {
  const root = parseRootId(id);
  return root ? ((await connection.rootsOf(root.org))[root.kind] ?? id) : id;
}

/** @throws NotFoundError for a root that is not there yet; the SDK's for another node */
export async function read(connection: Connection, { org, id }: Ref): Promise<Department> {
  const resolved = await resolveRoot(connection, id);
  if (parseRootId(resolved)) throw new NotFoundError(`${id} has no nodes yet`);
  const { departments } = connection.client;
  return org === undefined
    ? departments.getById(resolved)
    : departments.get(keyOf({ org, id: resolved }));
}

/** The node with its org. */
export async function locate(connection: Connection, { org, id }: Ref): Promise<Located> {
  const known = org ?? parseRootId(id)?.org ?? connection.placeOf(id)?.org;
  const resolved = await resolveRoot(connection, id);
  if (known !== undefined && !parseRootId(resolved)) return { org: known, id: resolved };
  const { organizationCode, departmentId } = await read(connection, { id });
  return { org: organizationCode, id: departmentId };
}

/**
 * Of what kind a node is: that of the root it lies below, which is found by walking up. What was
 * learned on the way is remembered.
 */
export async function kindOf(connection: Connection, node: Department): Promise<NodeKind> {
  const org = node.organizationCode;
  const roots = await connection.rootsOf(org);
  const passed: string[] = [];
  let at = node;
  for (;;) {
    const known = rootKind(roots, at.departmentId) ?? connection.placeOf(at.departmentId)?.kind;
    const kind = known ?? (at.parentDepartmentId === roots.department ? "department" : undefined);
    passed.push(at.departmentId);
    if (kind !== undefined) {
      for (const id of passed) connection.knowPlace(id, { org, kind });
      return kind;
    }
    const above = at.parentDepartmentId;
    requireNoCircle(passed, above);
    at = await connection.client.departments.get(keyOf({ org, id: above }));
  }
}

const rootKind = (roots: Roots, id: string) =>
  (Object.keys(roots) as NodeKind[]).find((kind) => roots[kind] === id);

/** In which org a node is, and of what kind. */
export async function placeOf(connection: Connection, id: string): Promise<Place> {
  const known = connection.placeOf(id);
  if (known) return known;
  const node = await read(connection, { id });
  return { org: node.organizationCode, kind: await kindOf(connection, node) };
}

/** @throws InvalidError when the parent is not there, in another org, or of another kind */
export async function requireParent(
  connection: Connection,
  parent: string,
  { org, kind }: Place,
): Promise<void> {
  const place = await placeOf(connection, parent).catch(unless(isNotFound));
  if (place === undefined) throw new InvalidError(`there is no node ${parent}`, "parent");
  if (place.org !== org) {
    throw new InvalidError(`${parent} is not in org ${org}: give a node of the same org`, "parent");
  }
  if (place.kind === kind) return;
  throw new InvalidError(`${parent} is a ${place.kind}: a ${kind} goes below a ${kind}`, "parent");
}
