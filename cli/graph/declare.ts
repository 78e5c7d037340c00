import type { GraphBuilder, Node, Reach } from "../../access";
import { accessId } from "../../provider/inspect";
import { factsOf, type Facts } from "./facts";
import type { GraphResource } from "./graph-resource";
import type { Ids } from "./ids";

/**
 * Adds what a resource declares: an object, or the people and the grants of its list. What the program
 * leaves open stays as the graph has it; for a list that has fewer entries than before, `retract` it first.
 */
export function declare(builder: GraphBuilder, resource: GraphResource, ids: Ids): void {
  const { org, person, node, app, perm, memberships, grants } = factsOf(resource, ids);
  if (org) builder.orgs.set(org.id, org);
  if (person)
    builder.people.set(person.username, { ...builder.people.get(person.username), ...person });
  if (node) builder.nodes.set(node.id, completeNode(builder, node, ids));
  if (app) declareApp(builder, app, ids);
  if (perm) builder.perms.set(perm.id, perm);
  for (const one of memberships) {
    requireRoot(builder, one.node, ids);
    builder.join(one);
  }
  for (const one of grants) {
    if (one.to.kind === "node") requireRoot(builder, one.to.id, ids);
    builder.grant(one);
  }
}

/** Says which resource declares what a graph has, and until when; adds nothing. */
export function mark(builder: GraphBuilder, resource: GraphResource, ids: Ids): void {
  const { node, app, memberships, grants } = factsOf(resource, ids);
  const [liveNode, liveApp] = [builder.nodes.get(node?.id ?? ""), builder.apps.get(app?.id ?? "")];
  if (liveNode && (node?.parent ?? liveNode.parent) === liveNode.parent) {
    builder.nodes.set(liveNode.id, { ...liveNode, declared: node?.declared });
  }
  if (liveApp && app?.allowsAnyUser === liveApp.allowsAnyUser) {
    builder.apps.set(liveApp.id, { ...liveApp, declared: app.declared });
  }
  for (const one of memberships) {
    if (builder.membership(one.person, one.node)) builder.join(one);
  }
  for (const one of grants) {
    if (builder.granted(one)?.effect === one.effect) builder.grant(one);
  }
}

/**
 * Takes back what a resource declares, as its delete does: the object with all that hangs on it, or the
 * people and the grants that its list names, and nobody else.
 */
export function retract(builder: GraphBuilder, resource: GraphResource, ids: Ids): void {
  const { org, person, node, app, perm, memberships, grants } = factsOf(resource, ids);
  if (org) retractOrg(builder, org.id);
  if (person) builder.without("person", person.username);
  if (node) builder.without("node", node.id);
  if (app) builder.without("app", app.id);
  if (perm) builder.without("perm", perm.id);
  for (const one of memberships) builder.leave(one.person, one.node);
  for (const one of grants) {
    if (builder.granted(one)?.effect === one.effect) builder.revoke(one);
  }
}

/** Its roots and its own perms go with it; other nodes and apps have deletes of their own. */
function retractOrg(builder: GraphBuilder, id: string): void {
  builder.orgs.delete(id);
  for (const { id: node, org, isRoot } of [...builder.nodes.values()]) {
    if (org === id && isRoot === true) builder.without("node", node);
  }
  for (const { id: perm, scope } of [...builder.perms.values()]) {
    if (scope === id) builder.without("perm", perm);
  }
}

/** A new node whose parent is left open is below the root of its kind. */
function completeNode(builder: GraphBuilder, node: Facts["node"] & object, ids: Ids): Node {
  const live = builder.nodes.get(node.id);
  const parent = node.parent ?? live?.parent ?? ids.node(`${node.org}/${node.kind}`);
  requireRoot(builder, parent, ids);
  const manages = node.manages && { ...NOTHING_MANAGED, ...live?.manages, ...node.manages };
  return { ...node, parent, manages: manages ?? live?.manages };
}

const NOTHING_MANAGED: Reach = { nodes: [], own: true, users: [], apps: [], perms: [] };

/** The server makes the perm to use an app with it. */
function declareApp(builder: GraphBuilder, app: Facts["app"] & object, ids: Ids): void {
  const allowsAnyUser = app.allowsAnyUser ?? builder.apps.get(app.id)?.allowsAnyUser ?? false;
  builder.apps.set(app.id, { ...app, allowsAnyUser });
  const id = ids.perm(accessId(app.id));
  if (builder.perms.has(id)) return;
  const perm = { id, name: "access", scope: app.id, isAppAccess: true, isBuiltIn: true };
  builder.perms.set(id, perm);
}

/** An org that the graph knows by its declaration alone has roots only as far as something names them. */
export function requireRoot(builder: GraphBuilder, id: string, ids: Ids): void {
  const place = ids.rootAt(id);
  if (place === undefined || builder.nodes.has(id)) return;
  const { org, kind } = place;
  builder.nodes.set(id, { ...{ id, kind, org }, name: kind, isRoot: true });
}
