import type { Configuration } from "../../configuration/configuration";
import type { RequestMetrics } from "../../metrics/request-metrics";
import type { Backend } from "../backend";
import type { System } from "../kit/system";
import { translating } from "../kit/translate";
import { unless } from "../kit/unless";
import { isNotFound } from "../../../sdk";
import { apps } from "./apps";
import { capabilitiesOf } from "./capabilities";
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
import { refusals } from "./profile";
import { settings, type Own } from "./settings";
import { readSnapshot } from "./snapshot";
import { users } from "./users";

/** Keycloak behind the port: `identity:backend keycloak`. */
export const keycloak: System<typeof settings> = {
  settings,
  // What a realm tells anybody; every server has this one.
  probe: {
    path: "realms/master",
    fits: (status, body) => status === 200 && "token-service" in body,
  },
  orgHasPeople: true,
  connect,
};

function connect(configuration: Configuration<Own>, metrics: RequestMetrics): Backend {
  const connection = new Connection(configuration, metrics);
  const backend: Backend = {
    name: "Keycloak",
    capabilities: capabilitiesOf(connection.realm),
    // A realm that is not there may be about to be made.
    login: async () => void (await connection.client.realm.get().catch(unless(isNotFound))),
    tenant: () => Promise.resolve(connection.tenant),
    orgs: orgs(connection),
    nodes: nodes(connection),
    users: users(connection),
    nodeMembers: nodeMembers(connection),
    orgMembers: orgMembers(connection),
    apps: apps(connection),
    perms: perms(connection),
    grants: grants(connection),
    list: (part, _scope, budget) => list(connection, part, budget),
    snapshot: (scope, parts) => readSnapshot(connection, scope, parts),
    history: (org, most) => history(connection, org, most),
    refusals: (kind, inputs) => refusals(connection, kind, inputs),
  };
  return translating(backend, errorsOf(connection.url));
}
