import type { Backend } from "../backend";
import type { Configuration } from "../../configuration/configuration";
import type { RequestMetrics } from "../../metrics/request-metrics";
import type { System } from "../kit/system";
import { translating } from "../kit/translate";
import { apps } from "./apps";
import { capabilities } from "./capabilities";
import { Connection } from "./connection";
import { errorsOf } from "./errors";
import { grants } from "./grants";
import { history } from "./history";
import { list } from "./listings";
import { nodeMembers } from "./members";
import { nodes } from "./nodes";
import { orgMembers } from "./org-members";
import { orgs } from "./orgs";
import { perms } from "./perms";
import { settings, type Own } from "./settings";
import { readNodeAccess } from "./node-access-listing";
import { readSnapshot } from "./snapshot";
import { users } from "./users";

/** ArkID behind the port: `identity:backend arkid`. */
export const arkid: System<typeof settings> = {
  settings,
  // Who has no token is told so in Django's words.
  probe: {
    path: "siteapi/v1/org/",
    fits: (status, body) => status === 401 && "detail" in body,
  },
  connect,
};

function connect(configuration: Configuration<Own>, metrics: RequestMetrics): Backend {
  const connection = new Connection(configuration, metrics);
  const backend: Backend = {
    name: "ArkID",
    capabilities,
    login: async () => void (await connection.caller()),
    tenant: () => Promise.resolve(connection.tenant),
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
    history: (org, most) => history(connection, org, most),
    nodeAccess: (org, ids) => readNodeAccess(connection, org, ids),
    account: async () => (await connection.caller()).username,
  };
  return translating(backend, errorsOf(connection.url));
}
