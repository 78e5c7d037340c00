import type { Configuration } from "../../configuration/configuration";
import type { RequestMetrics } from "../../metrics/request-metrics";
import {
  administratorAuthorizer,
  serviceAccountAuthorizer,
  type Authorizer,
  type KeycloakOptions,
} from "../../../sdk/keycloak";
import { ConfigurationError } from "../errors";
import * as kit from "../kit/client-options";
import type { Own } from "./settings";

/** @throws ConfigurationError when the file of authorities can't be read, or no client is named */
export function clientOptions(
  configuration: Configuration<Own>,
  metrics: RequestMetrics,
): KeycloakOptions {
  const { url, own, timeout } = configuration;
  return {
    ...kit.clientOptions(configuration, metrics),
    ...{ url, timeout, realm: own.realm, authorizer: authorizerOf(own) },
  };
}

/** The realm that the credentials are of. */
export const authRealmOf = ({ realm, clientSecret, authRealm }: Own): string =>
  authRealm ?? (clientSecret === undefined ? "master" : realm);

function authorizerOf(own: Own): Authorizer {
  const { clientId, clientSecret, username = "", password = "" } = own;
  const realm = authRealmOf(own);
  if (clientSecret === undefined) {
    return administratorAuthorizer({ realm, username, password, clientId });
  }
  if (clientId !== undefined) return serviceAccountAuthorizer({ realm, clientId, clientSecret });
  throw new ConfigurationError(
    "identity:clientId is not set: give the client that identity:clientSecret is of",
  );
}
