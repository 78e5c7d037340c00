import { startServer } from "../../../emulator";
import type { Backend } from "../../../provider/backends/backend";
import { connect } from "../../../provider/backends";
import { Session } from "../../../provider/run/session";
import { readConfiguration } from "../../../provider/run/settings";

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

/** How each kind of server is started; by what `identity:backend` names it. */
export const systems: Readonly<Record<string, () => Promise<System>>> = {
  arkid: async () => {
    const password = "the-admins-own";
    const server = await startServer({ adminPassword: password });
    return systemOf(server, { backend: "arkid", username: "admin", password });
  },
  authing: async () => {
    const server = await startServer({ api: "authing" });
    const { accessKeyId: username, accessKeySecret: password } = server;
    return systemOf(server, { backend: "authing", username, password });
  },
};

function systemOf(
  { url, close }: { readonly url: string; readonly close: () => Promise<void> },
  credentials: Readonly<Record<string, string>>,
): System {
  const session = (settings: Readonly<Record<string, string>> = {}) => {
    const all: Record<string, string> = { url, ...credentials, ...settings };
    const configuration = readConfiguration((key) => all[key.replace("identity:", "")], {});
    const warnings: string[] = [];
    const say = (text: string) => void warnings.push(text);
    return { session: new Session(configuration, connect(configuration), say), warnings };
  };
  return { url, settings: credentials, session, close, behind: session().session.backend };
}
