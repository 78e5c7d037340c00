import { accessSync, constants } from "node:fs";
import { defaultRetryPolicy } from "../../../sdk";
import { Limits } from "../../../sdk/transport/limits/limits";
import type { ApiRequest } from "../../../sdk/transport/api-request";
import type { Configuration } from "../../configuration/configuration";
import type { RequestMetrics } from "../../metrics/request-metrics";
import { ConfigurationError } from "../errors";

/** Patient, since a run is long and the server may restart meanwhile. */
const RETRY = { attempts: 10, throttles: 20, baseDelay: 100, maxDelay: 2_000 };

/**
 * Options of any system's client: limits, retries, and request metrics.
 * @param isTransaction whether the server handles it in a transaction, of which it can do one at a
 * time
 * @throws ConfigurationError when the file of authorities can't be read
 */
export function clientOptions(
  { caFile, concurrency }: Pick<Configuration, "caFile" | "concurrency">,
  { sleep, ready, onRequest }: RequestMetrics,
  isTransaction: (request: ApiRequest) => boolean = () => false,
) {
  if (caFile !== undefined) requireReadable(caFile);
  const longestPause = defaultRetryPolicy.maxRetryAfter;
  const now = () => performance.now();
  const gate = new Limits({ concurrency, isTransaction, longestPause, ready, sleep, now });
  return { caFile, onRequest, sleep, gate, retry: RETRY };
}

function requireReadable(caFile: string): void {
  try {
    accessSync(caFile, constants.R_OK);
  } catch (cause) {
    const message = `identity:caFile is invalid: ${caFile} can't be read`;
    throw new ConfigurationError(message, undefined, { cause });
  }
}
