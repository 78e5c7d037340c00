import { paginate, type PagedList } from "../transport/pagination";
import type { Request, RequestOptions } from "../transport/request";
import { path } from "./path";
import { answer, scimUsers } from "./wire";
import type { ScimUser } from "./types";

/** The server's own limit: of a larger page it refuses nothing, and sends no more than these. */
const LARGEST_SCIM_PAGE = 100;

/**
 * The realm's SCIM API, which a realm has where `scimApiEnabled` is on and the server was started with
 * `--features=scim-api`. It answers the realm's own service accounts, whose tokens name it as their
 * audience: `<url>/realms/<realm>/scim/v2`.
 */
export class ScimClient {
  constructor(
    private readonly request: Request,
    private readonly realm: string,
  ) {}

  /**
   * Everybody with the groups that they are in: the only list of memberships of many. Service accounts
   * are left out, whatever they are in, and who may only query gets empty pages.
   * `GET …/scim/v2/Users?attributes=userName,groups`
   *
   * @throws NotFoundError where the realm has none, UnauthorizedError for an account of another realm
   */
  users(options?: RequestOptions): PagedList<ScimUser> {
    const at = path`realms/${{ realm: this.realm }}/scim/v2/Users`;
    return paginate<ScimUser, ScimUser>(
      async ({ page, page_size: count }, given) => {
        const startIndex = (page - 1) * count + 1;
        const query = { startIndex, count, attributes: "userName,groups" };
        const question = { method: "GET", path: at, query, answer: answer(scimUsers) } as const;
        const { totalResults, Resources: results = [] } = await this.request(question, given);
        const next = startIndex + count > totalResults ? null : "";
        return { count: totalResults, next, previous: null, results };
      },
      (one) => one,
      options,
      LARGEST_SCIM_PAGE,
    );
  }
}
