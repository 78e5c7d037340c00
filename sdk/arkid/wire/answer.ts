import { z } from "zod";
import type { WirePage } from "../../transport/pagination";
import type { Reader } from "../../transport/reader";

/** Fields that are known before; those that are undefined may be anything. */
type Asked<T> = { readonly [Key in keyof T]?: T[Key] | undefined };

/**
 * An answer whose body has this form.
 * @param asked what was asked for by name: an answer about another object is none
 */
export function answer<T>(form: z.ZodType<T>, asked: Asked<T> = {}): Reader<T> {
  return ({ body, text }) => {
    if (body === undefined) return { problem: text === "" ? "the body is empty" : "it is no JSON" };
    const read = form.safeParse(body);
    if (!read.success) return { problem: problemOf(read.error.issues) };
    const other = Object.keys(asked).find((key) => !isAsked(asked, read.data, key));
    return other === undefined
      ? { value: read.data }
      : { problem: `its ${other} is another than the one asked for` };
  };
}

/** The server trims what it is given, and reads numbers as text. */
function isAsked<T>(asked: Asked<T>, found: T, key: string): boolean {
  const wanted: unknown = Reflect.get(asked, key);
  if (typeof wanted !== "string" && typeof wanted !== "number") return true;
  return String(wanted).trim() === Reflect.get(found as object, key);
}

/** An answer without a body. */
export const nothing: Reader<undefined> = ({ text }) =>
  text === "" ? { value: undefined } : { problem: "the body should be empty" };

/** A page of a list. */
export const page = <T>(item: z.ZodType<T>): z.ZodType<WirePage<T>> =>
  z.object({
    count: z.int().nonnegative(),
    next: z.string().nullable(),
    previous: z.string().nullable(),
    results: z.array(item),
  });

/** The first field that is wrong; of alternatives, the last one's. */
function problemOf(
  issues: readonly z.core.$ZodIssue[],
  above: readonly PropertyKey[] = [],
): string {
  const [issue] = issues;
  if (issue === undefined) return "the body is wrong";
  const path = [...above, ...issue.path];
  const inner = issue.code === "invalid_union" ? issue.errors.at(-1) : undefined;
  if (inner !== undefined) return problemOf(inner, path);
  const field = path.length === 0 ? "the body" : path.map(String).join(".");
  const said = issue.message.replace("Invalid input: ", "");
  return said.endsWith("received undefined") ? `${field} is missing` : `${field}: ${said}`;
}
