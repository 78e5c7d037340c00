import { z } from "zod";
import { guarded, type Limited } from "../../access/policy";
import { endDate } from "../../provider/end-date";
import { either, given, listOf, shape, text as anyText } from "../../provider/files/shape";

/** The version of the file's format. */
export const SCHEMA = 1;

const text = anyText.regex(/\S/, "it is empty");

const described = <S extends z.ZodType>(description: string, schema: S): S =>
  schema.meta({ description });

const name = described(
  "What findings and waivers call the rule, in place of the name that is made from it.",
  text.optional(),
);
const perm = described("A perm: `CI/Deploy` (its app or org, and its name), or its uid.", text);
const node = described("A node: its path, `Engineering/Platform`, or its id.", text);
const who = described("A username.", text);

const invalid = (expected: string) => ({
  error: ({ input }: { readonly input?: unknown }) =>
    `${typeof input === "number" ? input : given(input)}: give ${expected}`,
});
const LIMIT = invalid("a whole number, or a share such as 25%");
const share = z
  .string()
  .regex(/^\d+(\.\d+)?%$/)
  .transform((value) => value as `${number}%`);
const most = z.union([z.int(LIMIT).min(0, LIMIT), share], LIMIT);
const limit = (what: string) =>
  described(`The most ${what} in one plan: a number, or a share of all.`, most.optional());

const ownLimits = {
  people: limit("people who are deleted"),
  nodes: limit("nodes that are deleted"),
  members: limit("members who leave nodes"),
  grants: limit("grants that are revoked"),
} satisfies Record<Limited, z.ZodType>;

const limits = shape("limits", {
  ...ownLimits,
  orgs: described(
    "Limits of single orgs, by name or id: such an org goes by its own ones only.",
    z.record(z.string(), shape("limits of an org", ownLimits)).optional(),
  ),
});

const KINDS = guarded.join(", ");
const object = described(
  `Kind and name of what must not be deleted: \`User:adalovelace\`. Kinds are ${KINDS}.`,
  z
    .string({ error: ({ input }) => `${given(input)}: give a text such as User:adalovelace` })
    .regex(
      new RegExp(`^(${guarded.join("|")}):.*\\S`),
      `give a kind and a name, such as User:adalovelace (kinds are ${KINDS})`,
    ),
);
const never = either("a text such as User:adalovelace", [
  object,
  shape("what never goes", { name, object }),
]);

const PEOPLE = invalid("a whole number of people, 1 or more");
const keep = either("who and perms, or perm and atLeast", [
  shape("somebody who keeps perms", {
    ...{ name, who },
    perms: described(
      'Perms that they keep as far as they have them; ["*"] for all, and the account.',
      listOf(text).min(1, 'it is empty: give perms, or ["*"] for all'),
    ),
  }),
  shape("a perm that people keep", {
    ...{ name, perm },
    atLeast: described(
      "How many people who can sign in must have it.",
      z.int(PEOPLE).min(1, PEOPLE),
    ),
  }),
]);

const separate = shape("perms to separate", {
  name,
  perms: described(
    "Perms of which nobody may have two, by themselves or through a node.",
    listOf(text).min(2, "give two perms or more"),
  ),
});

const requireUntil = either("a perm or a node", [
  shape("a perm whose grants end", { name, perm }),
  shape("a node whose memberships end", { name, node }),
]);

const waiver = shape("a waiver", {
  rule: described("Name of the rule that does not count.", text),
  who: described("Only for this person, by username.", text.optional()),
  node: described("Only for this node, by path or id.", text.optional()),
  reason: described("Why it may be broken.", text),
  until: described(
    "When it ends: a day, to its end in UTC, or a time such as `2026-12-31T18:00:00+08:00`.",
    endDate,
  ),
});

const list = <S extends z.ZodType>(description: string, item: S) =>
  described(description, listOf(item).optional());

const version = ({ input }: { readonly input?: unknown }) =>
  `${input === undefined ? "it is missing" : `${JSON.stringify(input)} is no version of this format`}: give ${SCHEMA}`;

/** What an `identity-rules.yaml` holds. */
export const rulesFile = shape("rules", {
  schema: described("The version of this format.", z.literal(SCHEMA, { error: version })),
  limits: described("The most removals of one plan.", limits.optional()),
  never: list("What must not be deleted, nor replaced.", never),
  keep: list("Who keeps what they have, and perms that enough people keep.", keep),
  separate: list("Perms that nobody may have together.", separate),
  requireUntil: list("What the program declares there needs an end date.", requireUntil),
  waivers: list("Rules that do not count for a while.", waiver),
});

/** The file as it is written. */
export type RulesFile = z.infer<typeof rulesFile>;
