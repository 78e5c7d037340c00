import type { Backend } from "./backend";
import type { Configuration } from "../configuration/configuration";
import { RequestMetrics } from "../metrics/request-metrics";
import { arkid } from "./arkid";
import { authing } from "./authing";
import { keycloak } from "./keycloak";
import { ConfigurationError } from "./errors";
import { explained } from "./kit/look-alike";
import type { System } from "./kit/system";

/** One folder a system, with the same file names in each; by what `identity:backend` says. */
export const systems: Readonly<Record<string, System>> = { arkid, authing, keycloak };

/** @throws ConfigurationError for an unknown backend */
export function systemOf(backend: string): System {
  const system = Object.hasOwn(systems, backend) ? systems[backend] : undefined;
  if (system !== undefined) return system;
  throw new ConfigurationError(
    `identity:backend is invalid: there is no "${backend}", only ${Object.keys(systems).join(", ")}`,
  );
}

/**
 * @param metrics counts each request, and waits
 * @throws ConfigurationError for an unknown backend
 */
export function connect(configuration: Configuration, metrics = new RequestMetrics()): Backend {
  const { [configuration.backend]: _, ...others } = systems;
  const backend = systemOf(configuration.backend).connect(configuration, metrics);
  const login = () =>
    backend.login().catch(async (error: unknown) => {
      throw await explained(error, configuration, others);
    });
  return { ...backend, login };
}
