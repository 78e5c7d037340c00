import type { Method } from "../transport/api-request";
import { nothing } from "../transport/form";
import { paginate, type PagedList } from "../transport/pagination";
import type { ApiPath } from "../transport/path";
import type { Query } from "../transport/query";
import type { Reader } from "../transport/reader";
import type { Request, RequestOptions } from "../transport/request";
import { below } from "./path";

/** Objects that one page brings: more take the server disproportionately long. */
export const LARGEST_PAGE = 500;

/** Sends requests about one realm, for the clients of its parts. */
export class RealmCalls {
  constructor(
    private readonly request: Request,
    readonly realm: string,
  ) {}

  /** Reads. */
  get<T>(at: ApiPath, answer: Reader<T>, options?: RequestOptions, query?: Query): Promise<T> {
    return this.request({ method: "GET", path: below(this.realm, at), query, answer }, options);
  }

  /** A list in pages of `first` and `max`, which the server does not count; a short page ends it. */
  list<T>(
    at: ApiPath,
    answer: Reader<T[]>,
    filter: Query = {},
    options?: RequestOptions,
  ): PagedList<T> {
    const path = below(this.realm, at);
    return paginate<T, T>(
      async ({ page, page_size: max }, given) => {
        const query = { ...filter, first: (page - 1) * max, max };
        const results = await this.request({ method: "GET", path, query, answer }, given);
        const next = results.length < max ? null : "";
        return { count: Infinity, next, previous: null, results };
      },
      (one) => one,
      options,
      LARGEST_PAGE,
    );
  }

  /** A write that answers without a body. */
  async write(method: Method, at: ApiPath, body: unknown, options?: RequestOptions): Promise<void> {
    const path = below(this.realm, at);
    await this.request({ method, path, body, answer: nothing }, options);
  }

  /**
   * A create.
   * @returns the last part of the new object's address: its id, or of a role its name
   */
  create(at: ApiPath, body: unknown, options?: RequestOptions): Promise<string> {
    const path = below(this.realm, at);
    return this.request({ method: "POST", path, body, answer: createdId }, options);
  }
}

/** The status tells it from a page that some other address leads to. */
export const createdId: Reader<string> = ({ status, headers }) => {
  if (status !== 201) return { problem: "a create is answered with 201" };
  const last = /\/([^/]+)\/?$/.exec(headers["location"] ?? "")?.[1];
  return last === undefined ? { problem: "the header Location is missing" } : { value: last };
};
