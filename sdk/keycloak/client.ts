import { checkText } from "../transport/checks";
import { nullAuthorizer } from "../transport/authorizer";
import { encodeQuery } from "../transport/query";
import type { Request, RequestOptions } from "../transport/request";
import { Transport } from "../transport/transport";
import { ClientsClient } from "./admin/clients";
import { EventsClient } from "./admin/events";
import { GroupsClient } from "./admin/groups";
import { RealmClient } from "./admin/realm";
import { RolesClient } from "./admin/roles";
import { UsersClient } from "./admin/users";
import { RealmCalls } from "./call";
import { transportOptions, type KeycloakOptions } from "./client-options";
import { path } from "./path";
import { ScimClient } from "./scim";
import { tokenForm } from "./token-authorizer";
import { answer } from "./wire";

/**
 * Keycloak's admin API, for one realm.
 *
 * @example
 * const client = new KeycloakClient({
 *   url: "https://id.acme.example",
 *   realm: "acme",
 *   authorizer: serviceAccountAuthorizer({ realm: "acme", clientId: "iac", clientSecret }),
 * });
 * for await (const group of client.groups.list()) console.log(group.name);
 */
export class KeycloakClient {
  readonly realm: RealmClient;
  /** Groups, and who is in them. */
  readonly groups: GroupsClient;
  /** People. */
  readonly users: UsersClient;
  /** Roles, and who has them. */
  readonly roles: RolesClient;
  /** Applications. */
  readonly clients: ClientsClient;
  /** Who did what. */
  readonly events: EventsClient;
  /** The SCIM API, where the realm has one. */
  readonly scim: ScimClient;
  private readonly transport: Transport;
  private readonly realmName: string;

  /** @throws UsageError for options that can't be meant */
  constructor(options: KeycloakOptions) {
    checkText("realm", options.realm);
    this.realmName = options.realm;
    this.transport = new Transport(transportOptions(options));
    const callsAs = (service: string) => new RealmCalls(this.requestAs(service), options.realm);
    this.realm = new RealmClient(callsAs("realm"), this.requestAs("realm"));
    this.groups = new GroupsClient(callsAs("groups"));
    this.users = new UsersClient(callsAs("users"));
    this.roles = new RolesClient(callsAs("roles"));
    this.clients = new ClientsClient(callsAs("clients"), this.requestAs("clients"));
    this.events = new EventsClient(callsAs("events"));
    this.scim = new ScimClient(this.requestAs("scim"), options.realm);
  }

  /**
   * Tries a password grant of the realm at a client: resolves where it is granted.
   * @throws ApiError where it is not
   */
  async trySignIn(
    who: { readonly username: string; readonly password: string; readonly clientId: string },
    options?: RequestOptions,
  ): Promise<void> {
    const { username, password, clientId: client_id } = who;
    const at = path`realms/${{ realm: this.realmName }}/protocol/openid-connect/token`;
    const form = { grant_type: "password", client_id, username, password };
    const text = encodeQuery(form).slice(1);
    const request = {
      method: "POST",
      path: at,
      text,
      answer: answer(tokenForm),
    } as const;
    await this.requestAs("auth")(request, { ...options, authorizer: nullAuthorizer() });
  }

  private requestAs(service: string): Request {
    return (question, options) => this.transport.send({ service, ...question }, options);
  }
}
