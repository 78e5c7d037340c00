import { z } from "zod";
import {
  clientTypes,
  grantTypes,
  protocols,
  type AppChanges,
  type OauthSettings,
  type Protocol,
  type ProtocolChanges,
} from "../../backends/domain";
import type { Values } from "../../engine/kind";
import * as property from "../../engine/properties";

const uri = property
  .text()
  .regex(/^\S+$/, "a redirect address is not empty, and holds no white space");

const PEM = /-----BEGIN CERTIFICATE-----[^]+-----END CERTIFICATE-----/;

const oauth = z.strictObject(
  {
    redirectUris: z.array(uri, { error: "give a list of addresses" }).optional(),
    clientType: property.oneOf(clientTypes).optional(),
    grantType: property.oneOf(grantTypes).optional(),
    rotate: property.text().optional(),
  },
  { error: "give redirectUris, clientType, grantType, rotate and nothing else" },
);

const saml = z
  .strictObject(
    {
      entityId: property.name(),
      acs: property.clearable(property.text()),
      sls: property.clearable(property.text()),
      cert: property.clearable(property.text()),
      metadata: property.clearable(property.text()),
    },
    { error: "give entityId, acs, sls, cert, metadata and nothing else" },
  )
  .refine(({ cert, metadata }) => says(cert, PEM) || says(metadata, /[^\s\p{Cc}]/u), {
    error: "give a cert, PEM, or metadata",
  });

const says = (value: unknown, something: RegExp) =>
  typeof value === "string" && something.test(value);

/** Left out, a protocol is left alone; it goes off only by `false`. */
export const protocolProperties = {
  oauth: { schema: settings(oauth) },
  ldap: { schema: property.flag.optional() },
  http: { schema: property.flag.optional() },
  saml: { schema: settings(saml) },
} satisfies Record<Protocol, property.Property>;

/** What a create leaves unsaid. */
export const ALL_OFF = { oauth: false, ldap: false, http: false, saml: false } as const;

/** `false`, or settings; an error names the setting. */
function settings(schema: z.ZodType) {
  return z.unknown().superRefine((value, context) => {
    if (value === undefined || value === false) return;
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    const given = isObject ? schema.safeParse(value) : undefined;
    const [issue] = given?.error?.issues ?? [];
    if (given?.success) return;
    const at = issue && issue.path.length > 0 ? `${issue.path.join(".")}: ` : "";
    context.addIssue(issue ? `${at}${issue.message}` : "give settings, or false for off");
  });
}

/** The protocols that are declared and not what the state or the server holds. */
export function protocolChanges(state: Values, inputs: Values): ProtocolChanges {
  const changed = protocols
    .filter((one) => inputs[one] !== undefined && !isSame(inputs[one], state[one]))
    .map((one) => [one, settingsOf(inputs[one])] as const);
  return Object.fromEntries(changed);
}

/**
 * New credentials, where the text of `rotate` is another than when OAuth was last written. Where it
 * was off, or nobody's, there is nothing to renew. The settings go along: an earlier renewal may have
 * stopped half-way, with OAuth off.
 */
export function renewal(state: Values, inputs: Values): AppChanges {
  const [before, wanted] = [state.oauth, inputs.oauth];
  if (!isSettings(before) || !isSettings(wanted)) return {};
  if (wanted.rotate === undefined || wanted.rotate === before.rotate) return {};
  return { oauth: settingsOf(wanted) as Partial<OauthSettings>, renewCredentials: true };
}

/** The state's view of the live protocols: what was declared, where the server means the same. */
export function settleProtocols(state: Values, live: Values): Values {
  const settled = protocols
    .filter((one) => state[one] !== undefined)
    .map((one) => [one, settle(state[one], live[one])] as const);
  return Object.fromEntries(settled);
}

function settle(mine: unknown, live: unknown): unknown {
  if (!isSettings(mine) || !isSettings(live)) return isSame(mine, live) ? mine : live;
  const seen = Object.entries(mine).map(([key, value]) => {
    const isMine = key === "rotate" || isSameSetting(value, live[key]);
    return [key, isMine ? value : live[key]] as const;
  });
  return Object.fromEntries(seen);
}

/** Whether all that is declared of a protocol is so. */
function isSame(mine: unknown, theirs: unknown): boolean {
  if (!isSettings(mine)) return mine === theirs;
  return (
    isSettings(theirs) &&
    Object.entries(mine).every(
      ([key, value]) =>
        key === "rotate" || value === undefined || isSameSetting(value, theirs[key]),
    )
  );
}

/** The order of redirect addresses says nothing. */
function isSameSetting(mine: unknown, theirs: unknown): boolean {
  if (!Array.isArray(mine) || !Array.isArray(theirs)) return property.sameValue(mine, theirs);
  return property.sameValue([...new Set(mine)].sort(), [...new Set(theirs)].sort());
}

/** In the backend's terms: `null` clears a text, and `rotate` is no setting. */
function settingsOf(declared: unknown): unknown {
  if (!isSettings(declared)) return declared;
  const { rotate: _, ...rest } = declared;
  const cleared = Object.entries(rest).map(([key, value]) => [key, value === null ? "" : value]);
  return Object.fromEntries(cleared);
}

function isSettings(value: unknown): value is Values {
  return typeof value === "object" && value !== null;
}
