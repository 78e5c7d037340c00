import { z } from "zod";
import { adoptions, removals, type RemovalLimit } from "../configuration/choices";
import type { Configuration } from "../configuration/configuration";
import { ConfigurationError } from "../backends/errors";

const LIMIT = { error: 'give a whole number of people, or a share such as "25%"' };
const share = z
  .string()
  .regex(/^\d+(\.\d+)?%$/)
  .transform((text) => text as RemovalLimit);
export const removalLimit = z.union([z.number().int().min(0, LIMIT), share], LIMIT);

const some = z.string().min(1, "it is empty");
const oneOf = <T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, { error: `give one of ${values.join(", ")}` });
const boolean = oneOf(["true", "false"]).transform((text) => text === "true");
const number = (says: string) =>
  z
    .string()
    .regex(/^-?\d+(\.\d+)?$/, says)
    .transform(Number);
const SECONDS = "give seconds above 0, or -1 for no limit";
const seconds = number(SECONDS).refine((n) => (n > 0 && n <= 2_000_000) || n === -1, SECONDS);
const REQUESTS = "give a whole number of requests from 1 on";
const FORMER_TENANT =
  'it takes the tenant that the state names, such as https://old.acme.example, in place of "true"';
const url = z
  .url({ protocol: /^https?$/, error: "give a URL that starts with http:// or https://" })
  .refine((text) => !URL.canParse(text) || isPlain(new URL(text)), {
    error: "give it without a username, a password, a query or a fragment",
  });

const settings = {
  url,
  username: some,
  password: some,
  token: some,
  backend: some.default("arkid"),
  timeout: seconds.default(60),
  concurrency: number(REQUESTS)
    .refine((n) => Number.isInteger(n) && n >= 1, REQUESTS)
    .default(8),
  adopt: oneOf(adoptions).default("never"),
  removalLimit: z.union([number("").pipe(z.int().min(0)), share], LIMIT).optional(),
  userDeleteLimit: z.union([number("").pipe(z.int().min(0)), share], LIMIT).optional(),
  onRemove: oneOf(removals).default("delete"),
  language: oneOf(["zh", "en"]).optional(),
  caFile: some.optional(),
  verify: boolean.default(true),
  batching: boolean.default(true),
  tenant: some.optional(),
  tenantMoved: some.refine((text) => text !== "true", FORMER_TENANT).optional(),
} satisfies Record<string, z.ZodType>;

export type Setting = keyof typeof settings;
export const settingNames = Object.keys(settings) as Setting[];

/**
 * Reads and checks the configuration.
 *
 * @param stack returns the value of an `identity:<name>` key
 * @throws ConfigurationError naming the setting, and both ways to give it
 */
export function readConfiguration(
  stack: (key: string) => string | undefined,
  env: NodeJS.ProcessEnv = process.env,
): Configuration {
  // Many CI systems set an empty variable for one that is not set.
  const inEnvironment = (name: Setting) => env[environmentName(name)] || undefined;
  const inStack = (name: Setting) => stack(`identity:${name}`);
  const given = (name: Setting) => inStack(name) ?? inEnvironment(name);
  const setting = <N extends Setting>(name: N): z.infer<(typeof settings)[N]> => {
    const result = settings[name].safeParse(given(name));
    if (result.success) return result.data as z.infer<(typeof settings)[N]>;
    throw new ConfigurationError(
      given(name) === undefined
        ? missing(name)
        : `identity:${name} is invalid: ${result.error.issues[0]?.message} (${waysToSet(name)})`,
    );
  };
  const url = setting("url").replace(/\/+$/, "");
  const isPasswordInStack = [inStack("username"), inStack("password")].some(
    (one) => one !== undefined,
  );
  const token = inStack("token") ?? (isPasswordInStack ? undefined : inEnvironment("token"));
  const credentials =
    token === undefined
      ? { username: setting("username"), password: setting("password") }
      : { token: setting("token") };
  return {
    url,
    credentials,
    backend: setting("backend"),
    timeout: setting("timeout"),
    concurrency: setting("concurrency"),
    adopt: setting("adopt"),
    removalLimit: setting("removalLimit"),
    userDeleteLimit: setting("userDeleteLimit"),
    onRemove: setting("onRemove"),
    language: setting("language"),
    caFile: setting("caFile"),
    verify: setting("verify"),
    batching: setting("batching"),
    tenant: setting("tenant"),
    tenantMoved: setting("tenantMoved"),
  };
}

/** `removalLimit` is given as `IDENTITY_REMOVAL_LIMIT`. */
function environmentName(name: Setting): string {
  return `IDENTITY_${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
}

function missing(name: Setting): string {
  const or = name === "username" || name === "password" ? " (or give identity:token)" : "";
  return `identity:${name} is not set${or}: ${waysToSet(name)}`;
}

function waysToSet(name: Setting): string {
  const secret = name === "password" || name === "token" ? " --secret" : "";
  return `run "pulumi config set${secret} identity:${name} …", or set ${environmentName(name)}`;
}

/** A URL is shown in messages and kept as the tenant: it must not contain secrets. */
function isPlain({ username, password, search, hash }: URL): boolean {
  return [username, password, search, hash].every((part) => part === "");
}
