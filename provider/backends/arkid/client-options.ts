import type { ArkIDClientOptions } from "../../../sdk";
import type { ApiRequest } from "../../../sdk/transport/api-request";
import type { Configuration } from "../../configuration/configuration";
import type { RequestMetrics } from "../../metrics/request-metrics";
import * as kit from "../kit/client-options";
import type { Own } from "./settings";

/** @throws ConfigurationError when the file of authorities can't be read */
export function clientOptions(
  configuration: Configuration<Own>,
  metrics: RequestMetrics,
): ArkIDClientOptions {
  const { url, timeout, language } = configuration;
  return {
    ...kit.clientOptions(configuration, metrics, isTransaction),
    ...{ url, timeout, appName: "pulumi", language: language as "zh" | "en" | undefined },
  };
}

/**
 * Requests that the server handles in one transaction each. It answers a concurrent one with 500 at
 * once, and rolls it back (ARKID.md, "Speed and failure modes").
 */
const TRANSACTIONS = [
  /^POST (user|perm|org\/[^/]+\/app)\/$/,
  /^PATCH user\/[^/]+\/(node|dept|group)\/$/,
];

const isTransaction = ({ method, path }: ApiRequest): boolean =>
  TRANSACTIONS.some((one) => one.test(`${method} ${path.value}`));
