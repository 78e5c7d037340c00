import { z } from "zod";
import type { WirePage } from "../../transport/pagination";
import { nothing, readForm } from "../../transport/form";
import type { Reader } from "../../transport/reader";

export { nothing };

/** Fields that are known before; those that are undefined may be anything. */
type Asked<T> = { readonly [Key in keyof T]?: T[Key] | undefined };

/**
 * An answer whose body has this form.
 * @param asked what was asked for by name: an answer about another object is none
 */
export function answer<T>(form: z.ZodType<T>, asked: Asked<T> = {}): Reader<T> {
  return (response) => {
    const read = readForm(form, response);
    if ("problem" in read) return read;
    const other = Object.keys(asked).find((key) => !isAsked(asked, read.value, key));
    return other === undefined
      ? read
      : { problem: `its ${other} is another than the one asked for` };
  };
}

/** The server trims what it is given, and reads numbers as text. */
function isAsked<T>(asked: Asked<T>, found: T, key: string): boolean {
  const wanted: unknown = Reflect.get(asked, key);
  if (typeof wanted !== "string" && typeof wanted !== "number") return true;
  return String(wanted).trim() === Reflect.get(found as object, key);
}

/** A page of a list. */
export const page = <T>(item: z.ZodType<T>): z.ZodType<WirePage<T>> =>
  z.object({
    count: z.int().nonnegative(),
    next: z.string().nullable(),
    previous: z.string().nullable(),
    results: z.array(item),
  });
