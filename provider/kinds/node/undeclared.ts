import type { Ref } from "../../backends/backend";
import type { AccessChanges, NodeAccess, NodeDesired } from "../../backends/domain";
import { rootId, type Place } from "../../backends/domain/root-id";
import type { Replaced, Values } from "../../engine/kind";
import type { Session } from "../../run/session";

/** What a node may have that its program does not say. */
export interface Undeclared {
  readonly fields: Partial<Pick<NodeDesired, "description" | "acceptsMembers">>;
  readonly access: AccessChanges;
  readonly parent?: string;
}

type Wanted = Values & Place;

/**
 * What a node that is to be replaced has and its program does not declare: the one in its place gets
 * it too, since nobody has said that it goes. An org has nodes and people of its own, so that in
 * another one only the texts stay, and a kind its own branch.
 *
 * @param old the node, as far as it is still there
 */
export async function undeclaredIn(
  { backend }: Pick<Session, "backend">,
  old: Ref | undefined,
  replaced: Replaced<Partial<Place>> | undefined,
  inputs: Wanted,
): Promise<Undeclared> {
  if (old === undefined || replaced === undefined) return { fields: {}, access: {} };
  const live = await backend.nodes.get(old);
  const { description, acceptsMembers } = live;
  const { org, kind } = inputs;
  const staysInOrg = old.org === org;
  const staysInBranch = staysInOrg && old.id === replaced.id && replaced.state.kind === kind;
  // Where its own people see it, these are the new one's.
  const self = backend.capabilities.nodeId(kind, String(inputs.uid)) ?? live.id;
  const visibleToNodes = live.visibleToNodes?.map((id) => (id === live.id ? self : id));
  const keepsPlace =
    staysInBranch &&
    inputs.parent === undefined &&
    live.parent !== (await backend.nodes.resolve(rootId({ org, kind })));
  return {
    fields: leftOut(inputs, {
      description,
      ...(kind !== "department" && { acceptsMembers }),
    }),
    access: staysInOrg
      ? accessIn({ ...live, ...(visibleToNodes && { visibleToNodes }) }, inputs)
      : {},
    ...(keepsPlace && { parent: live.parent }),
  };
}

/** A manager group is declared list by list. */
function accessIn(live: Partial<NodeAccess>, inputs: Wanted): AccessChanges {
  const { visibility, visibleToNodes, visibleToUsers, managerGroup } = live;
  const ofGroup = inputs.kind === "manager" && managerGroup;
  const group = ofGroup && leftOut((inputs.managerGroup ?? {}) as Values, managerGroup);
  return {
    ...leftOut(inputs, { visibility, visibleToNodes, visibleToUsers }),
    ...(group && Object.keys(group).length > 0 && { managerGroup: group }),
  };
}

/** Those of the values that are there and that the inputs do not have, not even as `null`. */
const leftOut = <T extends object>(inputs: Values, values: T): Partial<T> =>
  Object.fromEntries(
    Object.entries(values).filter(
      ([key, value]) => value !== undefined && inputs[key] === undefined,
    ),
  ) as Partial<T>;

/** Access as it is declared, with what is not. */
export const withUndeclared = (declared: AccessChanges, { access }: Undeclared): AccessChanges => ({
  ...access,
  ...declared,
  ...(access.managerGroup && {
    managerGroup: { ...access.managerGroup, ...declared.managerGroup },
  }),
});
