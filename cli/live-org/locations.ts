import { declaredMembers, parseAccessId, parseRootId, type Values } from "../../provider/inspect";
import { isRoot, type LiveOrg } from "./live-org";
import { declarationOf, type StackResource } from "../stack/stack-resource";

/** Where objects are: in which org, and the names on the way from its top down to them. */
export class Locations {
  private readonly orgs: ReadonlyMap<string, LiveOrg>;
  /** The orgs of nodes, by the nodes' ids. */
  private readonly nodes = new Map<string, LiveOrg>();
  private readonly declared = new Map<string, Values>();
  /** The first node that the program puts somebody in, by username. */
  private readonly people = new Map<string, string>();

  constructor(orgs: readonly LiveOrg[], resources: readonly StackResource[]) {
    this.orgs = new Map(orgs.map((org) => [org.state.id, org]));
    for (const org of orgs) {
      for (const id of org.nodes.keys()) this.nodes.set(id, org);
    }
    for (const resource of resources) {
      const declared = declarationOf(resource);
      this.declared.set(key(resource.kind, resource.id), declared);
      if (resource.kind !== "NodeMembers") continue;
      for (const username of declaredMembers(declared, "users")) {
        if (!this.people.has(username)) this.people.set(username, this.nodeId(resource.id));
      }
    }
  }

  /** Id of the org that a resource belongs to; a person belongs to none. */
  orgOf({ kind, id, inputs, outputs }: StackResource): string | undefined {
    if (kind === "Org" || kind === "OrgMembers") return id;
    if (kind === "NodeMembers") return text(outputs.org) ?? this.orgOfNode(id);
    if (kind === "Perm") return this.orgOfScope(String(inputs.scope));
    if (kind === "PermGrants") {
      const app = parseAccessId(String(inputs.perm))?.app;
      return app === undefined ? this.orgOfPerm(id) : this.orgOfScope(app);
    }
    return text(inputs.org);
  }

  /** Names from the org down to the object of a resource. */
  pathOf({ kind, id, inputs }: StackResource): string[] {
    if (kind === "Node" || kind === "NodeMembers") return this.nodePath(id);
    if (kind === "Perm") return this.permPath(id);
    if (kind === "PermGrants") return this.grantsPath(id, String(inputs.perm));
    if (kind === "App") return this.appPath(id);
    if (kind === "OrgMember") return [...this.orgPath(String(inputs.org)), String(inputs.user)];
    return kind === "User" ? [id] : this.orgPath(id);
  }

  /** The root of a kind goes by the org's name, or by its kind. */
  nodePath(id: string): string[] {
    const org = this.nodes.get(id);
    const node = org?.nodes.get(id);
    if (org !== undefined && node !== undefined) {
      if (!isRoot(org, id)) return [...this.nodePath(node.parent ?? ""), node.name];
      const top = this.orgPath(org.state.id);
      return node.kind === "department" ? top : [...top, node.kind];
    }
    const declared = this.declared.get(key("Node", id));
    if (declared === undefined) return id === "" ? [] : [id];
    return [...this.declaredParent(declared), String(declared.name)];
  }

  /** The node of the chart where this one is marked: itself, or while it is missing the nearest above. */
  nodeAt(id: string): string | undefined {
    if (this.nodes.has(id)) return id;
    const declared = this.declared.get(key("Node", id));
    if (declared === undefined) return undefined;
    const parent = this.parentOf(declared);
    return parent === undefined ? undefined : this.nodeAt(parent);
  }

  /** A node that the program puts somebody in: where a chart marks them. */
  nodeOf(username: string): string | undefined {
    return this.people.get(username);
  }

  /** The server's id of a node; an org's root goes by `<org>/<kind>` in programs. */
  nodeId(id: string): string {
    const root = parseRootId(id);
    return root === undefined ? id : (this.orgs.get(root.org)?.state.roots[root.kind] ?? id);
  }

  /** What a member of a list is called. */
  memberName(list: string, member: string): string {
    const isNode = list === "nodes" || list === "denyNodes";
    return (isNode ? this.nodePath(this.nodeId(member)).at(-1) : undefined) ?? member;
  }

  orgPath(id: string): string[] {
    const name = this.orgs.get(id)?.state.name ?? this.declared.get(key("Org", id))?.name;
    return [text(name) ?? id];
  }

  appPath(id: string): string[] {
    const org = this.orgOfScope(id);
    const declared = this.declared.get(key("App", id))?.name;
    const name = this.find((one) => one.apps.get(id)?.name) ?? text(declared) ?? id;
    return org === undefined ? [name] : [...this.orgPath(org), name];
  }

  /** The perm to use an app goes by `<app>/access` while it is missing. */
  private grantsPath(id: string, perm: string): string[] {
    const app = parseAccessId(perm)?.app;
    const isThere = this.find((org) => org.perms.get(id)) !== undefined;
    return app === undefined || isThere ? this.permPath(id) : [...this.appPath(app), "access"];
  }

  /** A perm that the server made with an org has neither an app nor the org as its scope. */
  permPath(id: string): string[] {
    const live = this.find((one) => one.perms.get(id));
    const declared = this.declared.get(key("Perm", id));
    const scope = live?.scope ?? text(declared?.scope) ?? "";
    const name = live?.name ?? text(declared?.name) ?? id;
    if (this.isApp(scope)) return [...this.appPath(scope), name];
    const org = this.orgOfPerm(id);
    return org === undefined ? [name] : [...this.orgPath(org), name];
  }

  private isApp(id: string): boolean {
    return this.declared.has(key("App", id)) || this.find((org) => org.apps.get(id)) !== undefined;
  }

  orgOfNode(id: string): string | undefined {
    return this.nodes.get(id)?.state.id ?? text(this.declared.get(key("Node", id))?.org);
  }

  /** The org itself, or the org of an app: the declared one, since apps may belong to the whole tenant. */
  private orgOfScope(scope: string): string | undefined {
    if (this.orgs.has(scope) || this.declared.has(key("Org", scope))) return scope;
    const declared = text(this.declared.get(key("App", scope))?.org);
    return declared ?? this.find((org) => (org.apps.has(scope) ? org.state.id : undefined));
  }

  orgOfPerm(id: string): string | undefined {
    const holder = this.find((org) => (org.perms.has(id) ? org : undefined));
    const declared = text(this.declared.get(key("Perm", id))?.scope);
    const scope = holder?.perms.get(id)?.scope ?? declared;
    return (scope === undefined ? undefined : this.orgOfScope(scope)) ?? holder?.state.id;
  }

  private declaredParent(node: Values): string[] {
    const parent = this.parentOf(node);
    return parent === undefined ? this.orgPath(String(node.org)) : this.nodePath(parent);
  }

  /** Id of the node above, also where a program names a root as `<org>/<kind>`; none for the org itself. */
  private parentOf({ org, kind, parent }: Values): string | undefined {
    const given = text(parent) ?? `${String(org)}/${String(kind)}`;
    const id = this.nodeId(given);
    return parseRootId(id) === undefined ? id : undefined;
  }

  private find<T>(look: (org: LiveOrg) => T | undefined): T | undefined {
    for (const org of this.orgs.values()) {
      const found = look(org);
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

const key = (kind: string, id: string) => `${kind} ${id}`;
const text = (value: unknown): string | undefined =>
  typeof value === "string" ? value : undefined;
