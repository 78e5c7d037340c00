import { z } from "zod";
import { nearest } from "../../access/nearest";
import { pathText, type Path, type Problem } from "./problem";

/** A text, not what YAML reads `0123`, `1e10` and `true` as. */
export const text = z.string({
  error: ({ input }) =>
    `${given(input)}: give a text${isScalar(input) ? ", in quotes so that it is read as one" : ""}`,
});
const isScalar = (input: unknown) => typeof input === "number" || typeof input === "boolean";

/** A text with more than white space. */
export const name = text.refine((value) => value.trim() !== "", "it is empty; give a name");

export function listOf<S extends z.ZodType>(item: S) {
  return z.array(item, {
    error: ({ input }) =>
      input === null ? "it is empty: give a list, or [] for none" : `${given(input)}: give a list`,
  });
}

/**
 * An object with these properties and no other.
 * @param what it is: `a department`
 */
export function shape<S extends z.ZodRawShape>(what: string, properties: S) {
  const names = Object.keys(properties);
  return z.strictObject(properties, {
    error: ({ code, input }) =>
      // For `unknownKeys`, which tells of each key by itself.
      code === "unrecognized_keys"
        ? [what, ...names].join("\n")
        : `${given(input)}: give ${what}, with ${names.join(", ")}`,
  });
}

/**
 * What has one of several forms.
 * @param expected `a text such as User:adalovelace`
 */
export function either<const F extends readonly z.ZodType[]>(expected: string, forms: F) {
  return z.union(forms, { error: ({ input }) => `${given(input)}: give ${expected}` });
}

/**
 * Problems of what Zod finds, each at its own place.
 * @param advice for an unknown property, where there is a better one
 */
export function problemsOf(
  issues: readonly z.core.$ZodIssue[],
  advice: (key: string) => string | undefined = () => undefined,
): Problem[] {
  const unknown = issues.flatMap((issue) => unknownKeys(issue, advice));
  const meant = new Set(unknown.flatMap((one) => (one.meant ? [pathText(one.meant)] : [])));
  const others = issues.flatMap((issue): Problem[] => {
    const path = pathOf(issue);
    if (issue.code === "unrecognized_keys") return [];
    // It is there under the misspelt name.
    if (issue.message.startsWith(MISSING) && meant.has(pathText(path))) return [];
    if (issue.code !== "invalid_union") return [{ path, says: issue.message }];
    const forms = issue.errors.map((inside) => problemsOf(inside, advice));
    return closest(forms, issue.message).map((one) => ({ ...one, path: [...path, ...one.path] }));
  });
  return [...others, ...unknown];
}

const pathOf = ({ path }: z.core.$ZodIssue): Path =>
  path.map((step) => (typeof step === "number" ? step : String(step)));

/** A problem for each, with the place of the property that was probably meant. */
function unknownKeys(issue: z.core.$ZodIssue, advice: (key: string) => string | undefined) {
  if (issue.code !== "unrecognized_keys") return [];
  const [what = "", ...names] = issue.message.split("\n");
  return issue.keys.map((key) => {
    const near = nearest(key, names);
    const noSuch = `${what} has no such property`;
    const says =
      near === undefined ? `${noSuch}, only ${names.join(", ")}` : `${noSuch}: is ${near} meant?`;
    const path = [...pathOf(issue), key];
    return { path, says: advice(key) ?? says, meant: near && [...pathOf(issue), near] };
  });
}

/** Of what may have several forms, the problems of the one that it comes closest to. */
function closest(forms: readonly Problem[][], says: string): Problem[] {
  const inside = forms.filter((problems) => problems.every(({ path }) => path.length > 0));
  const [nearest] = inside.toSorted((a, b) => a.length - b.length);
  return nearest ?? [{ path: [], says }];
}

const MISSING = "it is missing";

/** Describes an invalid value. */
export function given(input: unknown): string {
  if (input === undefined) return MISSING;
  if (input === null) return "it is empty";
  if (Array.isArray(input)) return "this is a list";
  if (typeof input === "object" && "__pulumiOutput" in input) return "this is an Output";
  if (typeof input === "object") return "this is an object";
  if (typeof input === "string") return "this is a text";
  return `${JSON.stringify(input)} is a ${typeof input}`;
}
