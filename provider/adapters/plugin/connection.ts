import { systems } from "../../backends";
import { ConfigurationError } from "../../backends/errors";
import type { Settings } from "../../configuration/setting";
import { common } from "../../configuration/settings";
import type { Failure, Values } from "../../engine/kind";
import { isUnknown } from "../../engine/unknown";
import { printable } from "../../printable";
import { readConfiguration } from "../../run/settings";
import { engineSettings, pluginSettings } from "../../run/stack/provider-settings";

/** What is wrong with a provider's inputs; unknown ones are checked by the apply. */
export function configurationFailures(inputs: Values, project: string): Failure[] {
  if (isUnknown(inputs)) return [];
  try {
    readConfiguration(pluginSettings(inputs, project));
    return [];
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    // The message names the setting, and both ways to give it.
    return [{ property: "", reason: printable(error.message) }];
  }
}

const open: ReadonlySet<string> = new Set([
  ...engineSettings,
  ...[common, ...Object.values(systems).map(({ settings }) => settings)].flatMap((all: Settings) =>
    Object.entries(all).flatMap(([name, { secret }]) => (secret ? [] : [name])),
  ),
]);

/** All but what is known to be open: a misspelt password, too. */
export const isSecretSetting = (name: string): boolean => !open.has(name);
