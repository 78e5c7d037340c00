import type * as pulumi from "@pulumi/pulumi";
import type { ManagerGroup } from "../backends/domain";
import type { App } from "./app";
import type { NodeRef, PermRef, UserRef } from "./refs";

/** What the people of a manager group manage. A list that is not declared is left alone. */
export interface ManagerGroupArgs {
  /** Which nodes, with `scope: "named"`; `[]` is none. */
  nodes?: pulumi.Input<NodeRef[]>;
  /** Which people, with `scope: "named"`; `[]` is nobody. */
  users?: pulumi.Input<UserRef[]>;
  /** Which apps, or their ids. */
  apps?: pulumi.Input<(App | pulumi.Input<string>)[]>;
  /** What else they may do. */
  perms?: pulumi.Input<PermRef[]>;
  /**
   * `own`: the nodes that a manager is in himself. `named`: the `nodes` and `users` named here.
   * @default "own" for a new group
   */
  scope?: pulumi.Input<ManagerGroup["scope"]>;
}
