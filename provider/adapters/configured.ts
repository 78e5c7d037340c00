import type * as dynamic from "@pulumi/pulumi/dynamic";
import { settingNames, settingsIn, type StackSettings } from "../run/settings";

/** What the SDK's class keeps, and its interface does not show: keys can't be listed otherwise. */
interface Listed {
  readonly rawConfig?: Readonly<Record<string, unknown>>;
  readonly projectName?: string;
}

/** All settings that the engine passes; where they can't be listed, those with a known name. */
export function given(config: dynamic.Config): StackSettings {
  const { rawConfig, projectName }: Listed = config as Listed;
  if (rawConfig !== undefined) return settingsIn(rawConfig, projectName);
  const known = settingNames.map((name) => [name, config.get(`identity:${name}`)] as const);
  return Object.fromEntries(known);
}
