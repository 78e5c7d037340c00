import { z } from "zod";
import { type Context, type Endpoint, get, post } from "../endpoint";
import { USERS, type UserRow } from "../model/tables";
import { invalid, malformed } from "../wire/failure";
import {
  MOST,
  NOT_FLAT,
  NO_POSTS,
  paging as ORDINARY,
  PARTS,
  optional,
  text,
  unserved,
  whole,
} from "../wire/fields";
import { FILTER, type Filter, SORT, passes, sorted, words } from "../wire/filters";
import { type Paged, pageOf } from "../wire/pages";
import { userView } from "../views";
import { type Shape } from "../wire/shape";
import { STATUS } from "./user-fields";

/** These two listings word too high a limit otherwise than all the others (the vendor's tests). */
const paging = {
  page: whole.pipe(z.int().min(1)).default(1),
  limit: whole.pipe(z.int().min(1)).default(10),
};

const SEARCH = z.object({
  keywords: optional(text),
  advancedFilter: optional(z.array(FILTER)),
  ...unserved("advancedFilter is", "searchQuery"),
  options: z
    .object({
      ...PARTS,
      pagination: z.object(paging).nullable().optional(),
      sort: optional(z.array(SORT)),
      fuzzySearchOn: optional(z.array(text)),
      ...NO_POSTS,
      ...NOT_FLAT,
    })
    .nullable()
    .optional(),
});

function checkFilter({ field, operator, value }: Filter): void {
  if (field !== "status" || operator !== "EQUAL") return;
  if (!STATUS.safeParse(value).success) throw malformed("status");
}

const SEARCHED = ["userId", "username", "email", "phone", "name", "nickname", "externalId"];

/** Whether one of the fields, the `id` among them, holds the words. */
const holds = (view: Shape, keywords: string, fields: readonly string[]) =>
  fields.some((name) => words(view[name === "id" ? "userId" : name] ?? "").includes(keywords));

function search({ db }: Context, input: z.output<typeof SEARCH>): Paged<Shape> {
  const { pagination, sort, fuzzySearchOn, ...parts } = input.options ?? {};
  const fields = fuzzySearchOn?.length ? fuzzySearchOn : SEARCHED;
  const { page, limit } = pagination ?? { page: 1, limit: 10 };
  checkLimit(limit);
  const filters = input.advancedFilter ?? [];
  filters.forEach(checkFilter);
  const view = (row: UserRow) => userView(db, row, parts);
  if (!input.keywords && filters.length === 0 && !sort?.length) {
    const rows = USERS.page(db, "id", limit, (page - 1) * limit);
    return { totalCount: USERS.count(db), list: rows.map(view) };
  }
  const found = USERS.page(db, "id")
    .map((row) => userView(db, row, { ...parts, withCustomData: true }))
    .filter((each) => !input.keywords || holds(each, input.keywords, fields))
    .filter((each) => passes(each, filters));
  return pageOf(sorted(found, sort ?? []), { page, limit });
}

function checkLimit(limit: number): void {
  if (limit > MOST) throw invalid(`limit must less than ${MOST}`);
}

const LISTING = z.object({
  ...PARTS,
  ...paging,
  status: optional(STATUS),
  updatedAtStart: optional(whole),
  updatedAtEnd: optional(whole),
  ...NO_POSTS,
  ...unserved("passwords do not expire", "withUserPasswordExpireTime"),
});

/** The older listing; its times are milliseconds. */
function listing({ db }: Context, input: z.output<typeof LISTING>): Paged<Shape> {
  checkLimit(input.limit);
  const { status, updatedAtStart, updatedAtEnd } = input;
  const found = USERS.page(db, "id").filter(
    (row) =>
      (!status || row.status === status) &&
      (updatedAtStart == null || Date.parse(row.updated) >= updatedAtStart) &&
      (updatedAtEnd == null || Date.parse(row.updated) <= updatedAtEnd),
  );
  return pageOf(found, input, (row) => userView(db, row, input));
}

/** Its time is seconds. */
const ARCHIVED = z.object({ ...ORDINARY, startAt: optional(whole) });

function archived({ db }: Context, input: z.output<typeof ARCHIVED>) {
  const found = USERS.list(db, { status: "Archived" }, "id").filter(
    ({ updated }) => Date.parse(updated) >= (input.startAt ?? 0) * 1000,
  );
  return pageOf(found, input, ({ key: userId }) => ({ userId }));
}

/** Listings of people. */
export const userListRoutes: Endpoint[] = [
  post("list-users", SEARCH, search),
  get("list-users", LISTING, listing),
  get("list-archived-users", ARCHIVED, archived),
];
