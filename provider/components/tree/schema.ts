import { z } from "zod";
import { genders, userTexts } from "../../backends/domain";
import { endDate } from "../../end-date";
import type { Problem } from "../../files/problem";
import { given, listOf, name, problemsOf, shape, text } from "../../files/shape";
import type { Department, Nested, Person, PersonUntil, Tree } from "./tree";

const clearable = text.nullable().optional();
const key = text.regex(
  /^[\p{L}\p{N}][\p{L}\p{M}\p{N}._-]*$/u,
  'a key is of letters, digits, ".", "-" and "_", and begins with a letter or a digit',
);
const keys = listOf(key);

const ending: z.ZodType<PersonUntil> = shape("an entry that ends", { person: key, until: endDate });
/** A person's key, alone or with an end date: what is invalid is told of the one that is meant. */
const member = z.unknown().transform((value, context): string | PersonUntil => {
  const isEnding = typeof value === "object" && value !== null && ENDS.some((one) => one in value);
  const { data, error } = (isEnding ? ending : key).safeParse(value);
  for (const { path, says } of problemsOf(error?.issues ?? [])) {
    context.addIssue({ code: "custom", path: [...path], message: says });
  }
  return data ?? "";
});
const ENDS = ["person", "until"];

const entry = { key: key.optional(), previously: keys.optional() };
const unit = {
  ...entry,
  name,
  description: clearable,
  uid: text.min(1, "it is empty; give the node's key on the server").optional(),
  people: listOf(member).optional(),
};

const department: z.ZodType<Department> = shape("a department", {
  ...unit,
  departments: z.lazy(() => listOf(department).optional()),
});

const group = {
  ...unit,
  acceptsMembers: z
    .boolean({ error: ({ input }) => `${given(input)}: give true or false` })
    .optional(),
};
const groups: z.ZodType<Nested<"groups">> = shape("a group", {
  ...group,
  groups: z.lazy(() => listOf(groups).optional()),
});
const roles: z.ZodType<Nested<"roles">> = shape("a role", {
  ...group,
  roles: z.lazy(() => listOf(roles).optional()),
});
const labels: z.ZodType<Nested<"labels">> = shape("a label", {
  ...group,
  labels: z.lazy(() => listOf(labels).optional()),
});

const person: z.ZodType<Person> = shape("a person", {
  ...entry,
  username: text.min(1, "it is empty; give a username").optional(),
  ...each(userTexts, clearable),
  gender: z.enum(genders, { error: `give one of ${genders.join(", ")}` }).optional(),
});

const tree: z.ZodType<Tree> = shape("an org", {
  name,
  departments: listOf(department).optional(),
  groups: listOf(groups).optional(),
  roles: listOf(roles).optional(),
  labels: listOf(labels).optional(),
  people: listOf(person).optional(),
});

/** A literal or a file as a tree, or what is invalid about it. */
export function parseTree(value: unknown): Tree | Problem[] {
  const { success, data, error } = tree.safeParse(value);
  return success ? data : problemsOf(error.issues, noSuch);
}

/** A person who is no part of a tree, or what is invalid about them. */
export function parsePerson(value: unknown): Person | Problem[] {
  const { success, data, error } = person.safeParse(value);
  return success ? data : problemsOf(error.issues);
}

/** Advice for an unknown property. */
function noSuch(key: string): string | undefined {
  if (PASSWORD.test(key)) {
    return "a password does not belong here: give initialPassword to the OrgTree, as a secret";
  }
  const newName = RENAMED.get(key);
  return newName && `it is called ${newName} now`;
}

const PASSWORD = /passw/i;

/** Names that 0.1.0 had, and what they are called now. */
const RENAMED = new Map([
  ["was", "previously"],
  ["remark", "description"],
  ["mobile", "phone"],
  ["acceptUser", "acceptsMembers"],
]);

/** One schema for each of these properties. */
function each<K extends string, S>(keys: readonly K[], schema: S): Record<K, S> {
  return Object.fromEntries(keys.map((key) => [key, schema])) as Record<K, S>;
}
