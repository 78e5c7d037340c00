import type { Backend } from "../backend";
import type { Configuration } from "../configuration";
import { ConfigurationError } from "../errors";
import { connectArkID } from "./arkid";

/** One folder a backend, with the same file names in each. */
const backends: Record<string, (configuration: Configuration) => Backend> = {
  arkid: connectArkID,
};

/** @throws ConfigurationError for a backend that there is not */
export function connect(configuration: Configuration): Backend {
  const open = backends[configuration.backend];
  if (open) return open(configuration);
  throw new ConfigurationError(
    `identity:backend does not do: there is no "${configuration.backend}", only ${Object.keys(backends).join(", ")}`,
  );
}
