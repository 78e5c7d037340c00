import type { Backend } from "../backend";
import type { Configuration } from "../../configuration/configuration";
import type { RequestMetrics } from "../../metrics/request-metrics";
import type { System } from "../kit/system";
import { translating } from "../kit/translate";
import { allowsAnyUser, apps } from "./apps";
import { capabilities } from "./capabilities";
import { Connection } from "./connection";
import { errorsOf } from "./errors";
import { grants } from "./grants";
import { list } from "./listings";
import { nodeMembers } from "./members";
import { nodes } from "./nodes";
import { orgMembers } from "./org-members";
import { orgs } from "./orgs";
import { perms } from "./perms";
import { settings, type Own } from "./settings";
import { readSnapshot } from "./snapshot";
import { tenantOf } from "./tenant";
import { users } from "./users";

/** Authing behind the port: `identity:backend authing`. */
export const authing: System<typeof settings> = {
  settings,
  // Whatever is asked is answered by a status inside HTTP 200.
  probe: {
    path: "api/v3/list-organizations",
    fits: (_, body) => "statusCode" in body,
  },
  connect,
};

function connect(configuration: Configuration<Own>, metrics: RequestMetrics): Backend {
  const connection = new Connection(configuration, metrics);
  const backend: Backend = {
    name: "Authing",
    capabilities,
    // There is no login: the smallest listing shows whether the access key is valid.
    login: async () => void (await connection.client.organizations.list().page({ pageSize: 1 })),
    tenant: tenantOf(connection),
    orgs: orgs(connection),
    nodes: nodes(connection),
    users: users(connection),
    nodeMembers: nodeMembers(connection),
    orgMembers: orgMembers(connection),
    apps: apps(connection),
    perms: perms(connection),
    grants: grants(connection),
    list: (part, scope, budget) => list(connection, part, scope, budget),
    snapshot: (scope, parts) => readSnapshot(connection, scope, parts),
    allowsAnyUser: (app) => allowsAnyUser(connection, app),
  };
  return translating(backend, errorsOf(connection.url));
}
