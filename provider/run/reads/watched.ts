import type { Backend, Change, ReadMethod, Ref, StoreName } from "../../backends/backend";
import { TENANT } from "../../backends/snapshot";
import type { Reads } from "./reads";

/** Each writing method of each store: a new one of the port does not compile until it is here. */
type Writes = {
  readonly [Name in StoreName]: Omit<Backend[Name], ReadMethod>;
};

/**
 * The same backend, whose writes report to the batched reads what they made stale. They do so once
 * they are done, also after a failure: a listing that began before may have the old values.
 */
export function watched(backend: Backend, reads: Reads): Backend {
  const { orgs, users, nodes, nodeMembers, orgMembers, apps, perms, grants } = backend;

  const user = (id: string) => reads.touch("users", TENANT, id);
  /** A deleted person leaves orgs and nodes, and which is unknown. */
  const departed = ([{ id }]: [Ref]) => {
    user(id);
    reads.touch("orgMembers", undefined, id);
    reads.forget("nodeMembers");
  };
  const node = ({ org, id }: Ref) => {
    reads.touch("nodes", org, id);
    reads.touch("nodeMembers", org, id);
  };
  const app = ({ org, id }: Ref) => reads.touch("apps", org, id);
  const perm = ({ id }: Ref) => reads.touch("perms", TENANT, id);
  const members = (org: string | undefined, { add, remove }: Change<string>) => {
    for (const username of [...add, ...remove]) reads.touch("orgMembers", org, username);
  };

  const writes = {
    orgs: {
      create: then(orgs.create, nothing),
      update: then(orgs.update, nothing),
      delete: then(orgs.delete, ([{ id }]) => {
        for (const part of ["nodes", "nodeMembers", "orgMembers", "apps"] as const) {
          reads.forget(part, id);
        }
        reads.forget("perms");
      }),
    },
    users: {
      create: then(users.create, ([{ username, node }]) => {
        user(username);
        if (node === undefined) return;
        reads.touch("nodeMembers", undefined, node);
        // Joining a node may join its org.
        reads.touch("orgMembers", undefined, username);
      }),
      update: then(users.update, ([{ id }, { username = id }]) => {
        user(id);
        user(username);
      }),
      delete: then(users.delete, departed),
      suspend: then(users.suspend, departed),
      restore: then(users.restore, ([{ id }]) => user(id)),
    },
    nodes: {
      create: then(nodes.create, ([{ org }], made) => {
        if (made) node({ org, id: made.id });
        else reads.forget("nodes", org);
      }),
      update: then(nodes.update, ([ref]) => node(ref)),
      delete: then(nodes.delete, ([ref]) => node(ref)),
      ...(nodes.inherit && {
        inherit: then(nodes.inherit, ([{ org }]) => {
          reads.forget("nodes", org);
          reads.forget("nodeMembers", org);
        }),
      }),
    },
    nodeMembers: {
      // Joining a node may join its org.
      change: then(nodeMembers.change, ([{ org, id }, { add }]) => {
        reads.touch("nodeMembers", org, id);
        members(org, { add, remove: [] });
      }),
    },
    orgMembers: {
      update: then(orgMembers.update, ([{ org, id }]) => reads.touch("orgMembers", org, id)),
      // Leaving an org leaves its nodes.
      change: then(orgMembers.change, ([{ id: org }, change]) => {
        members(org, change);
        if (change.remove.length > 0) reads.forget("nodeMembers", org);
      }),
      depart: then(orgMembers.depart, ([{ id: org }, people]) => {
        members(org, { add: [], remove: people });
        reads.forget("nodeMembers", org);
      }),
    },
    apps: {
      create: then(apps.create, ([{ org, uid }]) => app({ org, id: uid })),
      update: then(apps.update, ([ref]) => app(ref)),
      // Its perms go with it.
      delete: then(apps.delete, ([ref]) => {
        app(ref);
        reads.forget("perms");
      }),
    },
    perms: {
      create: then(perms.create, (_given, made) => {
        if (made) reads.touch("perms", TENANT, made.id, made);
        else reads.forget("perms");
      }),
      update: then(perms.update, ([ref]) => perm(ref)),
      delete: then(perms.delete, ([ref]) => perm(ref)),
    },
    // No listing has grants.
    grants: { change: then(grants.change, nothing) },
  } satisfies Writes;

  return {
    ...backend,
    orgs: { ...orgs, ...writes.orgs },
    users: { ...users, ...writes.users },
    nodes: { ...nodes, ...writes.nodes },
    nodeMembers: { ...nodeMembers, ...writes.nodeMembers },
    orgMembers: { ...orgMembers, ...writes.orgMembers },
    apps: { ...apps, ...writes.apps },
    perms: { ...perms, ...writes.perms },
    grants: { ...grants, ...writes.grants },
  };
}

const nothing = () => undefined;

/** The call, then a report of what it made stale; `made` is undefined after a failure. */
function then<Given extends unknown[], Made>(
  call: (...given: Given) => Promise<Made>,
  report: (given: Given, made: Made | undefined) => void,
): (...given: Given) => Promise<Made> {
  return async (...given) => {
    let made: Made | undefined;
    try {
      return (made = await call(...given));
    } finally {
      report(given, made);
    }
  };
}
