import type { Backend, Ref } from "../../backends/backend";
import { TENANT } from "../../backends/snapshot";
import type { Reads } from "./reads";

/** What calls of a store change for those who read. */
export type Effects<Store> = {
  readonly [Method in keyof Store]?: Store[Method] extends (
    ...given: infer Given
  ) => Promise<infer Made>
    ? (reads: Reads, given: Given, made: Awaited<Made> | undefined) => void
    : never;
};

/** The stores that are read in batches, or whose writes reach into what is. */
type Stores = "orgs" | "users" | "nodes" | "nodeMembers" | "orgMembers" | "apps" | "perms";

const onUser = (reads: Reads, [{ id }]: readonly [Ref, ...unknown[]]) =>
  reads.touch("users", TENANT, id);

/** Whoever goes leaves orgs and nodes, and nobody says which. */
const onLeaver = (reads: Reads, given: readonly [Ref]) => {
  onUser(reads, given);
  reads.touch("orgMembers", undefined, given[0].id);
  reads.forget("nodeMembers");
};

const onNode = (reads: Reads, [{ org, id }]: readonly [Ref, ...unknown[]]) => {
  reads.touch("nodes", org, id);
  reads.touch("nodeMembers", org, id);
};

const onApp = (reads: Reads, [{ org, id }]: readonly [Ref, ...unknown[]]) =>
  reads.touch("apps", org, id);

const onPerm = (reads: Reads, [{ id }]: readonly [Ref, ...unknown[]]) =>
  reads.touch("perms", TENANT, id);

export const effects: { readonly [Name in Stores]: Effects<Backend[Name]> } = {
  orgs: {
    delete(reads, [{ id }]) {
      for (const part of ["nodes", "nodeMembers", "orgMembers", "apps"] as const) {
        reads.forget(part, id);
      }
      reads.forget("perms");
    },
  },
  users: {
    create: (reads, [{ username }]) => reads.touch("users", TENANT, username),
    update: onUser,
    delete: onLeaver,
    suspend: onLeaver,
  },
  nodes: {
    create(reads, [{ org }], made) {
      if (made) onNode(reads, [{ org, id: made.id }]);
      else reads.forget("nodes", org);
    },
    update: onNode,
    delete: onNode,
    inherit(reads, [{ org }]) {
      reads.forget("nodes", org);
      reads.forget("nodeMembers", org);
    },
  },
  nodeMembers: {
    /** Who joins a node may join its org by that. */
    change(reads, [owner, { add }]) {
      reads.touch("nodeMembers", owner.org, owner.id);
      for (const username of add) reads.touch("orgMembers", owner.org, username);
    },
  },
  orgMembers: {
    update: (reads, [{ org, id }]) => reads.touch("orgMembers", org, id),
    /** Who leaves an org leaves its nodes. */
    change(reads, [{ id: org }, { add, remove }]) {
      for (const username of [...add, ...remove]) reads.touch("orgMembers", org, username);
      if (remove.length > 0) reads.forget("nodeMembers", org);
    },
  },
  apps: {
    create: (reads, [{ org, uid }]) => onApp(reads, [{ org, id: uid }]),
    update: onApp,
    /** Its perms go with it. */
    delete(reads, given) {
      onApp(reads, given);
      reads.forget("perms");
    },
  },
  perms: {
    create(reads, _given, made) {
      if (made) reads.touch("perms", TENANT, made.id, made);
      else reads.forget("perms");
    },
    update: onPerm,
    delete: onPerm,
  },
};
