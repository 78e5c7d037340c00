/** How a system evaluates access. */
export interface AccessRules {
  /** For perms of apps and orgs, except the one to use an app. */
  readonly perms: GrantRules;
  /** For the perm to use an app. */
  readonly appAccess: GrantRules;
  /**
   * Whether an app that lets everybody in does so for those who are denied it, too; `undefined` is not
   * documented, and taken as no.
   */
  readonly isOpenToDenied?: boolean;
  /** Seconds until a change of a node's grant has reached its people, at the most. */
  readonly delay: number;
}

/** `undefined` is what a system's vendor does not document. */
export interface GrantRules {
  /** Whether a node's grant counts for the people of the nodes below it, too. */
  readonly reachesBelow: boolean | undefined;
  /**
   * What a denial does. `nearest`: a person's own grant or denial counts; else that of the nearest
   * node at or above each of their nodes, where one grant is enough. `wins`: it overrides every
   * grant. `none`: nobody can be denied.
   */
  readonly denial: "nearest" | "wins" | "none" | undefined;
}
