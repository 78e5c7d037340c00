import type { GraphBuilder, Reach } from "../../access";
import type { ManagerGroup } from "../../provider/inspect";
import { isRoot, type LiveOrg } from "../live-org/live-org";
import type { Ids } from "./ids";

interface Known {
  readonly ids: Ids;
  /** Ids of the apps that let everybody in. */
  readonly openApps: ReadonlySet<string>;
}

/** Adds an org as it is to a graph: nodes, who is in them, apps, perms and grants. */
export function addOrg(builder: GraphBuilder, org: LiveOrg, { ids, openApps }: Known): void {
  const { state, apps, perms, grants, names } = org;
  builder.orgs.set(state.id, { id: state.id, name: state.name });
  for (const [username, name] of names) {
    if (!builder.people.has(username)) builder.people.set(username, { username, name });
  }
  addNodes(builder, org);
  for (const { id, name, isShared } of apps.values()) {
    const owner = isShared === true ? undefined : state.id;
    builder.apps.set(id, { id, name, org: owner, allowsAnyUser: openApps.has(id) });
  }
  for (const { id, name, scope, builtIn, parts, isEverybodys } of perms.values()) {
    // A perm that the server made with an org has a scope of its own.
    const of = apps.has(scope) ? scope : state.id;
    const isAppAccess = apps.has(scope) && ids.appOf(id) === scope;
    const title = name === "" ? id : name;
    const about = { scope: of, isAppAccess, isBuiltIn: builtIn, parts, isEverybodys };
    builder.perms.set(id, { id, name: title, ...about });
  }
  for (const [perm, all] of grants) {
    for (const { kind, id, effect } of all) builder.grant({ perm, to: { kind, id }, effect });
  }
}

function addNodes(builder: GraphBuilder, org: LiveOrg): void {
  for (const { id, name, kind, parent, above, managerGroup } of org.nodes.values()) {
    const manages = managerGroup && reachOf(managerGroup);
    const place = { org: org.state.id, parent: parent ?? above, isRoot: isRoot(org, id) };
    builder.nodes.set(id, { ...{ id, name, kind }, ...place, manages });
    for (const person of org.nodeMembers.get(id) ?? []) builder.join({ person, node: id });
  }
}

const reachOf = ({ scope, nodes, users, apps, perms }: ManagerGroup): Reach => ({
  ...{ nodes, users, apps, perms },
  own: scope === "own",
});
