/** What a manager group may manage. */
export interface ManagerGroup {
  /** Prefixed node uids. */
  nodes: string[];
  /** Usernames. */
  users: string[];
  /** App uids. */
  apps: string[];
  /** Perm uids. */
  perms: string[];
  /** 1: the manager's own nodes; 2: the named ones. */
  scopeSubject: 1 | 2;
}

/** Where a child listing details what a node itself only names. */
type WireRef = string | { uid?: string; node_uid?: string; username?: string };

/** A manager group on the wire. */
export interface WireManagerGroup {
  nodes: WireRef[];
  users: WireRef[];
  apps: WireRef[];
  perms: WireRef[];
  scope_subject: 1 | 2;
}

function refId(ref: WireRef): string {
  if (typeof ref === "string") return ref;
  return ref.node_uid ?? ref.username ?? ref.uid ?? "";
}

/** Wire to domain. */
export function toManagerGroup(wire: WireManagerGroup): ManagerGroup {
  return {
    nodes: wire.nodes.map(refId),
    users: wire.users.map(refId),
    apps: wire.apps.map(refId),
    perms: wire.perms.map(refId),
    scopeSubject: wire.scope_subject,
  };
}

/** Domain to wire. */
export function toWireManagerGroup(group: Partial<ManagerGroup>): Record<string, unknown> {
  return {
    nodes: group.nodes,
    users: group.users,
    apps: group.apps,
    perms: group.perms,
    scope_subject: group.scopeSubject,
  };
}
