import { z } from "zod";
import { adoptions, removals } from "./choices";
import { boolean, limitText, number, oneOf, text, type Settings } from "./setting";

const SECONDS = "give seconds above 0, at most 3600, or -1 for no limit";
const seconds = number(SECONDS).refine((n) => (n > 0 && n <= 3_600) || n === -1, SECONDS);
const REQUESTS = "give a whole number of requests from 1 on";
const FORMER_TENANT =
  'it takes the tenant that the state names, such as https://old.acme.example, in place of "true"';
const url = z
  .url({ protocol: /^https?$/, error: "give a URL that starts with http:// or https://" })
  .refine((value) => !URL.canParse(value) || isPlain(new URL(value)), {
    error: "give it without a username, a password, a query or a fragment",
  })
  .transform((value) => value.replace(/\/+$/, ""));

/** The settings of every connection; beside these each system has its own. */
export const common = {
  url: { schema: url, doc: "URL of the server, such as `https://id.acme.example`." },
  backend: {
    schema: text.default("arkid"),
    doc: "The kind of server.",
    byDefault: "`arkid`",
  },
  timeout: {
    schema: seconds.default(60),
    doc: "Seconds for one request, -1 for no limit.",
    byDefault: "60",
    type: "number",
  },
  concurrency: {
    schema: number(REQUESTS)
      .refine((n) => Number.isInteger(n) && n >= 1, REQUESTS)
      .default(8),
    doc: "Requests under way at once.",
    byDefault: "8",
    type: "number",
  },
  adopt: {
    schema: oneOf(adoptions).default("never"),
    doc: "For resources that don't say: `never`, `ifExists` or `only`.",
    byDefault: "`never`",
    type: "Adopt",
  },
  removalLimit: {
    schema: limitText.optional(),
    doc: "How many people one apply may take out of one list: a number, or a share such as `10%`.",
    byDefault: "the larger of 3 and 25 %",
    type: "RemovalLimit",
  },
  userDeleteLimit: {
    schema: limitText.optional(),
    doc: "How many of the stack's people one run may delete or suspend (all who leave, or none of them): a number, or a share such as `50%`.",
    byDefault: "the larger of 3 and 10 %",
    type: "RemovalLimit",
  },
  onRemove: {
    schema: oneOf(removals).default("delete"),
    doc: "For users that don't say: `delete`, `suspend` or `keep`; `keep` also for orgs, nodes, apps and perms, which are deleted else.",
    byDefault: "`delete`",
    type: "OnRemove",
  },
  language: {
    schema: oneOf(["zh", "en"]).optional(),
    doc: "Language of the server's messages: `zh` or `en`.",
    byDefault: "the server's",
  },
  caFile: {
    schema: text.optional(),
    doc: "Path of a PEM file with the authority that signed the server's certificate.",
  },
  verify: {
    schema: boolean.default(true),
    doc: "Whether a preview logs in, and looks up new names and what is adopted.",
    byDefault: "`true`",
    type: "boolean",
  },
  batching: {
    schema: boolean.default(true),
    doc: "Whether many reads share a listing where that takes fewer requests.",
    byDefault: "`true`",
    type: "boolean",
  },
  tenant: {
    schema: text.optional(),
    doc: "The tenant's name in the state: another one stops a run before anything is lost.",
    byDefault: "the URL, and on Authing the user pool, on Keycloak the realm",
  },
  tenantMoved: {
    schema: text.refine((value) => value !== "true", FORMER_TENANT).optional(),
    doc: "The tenant's former name, as the state has it: such a state is accepted.",
  },
} as const satisfies Settings;

/** A URL is shown in messages and kept as the tenant: it must not contain secrets. */
function isPlain({ username, password, search, hash }: URL): boolean {
  return [username, password, search, hash].every((part) => part === "");
}
