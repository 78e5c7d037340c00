import { defaultRetryPolicy, type ArkIDClientOptions } from "../../../sdk";
import { Limits } from "../../../sdk/transport/limits/limits";
import type { Configuration } from "../../configuration/configuration";
import type { RequestMetrics } from "../../metrics/request-metrics";
import { requireReadable } from "../kit/ca-file";
import { isTransaction } from "./transactions";

/** Patient with single requests, since a run is long and a server may start anew meanwhile. */
const RETRY = { attempts: 10, throttles: 20, baseDelay: 100, maxDelay: 2_000 };

/**
 * How the client of a connection asks: within its limits, patiently, and telling of each request.
 * @throws ConfigurationError when the file of authorities can't be read
 */
export function clientOptions(
  configuration: Configuration,
  traffic: RequestMetrics,
): ArkIDClientOptions {
  const { url, timeout, language, caFile, concurrency } = configuration;
  if (caFile !== undefined) requireReadable(caFile);
  const { sleep, ready, onRequest } = traffic;
  const longestPause = defaultRetryPolicy.maxRetryAfter;
  const now = () => performance.now();
  return {
    ...{ url, timeout, caFile, onRequest, sleep, retry: RETRY, appName: "pulumi" },
    language: language as "zh" | "en" | undefined,
    gate: new Limits({ concurrency, isTransaction, longestPause, ready, sleep, now }),
  };
}
