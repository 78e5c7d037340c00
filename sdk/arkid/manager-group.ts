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
