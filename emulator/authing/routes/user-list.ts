import { z } from "zod";
import { type Context, type Endpoint, get, post } from "../endpoint";
import { type UserRow, countUsers, users } from "../model/users";
import { invalid, malformed } from "../wire/failure";
import { MOST, paging as ORDINARY, optional, text, whole } from "../wire/fields";
import { type Paged, pageOf } from "../wire/pages";
import { type Shape, userView } from "../wire/views";
import { PARTS } from "./users";

/** These two listings word too high a limit otherwise than all the others (the vendor's tests). */
const paging = {
  page: whole.pipe(z.int().min(1)).default(1),
  limit: whole.pipe(z.int().min(1)).default(10),
};

const FILTER = z.object({
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
type Filter = z.output<typeof FILTER>;

const SORT = z.object({ field: text, order: z.enum(["asc", "desc", "ASC", "DESC"]) });

const SEARCH = z.object({
  keywords: optional(text),
  advancedFilter: optional(z.array(FILTER)),
  options: z
    .object({
      ...PARTS,
      pagination: z.object(paging).nullable().optional(),
      sort: optional(z.array(SORT)),
    })
    .nullable()
    .optional(),
});

const STATUSES = ["Suspended", "Resigned", "Activated", "Archived", "Deactivated"];

type Test = (held: unknown, value: unknown) => boolean;

const isEmpty = (held: unknown) => held === null || held === undefined || held === "";
const words = (held: unknown): string =>
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

function checkFilter({ field, operator, value }: Filter): void {
  if (field !== "status" || operator !== "EQUAL") return;
  if (!STATUSES.includes(String(value))) throw malformed("status");
}

const SEARCHED = ["userId", "username", "email", "phone", "name", "nickname", "externalId"];

const holds = (view: Shape, keywords: string) =>
  SEARCHED.some((name) => words(view[name] ?? "").includes(keywords));

function search({ db }: Context, input: z.output<typeof SEARCH>): Paged<Shape> {
  const { pagination, sort, ...parts } = input.options ?? {};
  const { page, limit } = pagination ?? { page: 1, limit: 10 };
  checkLimit(limit);
  const filters = input.advancedFilter ?? [];
  filters.forEach(checkFilter);
  const view = (row: UserRow) => userView(db, row, parts);
  if (!input.keywords && filters.length === 0 && !sort?.length) {
    const rows = users(db, limit, (page - 1) * limit);
    return { totalCount: countUsers(db), list: rows.map(view) };
  }
  const found = users(db)
    .map((row) => userView(db, row, { ...parts, withCustomData: true }))
    .filter((each) => !input.keywords || holds(each, input.keywords))
    .filter((each) =>
      filters.every(({ field, operator, value }) => TESTS[operator](each[field], value)),
    );
  return pageOf(sorted(found, sort ?? []), { page, limit });
}

function sorted(views: Shape[], sort: z.output<typeof SORT>[]): Shape[] {
  return views.sort((a, b) => {
    for (const { field, order: direction } of sort) {
      const difference = order(a[field], b[field]);
      if (difference !== 0) return direction.toLowerCase() === "desc" ? -difference : difference;
    }
    return 0;
  });
}

function checkLimit(limit: number): void {
  if (limit > MOST) throw invalid(`limit must less than ${MOST}`);
}

const LISTING = z.object({
  ...PARTS,
  ...paging,
  status: optional(z.enum(STATUSES as [string])),
  updatedAtStart: optional(whole),
  updatedAtEnd: optional(whole),
});

/** The older listing; its times are milliseconds. */
function listing({ db }: Context, input: z.output<typeof LISTING>): Paged<Shape> {
  checkLimit(input.limit);
  const { status, updatedAtStart, updatedAtEnd } = input;
  const found = users(db).filter(
    (row) =>
      (!status || row.status === status) &&
      (updatedAtStart == null || Date.parse(row.updated) >= updatedAtStart) &&
      (updatedAtEnd == null || Date.parse(row.updated) <= updatedAtEnd),
  );
  const { totalCount, list } = pageOf(found, input);
  return { totalCount, list: list.map((row) => userView(db, row, input)) };
}

const ARCHIVED = z.object(ORDINARY);

function archived({ db }: Context, input: z.output<typeof ARCHIVED>) {
  const ids = users(db).filter(({ status }) => status === "Archived");
  return pageOf(
    ids.map(({ key }) => ({ userId: key })),
    input,
  );
}

/** Listings of people. */
export const userListRoutes: Endpoint[] = [
  post("list-users", SEARCH, search),
  get("list-users", LISTING, listing),
  get("list-archived-users", ARCHIVED, archived),
];
