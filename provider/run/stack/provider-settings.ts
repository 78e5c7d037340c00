import { settingsIn, type StackSettings } from "../settings";

type Values = Readonly<Record<string, unknown>>;

/** What the engine itself puts among the settings of a provider. */
export const engineSettings: readonly string[] = ["version", "pluginDownloadURL", "__internal"];

/**
 * The settings of a provider resource of ours; `undefined` for one of another provider.
 * @param type `pulumi:providers:identity`
 * @param project whose program may have keys of its own under `identity:`, where that is its name
 */
export function providerSettings(
  type: string,
  inputs: Values,
  project?: string,
): StackSettings | undefined {
  if (type === "pulumi:providers:pulumi-nodejs") return settingsIn(inputs, project);
  return type === "pulumi:providers:identity" ? pluginSettings(inputs, project) : undefined;
}

/** The settings among the inputs of the plugin's provider, whose names have no `identity:`. */
export function pluginSettings(inputs: Values, project?: string): StackSettings {
  const given = Object.entries(inputs).filter(
    ([name, value]) => !engineSettings.includes(name) && value !== null && value !== undefined,
  );
  const named = given.map(([name, value]) => [`identity:${name}`, textOf(value)] as const);
  return settingsIn(Object.fromEntries(named), project);
}

/** An explicit provider may have numbers and booleans. */
const textOf = (value: unknown): string =>
  typeof value === "string" ? value : JSON.stringify(value);
