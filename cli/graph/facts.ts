import type { App, Grant, Membership, Named, Node, Perm, Person, Reach } from "../../access";
import { grantLists, isUnknown, meaningOf, modeOf, type Values } from "../../provider/inspect";
import { entriesOf } from "./entries";
import { declaredBy, type GraphResource } from "./graph-resource";
import type { Ids } from "./ids";

/** What a resource says about who is where and who has what. */
export interface Facts {
  readonly org?: Named;
  readonly person?: Person;
  /** Its parent is `undefined` where the program leaves it open, and so is what it leaves open of its reach. */
  readonly node?: Omit<Node, "manages"> & { readonly manages: Partial<Reach> | undefined };
  /** `allowsAnyUser` is `undefined` where the program leaves it open. */
  readonly app?: Omit<App, "allowsAnyUser"> & { readonly allowsAnyUser: boolean | undefined };
  readonly perm?: Perm;
  readonly memberships: readonly Membership[];
  readonly grants: readonly Grant[];
}

const NOTHING: Facts = { memberships: [], grants: [] };

/** The facts that a resource declares, by the ids of the graph; none of a list that is only observed. */
export function factsOf(resource: GraphResource, ids: Ids): Facts {
  const { kind, id, values } = resource;
  const name = text(values.name);
  switch (kind) {
    case "Org":
      return { ...NOTHING, org: { id, name: name ?? id } };
    case "User":
      return { ...NOTHING, person: { username: id, name: name ?? "" } };
    case "Node":
      return { ...NOTHING, node: nodeOf(resource, ids) };
    case "App":
      return { ...NOTHING, app: appOf(resource, ids) };
    case "Perm": {
      const scope = ids.of(text(values.scope) ?? "");
      return { ...NOTHING, perm: { id, name: name ?? id, scope, isAppAccess: false } };
    }
    case "NodeMembers":
      return { ...NOTHING, memberships: membershipsOf(resource, ids) };
    case "PermGrants":
      return { ...NOTHING, grants: grantsOf(resource, ids) };
    // Who is in an org is in no node by that, and no perm asks for it.
    case "OrgMember":
    case "OrgMembers":
      return NOTHING;
  }
}

function nodeOf(resource: GraphResource, ids: Ids): Facts["node"] & object {
  const { id, values } = resource;
  const parent = text(values.parent);
  return {
    ...{ id, name: text(values.name) ?? id, kind: text(values.kind) ?? "department" },
    org: ids.of(text(values.org) ?? ""),
    parent: parent === undefined ? undefined : ids.node(parent),
    declared: declaredBy(resource),
    manages: reachOf(values.managerGroup, ids),
  };
}

function appOf(resource: GraphResource, ids: Ids): Facts["app"] & object {
  const { id, values } = resource;
  const org = text(values.org);
  return {
    ...{ id, name: text(values.name) ?? id, org: org && ids.of(org) },
    allowsAnyUser: typeof values.allowAnyUser === "boolean" ? values.allowAnyUser : undefined,
    declared: declaredBy(resource),
  };
}

function membershipsOf(resource: GraphResource, ids: Ids): Membership[] {
  const { id, values } = resource;
  if (modeOf(values) === "observe") return [];
  const node = ids.node(text(values.node) ?? id);
  const declared = declaredBy(resource);
  return entriesOf(values, "users", ids).map(({ member, ...rest }) => ({
    ...{ person: ids.of(member), node, declared },
    ...rest,
  }));
}

function grantsOf(resource: GraphResource, ids: Ids): Grant[] {
  const { id, values } = resource;
  if (modeOf(values) === "observe") return [];
  const perm = ids.perm(text(values.perm) ?? id);
  const declared = declaredBy(resource);
  return grantLists.flatMap((list) => {
    const { kind, effect } = meaningOf(list);
    return entriesOf(values, list, ids).map(({ member, ...rest }) => ({
      ...{ perm, effect, declared },
      to: { kind, id: kind === "node" ? ids.node(member) : ids.of(member) },
      ...rest,
    }));
  });
}

/** What is left out of a manager group is left alone: it is empty here. */
function reachOf(group: unknown, ids: Ids): Partial<Reach> | undefined {
  if (typeof group !== "object" || group === null) return undefined;
  const given = group as Values;
  const named = (list: string, idOf: (text: string) => string) =>
    given[list] === undefined
      ? {}
      : { [list]: entriesOf(given, list, ids).map(({ member }) => idOf(member)) };
  return {
    ...named("nodes", (one) => ids.node(one)),
    ...named("users", (one) => ids.of(one)),
    ...named("apps", (one) => ids.of(one)),
    ...named("perms", (one) => ids.perm(one)),
    ...(given.scope !== undefined && { own: given.scope === "own" }),
  };
}

/** What is unknown in a preview is nothing. */
const text = (value: unknown): string | undefined =>
  typeof value === "string" && !isUnknown(value) ? value : undefined;
