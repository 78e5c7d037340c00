import { ConfigurationError } from "../backends/errors";
import { systemOf, systems } from "../backends";
import type { Configuration } from "../configuration/configuration";
import { nearest } from "../../access/nearest";
import type { Setting, Settings, ValuesOf } from "../configuration/setting";
import { common } from "../configuration/settings";

/** Texts of a stack by the names of settings, without `identity:`. */
export type StackSettings = Readonly<Record<string, string | undefined>>;

/** Every setting of every kind of server. */
const ALL: Settings = Object.fromEntries(
  [common, ...Object.values(systems).map(({ settings }) => settings)].flatMap((one: Settings) =>
    Object.entries(one),
  ),
);
export const settingNames = Object.keys(ALL);

/** Names the file in which a preview tells the command `plan` of its resources: no setting. */
export const PLAN_FILE = "IDENTITY_PLAN_FILE";

const PREFIX = "identity:";

/**
 * The settings among the keys of a configuration.
 * @param project whose program may have keys of its own under `identity:`, where that is its name
 */
export function settingsIn(
  config: Readonly<Record<string, unknown>>,
  project?: string,
): StackSettings {
  const names = Object.keys(config).flatMap((key) =>
    key.startsWith(PREFIX) ? [key.slice(PREFIX.length)] : [],
  );
  const isOurs = (name: string) =>
    project !== "identity" || nearest(name, settingNames) !== undefined;
  const texts = names.filter(isOurs).map((name) => [name, String(config[PREFIX + name])] as const);
  return Object.fromEntries(texts);
}

/**
 * Reads and checks the configuration.
 * @throws ConfigurationError naming the setting, and both ways to give it
 */
export function readConfiguration(
  stack: StackSettings,
  env: NodeJS.ProcessEnv = process.env,
): Configuration {
  const given = Object.keys(stack).filter((name) => stack[name] !== undefined);
  for (const name of given) requireKnown(name);
  const { backend } = valuesOf({ backend: common.backend }, stack, env);
  const { settings } = systemOf(backend);
  for (const name of given) requireOf(backend, settings, name);
  return { ...valuesOf(common, stack, env), own: valuesOf(settings, stack, env) };
}

/** Variables that are no settings, and look like one: others may have the same prefix. */
export function misspeltVariables(env: NodeJS.ProcessEnv = process.env): string[] {
  const known = [...settingNames.map(variableOf), "IDENTITY_TRACE", PLAN_FILE];
  const unknown = Object.keys(env).filter(
    (name) => name.startsWith("IDENTITY_") && !known.includes(name),
  );
  return unknown.flatMap((name) => {
    const meant = nearest(name, known, "IDENTITY_".length);
    return meant === undefined ? [] : [`${name} is not a setting: is ${meant} meant?`];
  });
}

function requireKnown(name: string): void {
  if (knownIn(ALL, name)) return;
  const meant = nearest(name, settingNames);
  throw new ConfigurationError(
    `identity:${name} is not a setting: ${meant === undefined ? `take it out (the settings are ${settingNames.join(", ")})` : `is identity:${meant} meant?`}`,
  );
}

/** @throws ConfigurationError for a setting that only another kind of server has */
function requireOf(backend: string, settings: Settings, name: string): void {
  if (name in common || knownIn(settings, name)) return;
  const others = Object.keys(systems).filter((one) => knownIn(systemOf(one).settings, name));
  throw new ConfigurationError(
    `identity:${name} is a setting of the backend ${others.join(" or ")}, and identity:backend is ${backend}: take it out, or correct identity:backend (${backend} has ${Object.keys(settings).join(", ")})`,
  );
}

const knownIn = (settings: Settings, name: string): boolean =>
  Object.hasOwn(settings, name) ||
  Object.values(settings).some(({ formerly }) => formerly === name);

function valuesOf<S extends Settings>(
  settings: S,
  stack: StackSettings,
  env: NodeJS.ProcessEnv,
): ValuesOf<S> {
  const isInStack = (name: string) => stack[name] !== undefined;
  // What the environment gives yields to what the stack gives in its place.
  const yields = (name: string) =>
    !isInStack(name) &&
    Object.entries(settings).some(([other, { unless }]) => unless === name && isInStack(other));
  const find = (name: string) =>
    yields(name) ? undefined : found(name, settings[name], stack, env);
  const values = Object.entries<Setting>(settings).map(([name, setting]) => {
    const { unless } = setting;
    if (unless !== undefined && find(unless) !== undefined) return [name, undefined] as const;
    return [name, valueOf(name, setting, find(name), env)] as const;
  });
  return Object.fromEntries(values) as ValuesOf<S>;
}

/** What is given for a setting, and under which name. */
interface Found {
  readonly name: string;
  readonly text: string;
}

function found(
  name: string,
  setting: Setting | undefined,
  stack: StackSettings,
  env: NodeJS.ProcessEnv,
): Found | undefined {
  const names = [name, ...(setting?.formerly === undefined ? [] : [setting.formerly])];
  const inStack = names.map((one) => ({ name: one, text: stack[one] }));
  // Many CI systems set an empty variable for one that is not set.
  const inEnv = names.map((one) => ({ name: one, text: env[variableOf(one)] || undefined }));
  return [...inStack, ...inEnv].find((one): one is Found => one.text !== undefined);
}

function valueOf(
  name: string,
  setting: Setting,
  given: Found | undefined,
  env: NodeJS.ProcessEnv,
): unknown {
  if (given === undefined && setting.unless !== undefined) throw missing(name, setting, env);
  const text = given?.text.trim();
  if (setting.exact && text !== given?.text) {
    throw new ConfigurationError(
      `identity:${name} is invalid: it begins or ends with white space, such as the line break of a file: set it again without (${waysToSet(name, setting)})`,
    );
  }
  const result = setting.schema.safeParse(text);
  if (result.success) return result.data;
  if (given === undefined) throw missing(name, setting, env);
  const problem = result.error.issues[0]?.message;
  throw new ConfigurationError(
    `identity:${given.name} is invalid: ${problem} (${waysToSet(given.name, setting)})`,
  );
}

/** `removalLimit` is given as `IDENTITY_REMOVAL_LIMIT`. */
const variableOf = (name: string): string =>
  `IDENTITY_${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;

function missing(name: string, setting: Setting, env: NodeJS.ProcessEnv): ConfigurationError {
  const or = setting.unless === undefined ? "" : ` (or give identity:${setting.unless})`;
  const misspelt = misspeltVariables(env).map((one) => `; ${one}`);
  return new ConfigurationError(
    `identity:${name} is not set${or}: ${waysToSet(name, setting)}${misspelt.join("")}`,
  );
}

function waysToSet(name: string, { secret }: Setting): string {
  const how = secret ? " --secret" : "";
  return `run "pulumi config set${how} identity:${name} …", or set ${variableOf(name)}`;
}
