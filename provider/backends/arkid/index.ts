import type { Backend } from "../backend";
import type { Configuration } from "../../configuration/configuration";
import type { RequestMetrics } from "../../metrics/request-metrics";
import { apps } from "./apps";
import { capabilities } from "./capabilities";
import { Connection } from "./connection";
import { translated, translating } from "./errors";
import { grants } from "./grants";
import { history } from "./history";
import { list } from "./listings";
import { nodeMembers } from "./members";
import { nodes } from "./nodes";
import { orgMembers } from "./org-members";
import { orgs } from "./orgs";
import { perms } from "./perms";
import { readSnapshot } from "./snapshot";
import { tenantOf } from "./tenant";
import { users } from "./users";

/** ArkID behind the seam: `identity:backend arkid`. */
export function connectArkID(configuration: Configuration, traffic: RequestMetrics): Backend {
  const connection = new Connection(configuration, traffic);
  return {
    name: "ArkID",
    capabilities,
    login: () => translated(connection, connection.caller).then(() => undefined),
    tenant: () => Promise.resolve(tenantOf(configuration.url)),
    orgs: translating(connection, orgs(connection)),
    nodes: translating(connection, nodes(connection)),
    users: translating(connection, users(connection)),
    nodeMembers: translating(connection, nodeMembers(connection)),
    orgMembers: translating(connection, orgMembers(connection)),
    apps: translating(connection, apps(connection)),
    perms: translating(connection, perms(connection)),
    grants: translating(connection, grants(connection)),
    list: (part, scope, budget) =>
      translated(connection, () => list(connection, part, scope, budget)),
    snapshot: (scope, parts) =>
      translated(connection, () => readSnapshot(connection, scope, parts)),
    history: (org, most) => history(connection, org, most),
  };
}
