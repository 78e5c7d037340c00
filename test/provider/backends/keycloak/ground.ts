import { connect } from "../../../../provider/backends";
import type { Backend } from "../../../../provider/backends/backend";
import { RequestMetrics } from "../../../../provider/metrics/request-metrics";
import { Session } from "../../../../provider/run/session";
import { readConfiguration } from "../../../../provider/run/settings";
import { isNotFound, type KeycloakClient, type RequestEvent } from "../../../../sdk/keycloak";
import { TestRealm } from "../../support/keycloak";
import { passThrough, type PassThrough } from "../../support/pass-through";

type Texts = Readonly<Record<string, string>>;

/** A connection, with what it told of its requests. */
export interface Connected {
  readonly backend: Backend;
  readonly session: Session;
  readonly events: RequestEvent[];
  readonly warnings: string[];
}

/** A realm of its own on a real Keycloak, the admin's client to look into it, and a proxy before it. */
export class Ground {
  private constructor(
    private readonly realm: TestRealm,
    readonly between: PassThrough,
  ) {}

  /** @param latency milliseconds before each request through the proxy */
  static async lay(latency = 0): Promise<Ground> {
    const realm = await TestRealm.start();
    return new Ground(realm, await passThrough(realm.server.url, latency));
  }

  get org(): string {
    return this.realm.realm;
  }

  get client(): KeycloakClient {
    return this.realm.client;
  }

  /** The admin's client, through the proxy. */
  through(): KeycloakClient {
    return this.realm.through(this.between.url);
  }

  /** What leads to the realm, as an administrator of `master`. */
  get settings(): Texts {
    return this.realm.settings;
  }

  /** Through the proxy, as an administrator of `master` unless the settings say otherwise. */
  connect(settings = this.settings): Connected {
    const all = { backend: "keycloak", url: this.between.url, realm: this.org, ...settings };
    const configuration = readConfiguration(all, {});
    const events: RequestEvent[] = [];
    const now = () => Promise.resolve();
    const metrics = new RequestMetrics((event) => void events.push(event), now);
    const backend = connect(configuration, metrics);
    const warnings: string[] = [];
    const say = (text: string) => void warnings.push(text);
    return { backend, session: new Session(configuration, backend, say), events, warnings };
  }

  /**
   * The settings of a service account of the realm that has just these roles of realm-management; the
   * realm's SCIM API, where it has one, is told that the token is for it.
   */
  async account(...roles: readonly string[]): Promise<Texts> {
    const { clients, users, roles: all } = this.client;
    const clientId = `iac-${roles.join("-") || "nobody"}`;
    const clientSecret = "the-accounts-own-secret";
    await clients.create({
      ...{ clientId, secret: clientSecret, serviceAccountsEnabled: true },
      protocolMappers: [audience(`${this.between.url}/realms/${this.org}/scim/v2`)],
    });
    const management = await clients.find("realm-management");
    const who = await users.find(`service-account-${clientId}`);
    if (management === undefined || who === undefined) throw new Error("there is no account");
    for await (const role of all.list(management.id)) {
      if (!roles.includes(role.name)) continue;
      await all.give({ kind: "users", id: who.id }, [role], management.id);
    }
    return { clientId, clientSecret };
  }

  /** Switches on the realm's SCIM API; false where the server was started without it. */
  async switchOnScim(): Promise<boolean> {
    await this.client.realm.update({ scimApiEnabled: true });
    const asked = this.client.scim.users({ retry401: false, pageSize: 1 }).page();
    // An administrator of master is refused.
    return asked.then(
      () => true,
      (error: unknown) => !isNotFound(error),
    );
  }

  async close(): Promise<void> {
    await this.between.close();
    await this.realm.remove();
  }
}

const audience = (url: string) => ({
  ...{ name: "scim", protocol: "openid-connect", protocolMapper: "oidc-audience-mapper" },
  config: { "included.custom.audience": url, "access.token.claim": "true" },
});
