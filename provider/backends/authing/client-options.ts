import type { Configuration } from "../../configuration/configuration";
import { ConfigurationError } from "../errors";
import type { RequestMetrics } from "../../metrics/request-metrics";
import type { AuthingLanguage, ManagementClientOptions } from "../../../sdk/authing";
import { isTrimmed } from "../../../sdk/authing/options";
import * as kit from "../kit/client-options";

/** @throws ConfigurationError for a token, and when the file of authorities can't be read */
export function clientOptions(
  configuration: Configuration,
  metrics: RequestMetrics,
): ManagementClientOptions {
  const { url, credentials, timeout, language } = configuration;
  if ("token" in credentials) {
    throw new ConfigurationError(
      "identity:token is invalid on Authing, where every request is signed: give identity:username (the access key's id) and identity:password (its secret)",
    );
  }
  for (const name of ["username", "password"] as const) {
    if (isTrimmed(credentials[name])) continue;
    throw new ConfigurationError(
      `identity:${name} has white space around it: give it as Authing's console shows it`,
    );
  }
  return {
    ...kit.clientOptions(configuration, metrics),
    ...{ host: url, accessKeyId: credentials.username, accessKeySecret: credentials.password },
    timeout: timeout < 0 ? -1 : timeout * 1000,
    lang: LANGUAGES[language ?? "zh"],
  };
}

const LANGUAGES: Readonly<Record<string, AuthingLanguage>> = { zh: "zh-CN", en: "en-US" };
