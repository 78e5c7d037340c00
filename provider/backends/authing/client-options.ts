import type { Configuration } from "../../configuration/configuration";
import type { RequestMetrics } from "../../metrics/request-metrics";
import type { AuthingLanguage, ManagementClientOptions } from "../../../sdk/authing";
import * as kit from "../kit/client-options";
import type { Own } from "./settings";

/** @throws ConfigurationError when the file of authorities can't be read */
export function clientOptions(
  configuration: Configuration<Own>,
  metrics: RequestMetrics,
): ManagementClientOptions {
  const { url, own, timeout, language } = configuration;
  return {
    ...kit.clientOptions(configuration, metrics),
    ...{ host: url, ...own, timeout },
    lang: LANGUAGES[language ?? "zh"],
  };
}

const LANGUAGES: Readonly<Record<string, AuthingLanguage>> = { zh: "zh-CN", en: "en-US" };
