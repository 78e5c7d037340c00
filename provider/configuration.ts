import { z } from "zod";
import { ConfigurationError } from "./errors";

/** `identity:*` of the stack, else `IDENTITY_*` of the environment; README, «Configuration». */
export interface Configuration {
  readonly url: string;
  readonly credentials: { username: string; password: string } | { token: string };
  readonly backend: string;
  /** Seconds for one request, -1 for no limit. */
  readonly timeout: number;
  /** Requests under way at once. */
  readonly concurrency: number;
  readonly adopt: Adopt;
  /** How many people one apply may take out of one list. */
  readonly removalLimit?: RemovalLimit | undefined;
  readonly onRemove: OnRemove;
  readonly language?: string | undefined;
  /** Path of a PEM file with the authority that signed the server's certificate. */
  readonly caFile?: string | undefined;
  /** Whether the first check of a process logs in. */
  readonly verify: boolean;
  /** The name of the server that the state belongs to; the URL's origin unless configured. */
  readonly tenant: string;
  /** Lets a state that names another tenant be used with this one. */
  readonly tenantMoved: boolean;
}

/** What a create does when its natural key is taken. */
export const adoptions = ["never", "ifExists", "only"] as const;
export type Adopt = (typeof adoptions)[number];

/** What becomes of a person whose resource is deleted. */
export const removals = ["delete", "suspend", "keep"] as const;
export type OnRemove = (typeof removals)[number];

/** A number of people, or a share of the list such as `"25%"`. */
export type RemovalLimit = number | `${number}%`;

export const removalLimit = z.union([
  z.coerce.number().int().min(0),
  z
    .string()
    .regex(/^\d+(\.\d+)?%$/)
    .transform((text) => text as RemovalLimit),
]);

const boolean = z.enum(["true", "false"]).transform((text) => text === "true");
const seconds = z.coerce.number().refine((n) => n > 0 || n === -1, "give seconds, or -1 for none");

const settings = {
  url: z.url({ protocol: /^https?$/, error: "give a URL that starts with http:// or https://" }),
  username: z.string().min(1),
  password: z.string().min(1),
  token: z.string().min(1),
  backend: z.string().min(1).default("arkid"),
  timeout: seconds.default(60),
  concurrency: z.coerce.number().int().min(1).default(8),
  adopt: z.enum(adoptions).default("never"),
  removalLimit: removalLimit.optional(),
  onRemove: z.enum(removals).default("delete"),
  language: z.string().optional(),
  caFile: z.string().optional(),
  verify: boolean.default(true),
  tenant: z.string().min(1).optional(),
  tenantMoved: boolean.default(false),
} satisfies Record<string, z.ZodType>;

export type Setting = keyof typeof settings;
export const settingNames = Object.keys(settings) as Setting[];

/**
 * Reads and checks the configuration.
 *
 * @param stack answers `identity:<name>` keys
 * @throws ConfigurationError naming the setting, and both ways to give it
 */
export function readConfiguration(
  stack: (key: string) => string | undefined,
  env: NodeJS.ProcessEnv = process.env,
): Configuration {
  const given = (name: Setting) => stack(`identity:${name}`) ?? env[environmentName(name)];
  const setting = <N extends Setting>(name: N): z.infer<(typeof settings)[N]> => {
    const result = settings[name].safeParse(given(name));
    if (result.success) return result.data as z.infer<(typeof settings)[N]>;
    throw new ConfigurationError(
      given(name) === undefined
        ? missing(name)
        : `identity:${name} does not do: ${result.error.issues[0]?.message}`,
    );
  };
  const url = setting("url").replace(/\/+$/, "");
  const credentials =
    given("token") === undefined
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
    onRemove: setting("onRemove"),
    language: setting("language"),
    caFile: setting("caFile"),
    verify: setting("verify"),
    tenant: setting("tenant") ?? new URL(url).origin,
    tenantMoved: setting("tenantMoved"),
  };
}

/** `removalLimit` is given as `IDENTITY_REMOVAL_LIMIT`. */
function environmentName(name: Setting): string {
  return `IDENTITY_${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
}

function missing(name: Setting): string {
  const secret = name === "password" ? " --secret" : "";
  const or = name === "username" || name === "password" ? " (or give identity:token)" : "";
  return `identity:${name} is not set${or}: run «pulumi config set${secret} identity:${name} …», or set ${environmentName(name)}`;
}
