import type { Backend } from "./backend";
import type { Configuration } from "../configuration/configuration";
import { ConfigurationError } from "./errors";
import { RequestMetrics } from "../metrics/request-metrics";
import { connectArkID } from "./arkid";
import { connectAuthing } from "./authing";

/** One folder a backend, with the same file names in each. */
const backends: Record<string, (configuration: Configuration, metrics: RequestMetrics) => Backend> =
  {
    arkid: connectArkID,
    authing: connectAuthing,
  };

/**
 * @param metrics counts each request, and waits
 * @throws ConfigurationError for an unknown backend
 */
export function connect(configuration: Configuration, metrics = new RequestMetrics()): Backend {
  const open = backends[configuration.backend];
  if (open) return open(configuration, metrics);
  throw new ConfigurationError(
    `identity:backend is invalid: there is no "${configuration.backend}", only ${Object.keys(backends).join(", ")}`,
  );
}
