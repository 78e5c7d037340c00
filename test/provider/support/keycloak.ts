import { randomBytes } from "node:crypto";
import { KeycloakUnavailable, startKeycloak } from "../../../scripts/lib/keycloak";
import { runningKeycloak, type RunningKeycloak } from "../../../scripts/lib/keycloak/running";
import { administratorAuthorizer, KeycloakClient } from "../../../sdk/keycloak";

/** A real Keycloak, and who administers it. */
export type TestKeycloak = RunningKeycloak;

const { env } = process;

/**
 * The server of `IDENTITY_KEYCLOAK_URL`, else one that is started once for all tests of a process, and
 * ends with it.
 * @returns why there is none, where Java or Maven is missing
 */
export function testKeycloak(): Promise<TestKeycloak | string> {
  const running = runningKeycloak();
  started ??= running === undefined ? start() : Promise.resolve(running);
  return started;
}

let started: Promise<TestKeycloak | string> | undefined;
/** Of the server that this process has started. */
let end: () => Promise<void> = () => Promise.resolve();

async function start(): Promise<TestKeycloak | string> {
  const password = randomBytes(12).toString("hex");
  try {
    const { url, close } = await startKeycloak({ adminPassword: password });
    end = close;
    return { url, username: "admin", password };
  } catch (error) {
    if (error instanceof KeycloakUnavailable) return error.message;
    throw error;
  }
}

/** One server for all of mocha's workers: they find it in the environment. */
export async function mochaGlobalSetup(): Promise<void> {
  const server = await testKeycloak();
  if (typeof server === "string") {
    console.log(`  tests on Keycloak are skipped: ${server}`);
    env["IDENTITY_KEYCLOAK_MISSING"] = server;
    return;
  }
  env["IDENTITY_KEYCLOAK_URL"] = server.url;
  env["IDENTITY_KEYCLOAK_USERNAME"] = server.username;
  env["IDENTITY_KEYCLOAK_PASSWORD"] = server.password;
}

/** Ends the server that this process has started, which would else keep the process. */
export const endKeycloak = (): Promise<void> => end();

export const mochaGlobalTeardown = endKeycloak;

/** A realm of a test's own, which is not there yet. */
export class TestRealm {
  readonly client: KeycloakClient;

  constructor(
    readonly server: TestKeycloak,
    readonly realm = `t-${randomBytes(4).toString("hex")}`,
  ) {
    this.client = this.at(this.realm);
  }

  /**
   * A realm of its own on the server of the tests.
   * @throws Error where there is none
   */
  static async start(): Promise<TestRealm> {
    const server = await testKeycloak();
    if (typeof server === "string") throw new Error(server);
    return new TestRealm(server);
  }

  at(realm: string): KeycloakClient {
    return this.through(this.server.url, realm);
  }

  /** By the address of a proxy. */
  through(url: string, realm = this.realm): KeycloakClient {
    const { username, password } = this.server;
    const authorizer = administratorAuthorizer({ realm: "master", username, password });
    return new KeycloakClient({ url, realm, authorizer });
  }

  /** What leads to it, as an administrator of `master`. */
  get settings(): Readonly<Record<"backend" | "realm" | "username" | "password", string>> {
    const { username, password } = this.server;
    return { backend: "keycloak", realm: this.realm, username, password };
  }

  /** What the server answers below the realm, in its own words: what the SDK does not ask or do. */
  async ask<T>(path: string, post?: unknown): Promise<T> {
    const { url, username, password } = this.server;
    const form = { grant_type: "password", client_id: "admin-cli", username, password };
    const token = await fetch(`${url}/realms/master/protocol/openid-connect/token`, {
      ...{ method: "POST", body: new URLSearchParams(form) },
    });
    const { access_token } = (await token.json()) as { access_token: string };
    const headers = { authorization: `Bearer ${access_token}`, "content-type": "application/json" };
    const body = post !== undefined && { method: "POST", body: JSON.stringify(post) };
    const at = `${url}/admin/realms/${this.realm}/${path}`;
    const answer = await fetch(at, { headers, ...body });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
    return (text === "" ? undefined : JSON.parse(text)) as T;
  }

  async remove(): Promise<void> {
    await this.client.realm.delete().catch(() => undefined);
  }
}
