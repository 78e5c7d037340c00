import type { Backend } from "../backend";
import type { Configuration } from "../../configuration/configuration";
import type { RequestMetrics } from "../../metrics/request-metrics";
import { apps } from "./apps";
import { capabilities } from "./capabilities";
import { Connection } from "./connection";
import { translated, translating } from "./errors";
import { grants } from "./grants";
import { list } from "./listings";
import { nodeMembers } from "./members";
import { nodes } from "./nodes";
import { orgMembers } from "./org-members";
import { orgs } from "./orgs";
import { perms } from "./perms";
import { readSnapshot } from "./snapshot";
import { tenantOf } from "./tenant";
import { users } from "./users";

/** Authing behind the seam: `identity:backend authing`. */
export function connectAuthing(configuration: Configuration, traffic: RequestMetrics): Backend {
  const connection = new Connection(configuration, traffic);
  const { url, client } = connection;
  return {
    name: "Authing",
    capabilities,
    // Every request is signed by itself: the smallest listing shows whether the key does.
    login: () =>
      translated(url, () => client.organizations.list().page({ pageSize: 1 })).then(
        () => undefined,
      ),
    tenant: tenantOf(connection),
    orgs: translating(url, orgs(connection)),
    nodes: translating(url, nodes(connection)),
    users: translating(url, users(connection)),
    nodeMembers: translating(url, nodeMembers(connection)),
    orgMembers: translating(url, orgMembers(connection)),
    apps: translating(url, apps(connection)),
    perms: translating(url, perms(connection)),
    grants: translating(url, grants(connection)),
    list: (part, scope, budget) => translated(url, () => list(connection, part, scope, budget)),
    snapshot: (scope, parts) => translated(url, () => readSnapshot(connection, scope, parts)),
  };
}
