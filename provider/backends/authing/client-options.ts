import type { Configuration } from "../../configuration/configuration";
import { ConfigurationError } from "../errors";
import type { RequestMetrics } from "../../metrics/request-metrics";
import { defaultRetryPolicy } from "../../../sdk";
import type { AuthingLanguage, ManagementClientOptions } from "../../../sdk/authing";
import { isTrimmed } from "../../../sdk/authing/options";
import { Limits } from "../../../sdk/transport/limits/limits";
import { requireReadable } from "../kit/ca-file";

/** Patient with single requests, since a run is long and a server may start anew meanwhile. */
const RETRY = { attempts: 10, throttles: 20, baseDelay: 100, maxDelay: 2_000 };

/**
 * How the client of a connection asks: within its limits, patiently, and telling of each request.
 * @throws ConfigurationError for a token, and when the file of authorities can't be read
 */
export function clientOptions(
  configuration: Configuration,
  traffic: RequestMetrics,
): ManagementClientOptions {
  const { url, credentials, timeout, language, caFile, concurrency } = configuration;
  if ("token" in credentials) {
    throw new ConfigurationError(
      "identity:token does not do on Authing, where every request is signed: give identity:username (the access key's id) and identity:password (its secret)",
    );
  }
  for (const name of ["username", "password"] as const) {
    if (isTrimmed(credentials[name])) continue;
    throw new ConfigurationError(
      `identity:${name} has white space around it: give it as Authing's console shows it`,
    );
  }
  if (caFile !== undefined) requireReadable(caFile);
  const { sleep, ready, onRequest } = traffic;
  const longestPause = defaultRetryPolicy.maxRetryAfter;
  const now = () => performance.now();
  return {
    ...{ host: url, caFile, sleep, onRequest, retry: RETRY },
    accessKeyId: credentials.username,
    accessKeySecret: credentials.password,
    timeout: timeout < 0 ? -1 : timeout * 1000,
    lang: LANGUAGES[language ?? "zh"],
    gate: new Limits({ concurrency, isTransaction, longestPause, ready, sleep, now }),
  };
}

/** The server does no two things one by one that anybody knows of. */
const isTransaction = () => false;

const LANGUAGES: Readonly<Record<string, AuthingLanguage>> = { zh: "zh-CN", en: "en-US" };
