import * as pulumi from "@pulumi/pulumi";
import type { ManagerGroup } from "../domain";
import type { App } from "./app";
import { maybeIdsOf, type NodeRef, type PermRef, type UserRef } from "./refs";

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

/** The same with ids for resources. */
export function managerGroupOf(
  group: pulumi.Input<ManagerGroupArgs> | undefined,
): pulumi.Input<pulumi.Inputs> | undefined {
  if (group === undefined) return undefined;
  if (pulumi.Output.isInstance(group) || group instanceof Promise) {
    return pulumi.output(group).apply((known) => withIds(known as ManagerGroupArgs));
  }
  return withIds(group);
}

function withIds({ scope, nodes, users, apps, perms }: ManagerGroupArgs): pulumi.Inputs {
  return {
    scope,
    nodes: maybeIdsOf(nodes as pulumi.Input<never[]> | undefined),
    users: maybeIdsOf(users as pulumi.Input<never[]> | undefined),
    apps: maybeIdsOf(apps as pulumi.Input<never[]> | undefined),
    perms: maybeIdsOf(perms as pulumi.Input<never[]> | undefined),
  };
}
