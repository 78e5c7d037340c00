import { startServer } from "../../../emulator";
import type { Backend } from "../../../provider/backends/backend";
import { connect } from "../../../provider/backends";
import { which } from "../../../scripts/lib/engine/home";
import { Session } from "../../../provider/run/session";
import { readConfiguration } from "../../../provider/run/settings";
import { TestRealm } from "../support/keycloak";

/** A server of one kind, with nothing in it but what it makes by itself. */
export interface System {
  readonly url: string;
  /** What leads to it, besides the URL. */
  readonly settings: Readonly<Record<string, string>>;
  /** A second connection, for what happens behind the provider's back. */
  readonly behind: Backend;
  /** What a new process of the provider would have. */
  session(settings?: Readonly<Record<string, string>>): ToldSession;
  readonly close: () => Promise<void>;
}

/** A session with what it told the user. */
export interface ToldSession {
  readonly session: Session;
  readonly warnings: string[];
}

/** How each embedded server is started; by what `identity:backend` names it. */
export const systems: Readonly<Record<string, () => Promise<System>>> = {
  arkid: async () => {
    const password = "the-admins-own";
    const server = await startServer({ adminPassword: password });
    return systemOf(server, { backend: "arkid", username: "admin", password });
  },
  authing: async () => {
    const server = await startServer({ api: "authing" });
    const { accessKeyId, accessKeySecret } = server;
    return systemOf(server, { backend: "authing", accessKeyId, accessKeySecret });
  },
};

/** The same with the real ones: what holds on every system. */
export const everySystem: typeof systems = {
  ...systems,
  keycloak: async () => {
    const realm = await TestRealm.start();
    return systemOf({ url: realm.server.url, close: () => realm.remove() }, realm.settings);
  },
};

/** The real Keycloak needs Java, unless one runs. */
const hasKeycloak = (): boolean => {
  const { IDENTITY_KEYCLOAK_URL: url, IDENTITY_KEYCLOAK_MISSING: missing } = process.env;
  return Boolean(url) || (missing === undefined && which("java", process.env).length > 0);
};

/** Milliseconds for a test on a real server, which takes its time on a busy machine. */
const PATIENCE = 600_000;

/** Defines a suite of tests. */
type Define = (title: string, tests: (this: Mocha.Suite) => void) => void;

/** Tests of one kind of server: skipped where there is none on this machine. */
export const describeOn = (name: string): Define => {
  if (name !== "keycloak") return describe;
  return hasKeycloak() ? patiently : describe.skip;
};

const patiently: Define = (title, tests) =>
  describe(title, function () {
    this.timeout(PATIENCE);
    tests.call(this);
  });

/** Where a connection has one org: a second one is another connection's. */
export const oneOrg: ReadonlySet<string> = new Set(["keycloak"]);

function systemOf(
  { url, close }: { readonly url: string; readonly close: () => Promise<void> },
  credentials: Readonly<Record<string, string>>,
): System {
  const session = (settings: Readonly<Record<string, string>> = {}) => {
    const all: Record<string, string> = { url, ...credentials, ...settings };
    const configuration = readConfiguration(all, {});
    const warnings: string[] = [];
    const say = (text: string) => void warnings.push(text);
    return { session: new Session(configuration, connect(configuration), say), warnings };
  };
  return { url, settings: credentials, session, close, behind: session().session.backend };
}
