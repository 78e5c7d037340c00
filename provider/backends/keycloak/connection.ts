import type { Configuration } from "../../configuration/configuration";
import type { RequestMetrics } from "../../metrics/request-metrics";
import { isNotFound } from "../../../sdk";
import { KeycloakClient, type KeycloakOptions } from "../../../sdk/keycloak";
import type { NodeKind } from "../domain";
import { MissingRightError } from "../errors";
import { addressOf } from "../kit/address";
import { TRIES } from "../kit/all";
import { once } from "../kit/once";
import { unless } from "../kit/unless";
import { authRealmOf, clientOptions } from "./client-options";
import { Memberships } from "./memberships";
import { Moves } from "./moves";
import { People } from "./people";
import type { Own } from "./settings";

/** Of which a caller may be shown an empty list in place of a refusal. */
type Part = "groups" | "users" | "clients";

/** The client of one connection, and what it keeps. */
export class Connection {
  readonly client: KeycloakClient;
  readonly url: string;
  readonly realm: string;
  /** The account of the credentials, where it is a person of the realm itself. */
  readonly self: string | undefined;
  readonly tenant: string;
  readonly people: People;
  readonly memberships: Memberships;
  /** Of groups, by id, as last read. */
  readonly paths = new Map<string, string>();
  readonly moves = new Moves();
  /** Of groups that this connection has made, by id: they need not be read before anything is put in. */
  readonly kinds = new Map<string, NodeKind>();
  /** Options of the client, for one of another realm. */
  private readonly options: KeycloakOptions;
  private readonly authRealm: string;
  private readonly seen = new Set<Part>();

  constructor(configuration: Configuration<Own>, metrics: RequestMetrics) {
    const { url, own } = configuration;
    this.url = url;
    this.realm = own.realm;
    this.authRealm = authRealmOf(own);
    this.self = this.authRealm === own.realm ? own.username?.toLowerCase() : undefined;
    this.tenant = `${addressOf(url)}/realms/${own.realm}`;
    this.options = clientOptions(configuration, metrics);
    this.client = new KeycloakClient(this.options);
    this.people = new People(this.client);
    // SCIM answers the realm's own service accounts only.
    const isOwnService = own.clientSecret !== undefined && this.authRealm === own.realm;
    this.memberships = new Memberships(this.client, this.people, isOwnService);
  }

  /** A client for the realm of the credentials, where the administrators are. */
  readonly administrators = (): KeycloakClient =>
    new KeycloakClient({ ...this.options, realm: this.authRealm });

  /** The profile of people, read once; `undefined` where the realm is not there, or may not be read. */
  readonly profile = once(() => this.client.realm.profile().catch(unless(isNotFound)));

  /**
   * Requires that an empty answer proves an absence: whoever may only query gets empty lists, and
   * groups that are not there for whoever may not see them (KEYCLOAK.md 2).
   * @throws MissingRightError naming the role
   */
  async requireSight(part: Part): Promise<void> {
    if (this.seen.has(part)) return;
    const isSeen = await this.sees(part).catch(unless(isNotFound));
    // In a realm that is not there nothing is.
    if (isSeen === undefined) return;
    if (isSeen) return void this.seen.add(part);
    const role = part === "clients" ? "view-clients" : "view-users";
    throw new MissingRightError(
      `this account may not see ${part}, so that what it does not find may well exist: give it ${role} of realm-management`,
    );
  }

  private async sees(part: Part): Promise<boolean> {
    const { groups, users, clients } = this.client;
    // Every realm has this one.
    if (part === "clients") return (await clients.find("account")) !== undefined;
    const shown = () =>
      part === "groups" ? groups.list().page({ pageSize: 1 }) : users.list().page({ pageSize: 1 });
    // The first may be made between the list and the count.
    for (let tries = 0; tries < TRIES; tries++) {
      if ((await shown()).items.length > 0) return true;
      if ((await (part === "groups" ? groups.count() : users.count())) === 0) return true;
    }
    return false;
  }
}
