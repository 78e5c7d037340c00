import type { z } from "zod";
import { paginate, type PagedList } from "../../transport/pagination";
import type { ApiPath } from "../../transport/path";
import type { Query } from "../../transport/query";
import type { Request, RequestOptions } from "../../transport/request";
import { answer, page } from "./answer";

/** A list of the API, each page and item of which has its form. */
export function paged<T>(
  request: Request,
  at: ApiPath,
  item: z.ZodType<T>,
  filter: Query = {},
  options?: RequestOptions,
): PagedList<T> {
  const form = answer(page(item));
  return paginate(
    (numbers, given) => {
      const query = { ...filter, ...numbers };
      return request({ method: "GET", path: at, query, answer: form }, given);
    },
    (one) => one,
    options,
  );
}
