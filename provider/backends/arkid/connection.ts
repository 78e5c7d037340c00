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
import { OwnedOrgs } from "./owned-orgs";
import { addressOf } from "../kit/address";
import { once } from "../kit/once";
import { Places } from "../kit/places";
import type { Own } from "./settings";

/** The account of the connection. */
export interface Caller {
  readonly username: string;
  /** A system administrator sees all; others get 404 for what they may not see. */
  readonly isAdmin: boolean;
}

/** The client of one connection, and what it keeps. */
export class Connection {
  readonly client: ArkIDClient;
  readonly url: string;
  /** One server is one tenant; its URL may have the path of the API or not. */
  readonly tenant: string;
  /** The account of the credentials: logs in, once. */
  readonly caller: () => Promise<Caller>;
  private readonly roots = new Map<string, () => Promise<Record<NodeKind, string>>>();
  private readonly visible = new Map<string, () => Promise<void>>();
  readonly places = new Places();
  readonly memberships = new Memberships(() => this.client);
  readonly owned = new OwnedOrgs(() => this.client);
  /** User ids of all people, as last listed in this run. */
  existing: Promise<ReadonlySet<number>> | undefined;
  /** How many nodes an org had when its trees were last read. */
  readonly sizes = new Map<string, number>();

  constructor(configuration: Configuration<Own>, metrics: RequestMetrics) {
    const { url, own } = configuration;
    const { token, username = "", password = "" } = own;
    this.url = url;
    this.tenant = addressOf(url).replace(/\/siteapi\/v1$/, "");
    const options = clientOptions(configuration, metrics);
    if (token !== undefined) {
      this.client = new ArkIDClient({ ...options, authorizer: tokenAuthorizer(token) });
      this.caller = once(() => this.client.auth.authToken());
      return;
    }
    const authorizer = passwordAuthorizer({ username, password });
    this.client = new ArkIDClient({ ...options, authorizer });
    this.caller = once(() => whoLogsIn(url, this.client, authorizer));
  }

  /** The ids of an org's root nodes, which never change. */
  readonly rootsOf = (oid: string): Promise<Record<NodeKind, string>> => {
    const read = this.roots.get(oid) ?? once(async () => rootsOf(await this.client.org.get(oid)));
    this.roots.set(oid, read);
    return read();
  };

  /** Remembers the roots of an org that was read, to save a request. */
  rememberRoots(org: Org): Org {
    this.roots.set(org.oid, () => Promise.resolve(rootsOf(org)));
    return org;
  }

  /**
   * Makes a request inside an org. A 404 proves an absence only to a caller who sees all of the
   * org: a system administrator, or its owner. Reading its root is not enough: a manager of one
   * department may do so, and gets 404 for the others (ARKID.md, "Who may do what").
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
    if (oid === undefined) throw missingRight("this");
    const check = this.visible.get(oid) ?? once(() => this.checkOwner(oid));
    this.visible.set(oid, check);
    await check();
  }

  private async checkOwner(oid: string): Promise<void> {
    const [org, { username }] = await Promise.all([this.client.org.find(oid), this.caller()]);
    if (org !== undefined && org.owner !== username) throw missingRight(`all of org ${oid}`);
  }
}

const missingRight = (what: string) =>
  new MissingRightError(
    `this account may not read ${what}, so that what it can't see may well exist: use a system administrator's account, or the org owner's`,
  );

/** Logs in through the authorizer, so that the client uses the same token. */
async function whoLogsIn(
  url: string,
  client: ArkIDClient,
  authorizer: ReturnType<typeof passwordAuthorizer>,
): Promise<Caller> {
  let caller: Caller | undefined;
  await authorizer.headers(async ({ path, body }) => {
    const anonymous = { authorizer: nullAuthorizer(), idempotent: true };
    const response = await client.post(path, { body, ...anonymous });
    caller = callerIn(url, response.body);
    return response;
  });
  return caller ?? client.auth.authToken(authorizer);
}

/** @throws UnavailableError for an unexpected response: another kind of server, or a proxy's page */
function callerIn(url: string, body: unknown): Caller {
  const { token, username, is_admin } = (body ?? {}) as Record<string, unknown>;
  if (typeof token === "string" && typeof username === "string") {
    return { username, isAdmin: is_admin === true };
  }
  throw new UnavailableError(`${url} is no ArkID server: correct identity:url`);
}
