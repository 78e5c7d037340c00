import type { NodeKind } from "../domain";
import type { Configuration } from "../../configuration/configuration";
import { MissingRightError, UnavailableError } from "../errors";
import {
  ArkIDClient,
  isNotFound,
  nullAuthorizer,
  passwordAuthorizer,
  tokenAuthorizer,
  type Org,
} from "../../../sdk";
import { clientOptions } from "./client-options";
import { rootsOf } from "./ids";
import type { RequestMetrics } from "../../metrics/request-metrics";
import { Memberships } from "./memberships";
import { once } from "../kit/once";
import { Places } from "../kit/places";

/** Who asks. */
export interface Caller {
  readonly username: string;
  /** A system administrator sees all; to others the API answers 404 for what they may not see. */
  readonly isAdmin: boolean;
}

/** The client of one connection, and what stays true as long as it lives. */
export class Connection {
  readonly client: ArkIDClient;
  readonly url: string;
  /** Who the credentials belong to: logs in, once. */
  readonly caller: () => Promise<Caller>;
  private readonly roots = new Map<string, () => Promise<Record<NodeKind, string>>>();
  private readonly visible = new Map<string, () => Promise<void>>();
  readonly places = new Places();
  readonly memberships = new Memberships(() => this.client);
  /** Numbers of those who existed when people were last listed in this run. */
  existing: Promise<ReadonlySet<number>> | undefined;
  /** How many nodes an org had when its trees were last read. */
  readonly sizes = new Map<string, number>();

  constructor(configuration: Configuration, metrics: RequestMetrics) {
    const { url, credentials } = configuration;
    this.url = url;
    const options = clientOptions(configuration, metrics);
    if ("token" in credentials) {
      this.client = new ArkIDClient({ ...options, authorizer: tokenAuthorizer(credentials.token) });
      this.caller = once(() => this.client.auth.authToken());
      return;
    }
    const authorizer = passwordAuthorizer(credentials);
    this.client = new ArkIDClient({ ...options, authorizer });
    this.caller = once(() => whoLogsIn(url, this.client, authorizer));
  }

  /** The ids of an org's root nodes, which never change. */
  readonly rootsOf = (oid: string): Promise<Record<NodeKind, string>> => {
    const read = this.roots.get(oid) ?? once(async () => rootsOf(await this.client.org.get(oid)));
    this.roots.set(oid, read);
    return read();
  };

  /** An org that was read for another reason: its roots need no request of their own. */
  rememberRoots(org: Org): Org {
    this.roots.set(org.oid, () => Promise.resolve(rootsOf(org)));
    return org;
  }

  /**
   * Asks about something inside an org. A 404 proves its absence only to a caller who would see it:
   * a system administrator, or the org's owner. To read its root is not enough: a manager of one
   * department reads that too, and meets 404 for the others (ARKID.md, «Who may do what»).
   * @throws MissingRightError for others, in place of the 404
   */
  async seeing<T>(oid: string | undefined, ask: () => Promise<T>): Promise<T> {
    try {
      return await ask();
    } catch (error) {
      if (isNotFound(error) && !(await this.caller()).isAdmin) await this.requireOwner(oid);
      throw error;
    }
  }

  private async requireOwner(oid: string | undefined): Promise<void> {
    if (oid === undefined) throw unreadable("this");
    const check = this.visible.get(oid) ?? once(() => this.checkOwner(oid));
    this.visible.set(oid, check);
    await check();
  }

  private async checkOwner(oid: string): Promise<void> {
    const [org, { username }] = await Promise.all([this.client.org.find(oid), this.caller()]);
    if (org !== undefined && org.owner !== username) throw unreadable(`all of org ${oid}`);
  }
}

const unreadable = (what: string) =>
  new MissingRightError(
    `this account may not read ${what}, so that what it can't see may well be there: use a system administrator's account, or the org owner's`,
  );

/** Logs in through the authorizer, so that the client goes on with the same token. */
async function whoLogsIn(
  url: string,
  client: ArkIDClient,
  authorizer: ReturnType<typeof passwordAuthorizer>,
): Promise<Caller> {
  let caller: Caller | undefined;
  await authorizer.headers(async ({ path, body }) => {
    const asNobody = { authorizer: nullAuthorizer(), idempotent: true };
    const answer = await client.post(path, { body, ...asNobody });
    caller = callerIn(url, answer.body);
    return answer;
  });
  return caller ?? client.auth.authToken(authorizer);
}

/** @throws UnavailableError when the answer is no login: another kind of server, or a proxy's page */
function callerIn(url: string, body: unknown): Caller {
  const { token, username, is_admin } = (body ?? {}) as Record<string, unknown>;
  if (typeof token === "string" && typeof username === "string") {
    return { username, isAdmin: is_admin === true };
  }
  throw new UnavailableError(`${url} is no ArkID server: correct identity:url`);
}
