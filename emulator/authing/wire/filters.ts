import { z } from "zod";
import { text } from "./fields";
import { type Shape } from "./shape";

/** A condition of an advanced search. */
export const FILTER = z.object({
  field: text.min(1),
  operator: z.enum([
    "EQUAL",
    "NOT_EQUAL",
    "CONTAINS",
    "NOT_CONTAINS",
    "IS_NULL",
    "NOT_NULL",
    "IN",
    "GREATER",
    "LESSER",
    "BETWEEN",
  ]),
  value: z.unknown(),
});
export type Filter = z.output<typeof FILTER>;

/** By which field a listing is sorted, and which way. */
export const SORT = z.object({ field: text, order: z.enum(["asc", "desc", "ASC", "DESC"]) });

type Test = (held: unknown, value: unknown) => boolean;

const isEmpty = (held: unknown) => held === null || held === undefined || held === "";
/** A value as text. */
export const words = (held: unknown): string =>
  typeof held === "string" ? held : (JSON.stringify(held) ?? "");
const order = (a: unknown, b: unknown): number =>
  words(a) < words(b) ? -1 : Number(words(a) > words(b));
const TESTS: Record<Filter["operator"], Test> = {
  EQUAL: (held, value) => held === value,
  NOT_EQUAL: (held, value) => held !== value,
  CONTAINS: (held, value) => !isEmpty(held) && words(held).includes(words(value)),
  NOT_CONTAINS: (held, value) => isEmpty(held) || !words(held).includes(words(value)),
  IS_NULL: isEmpty,
  NOT_NULL: (held) => !isEmpty(held),
  IN: (held, value) => Array.isArray(value) && value.includes(held),
  GREATER: (held, value) => order(held, value) > 0,
  LESSER: (held, value) => order(held, value) < 0,
  BETWEEN: (held, value) =>
    Array.isArray(value) && order(held, value[0]) >= 0 && order(held, value[1]) <= 0,
};

/** Whether a view passes all conditions. */
export const passes = (view: Shape, filters: readonly Filter[]): boolean =>
  filters.every(({ field, operator, value }) => TESTS[operator](view[field], value));

/** Views in the order that is asked for; where all fields are the same, as they were. */
export function sorted(views: Shape[], sort: z.output<typeof SORT>[]): Shape[] {
  return views.sort((a, b) => {
    for (const { field, order: direction } of sort) {
      const difference = order(a[field], b[field]);
      if (difference !== 0) return direction.toLowerCase() === "desc" ? -difference : difference;
    }
    return 0;
  });
}
