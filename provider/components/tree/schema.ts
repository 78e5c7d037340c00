import { z } from "zod";
import { genders, userTexts } from "../../backends/domain";
import type { Problem } from "./problem";
import type { Department, Group, Person, Tree } from "./tree";

const text = z.string({ error: ({ input }) => `${given(input)}: give a text` });
const name = text.refine((value) => value.trim() !== "", "it is empty; give a name");
const clearable = text.nullable().optional();
const key = text.regex(
  /^[\p{L}\p{N}][\p{L}\p{M}\p{N}._-]*$/u,
  'a key is of letters, digits, ".", "-" and "_", and begins with a letter or a digit',
);
const keys = listOf(key);

const entry = { key: key.optional(), previously: keys.optional() };
const unit = {
  ...entry,
  name,
  description: clearable,
  uid: text.min(1, "it is empty; give the node's key on the server").optional(),
  people: keys.optional(),
};

const department: z.ZodType<Department> = shape("a department", {
  ...unit,
  departments: z.lazy(() => listOf(department).optional()),
});

const group: z.ZodType<Group> = shape("a group, role or label", {
  ...unit,
  acceptsMembers: z
    .boolean({ error: ({ input }) => `${given(input)}: give true or false` })
    .optional(),
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
  groups: listOf(group).optional(),
  roles: listOf(group).optional(),
  labels: listOf(group).optional(),
  people: listOf(person).optional(),
});

/** A literal or a file as a tree, or what is invalid about it. */
export function parseTree(value: unknown): Tree | Problem[] {
  const { success, data, error } = tree.safeParse(value);
  return success ? data : error.issues.flatMap(problemsOf);
}

function problemsOf(issue: z.core.$ZodIssue): Problem[] {
  const path = issue.path.map((step) => (typeof step === "number" ? step : String(step)));
  if (issue.code !== "unrecognized_keys") return [{ path, says: issue.message }];
  return issue.keys.map((key) => ({
    path: [...path, key],
    says: noSuch(key) ?? issue.message,
  }));
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

/** An object with these properties and no other. */
function shape<S extends z.ZodRawShape>(what: string, properties: S) {
  const known = Object.keys(properties).join(", ");
  return z.strictObject(properties, {
    error: ({ code, input }) =>
      code === "unrecognized_keys"
        ? `${what} has no such property, only ${known}`
        : `${given(input)}: give ${what}, with ${known}`,
  });
}

/** One schema for each of these properties. */
function each<K extends string, S>(keys: readonly K[], schema: S): Record<K, S> {
  return Object.fromEntries(keys.map((key) => [key, schema])) as Record<K, S>;
}

function listOf<S extends z.ZodType>(item: S) {
  return z.array(item, {
    error: ({ input }) =>
      input === null ? "it is empty: give a list, or [] for none" : `${given(input)}: give a list`,
  });
}

/** Describes an invalid value. */
function given(input: unknown): string {
  if (input === undefined) return "it is missing";
  if (input === null) return "it is empty";
  if (Array.isArray(input)) return "this is a list";
  if (typeof input === "object" && "__pulumiOutput" in input) return "this is an Output";
  if (typeof input === "object") return "this is an object";
  if (typeof input === "string") return "this is a text";
  return `${JSON.stringify(input)} is a ${typeof input}`;
}
