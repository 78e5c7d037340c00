import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { startServer } from "../../../emulator";
import { answers, requireTools, startKeycloak } from "../keycloak";
import { runningKeycloak } from "../keycloak/running";
import type { BackendName } from "./backend";
import { SERVERS } from "./local";
import { privateFolder, secretFile } from "./private";

/** The server of this checkout, while it runs. */
export interface Server {
  readonly backend: BackendName;
  readonly url: string;
  /** The settings that log in: who, and their secret. */
  readonly login: {
    readonly who: Setting;
    readonly secret: Setting;
    /** What else a connection needs. */
    readonly besides: readonly Setting[];
  };
  /** Another process runs it, and goes on when this one closes. */
  readonly joined: boolean;
  close(): Promise<void>;
}

/** The name of a setting, and its value. */
type Setting = readonly [name: string, value: string];

type Place = { readonly data: string; readonly port: number };
type Start = (
  at: Place,
  secret: string,
  signal?: AbortSignal,
) => Promise<{ readonly url: string; close(): Promise<void> }>;

/** How a kind of server is started, and known again by what it answers to a path. */
const KINDS = {
  arkid: {
    who: ["username", "admin"],
    secret: "password",
    start: (at: Place, adminPassword: string) => startServer({ ...at, adminPassword }),
    besides: [],
    path: "/ping/",
    answer: "",
  },
  authing: {
    who: ["accessKeyId", "pulumi-identity"],
    secret: "accessKeySecret",
    start: (at: Place, accessKeySecret: string) =>
      startServer({ ...at, api: "authing", accessKeyId: "pulumi-identity", accessKeySecret }),
    besides: [],
    path: "/api/v3/list-organizations",
    answer: '"apiCode"',
  },
  // The real one, which is fetched.
  keycloak: {
    who: ["username", "admin"],
    secret: "password",
    start: (at: Place, adminPassword: string, signal?: AbortSignal) =>
      startKeycloak({ ...at, adminPassword, ...(signal && { signal }) }),
    besides: [["realm", "acme"]],
    path: "/realms/master",
    answer: '"token-service"',
  },
} as const;

/**
 * Requires what a server of this kind needs, before minutes are spent on what is to run on it.
 * @throws Error of one sentence
 */
export async function requireServer(
  backend: BackendName,
  env: NodeJS.ProcessEnv = process.env,
): Promise<void> {
  if (backend !== "keycloak") return;
  const other = runningKeycloak(env);
  if (other === undefined) return void requireTools(env);
  if (await answers(other.url)) return;
  throw new Error(`no Keycloak answers at ${other.url}, which is IDENTITY_KEYCLOAK_URL`);
}

/** Starts the server on the data and the port of the last run, or joins the one that runs. */
export async function companyServer(backend: BackendName, signal?: AbortSignal): Promise<Server> {
  const files = SERVERS[backend];
  const { who, secret, besides } = KINDS[backend];
  const start: Start = KINDS[backend].start;
  const other = backend === "keycloak" ? runningKeycloak() : undefined;
  if (other) {
    const login = {
      who: ["username", other.username],
      secret: [secret, other.password],
      besides,
    } as const;
    return { backend, login, url: other.url, joined: true, close: () => Promise.resolve() };
  }
  const password = secretFile(files.secret);
  const known = { backend, login: { who, secret: [secret, password], besides } } as const;
  const port = existsSync(files.port) ? Number(readFileSync(files.port, "utf8")) : 0;
  const url = `http://127.0.0.1:${port}`;
  if (port !== 0 && (await runsOn(url, backend))) {
    return { ...known, url, joined: true, close: () => Promise.resolve() };
  }
  privateFolder(dirname(files.data));
  const server = await start({ data: files.data, port }, password, signal);
  writeFileSync(files.port, `${new URL(server.url).port}\n`);
  return { ...known, url: server.url, joined: false, close: () => server.close() };
}

/** Whether a server of this kind runs there: `npm run server`, in another window. */
async function runsOn(url: string, backend: BackendName): Promise<boolean> {
  const { path, answer } = KINDS[backend];
  try {
    const response = await fetch(`${url}${path}`, { signal: AbortSignal.timeout(2000) });
    return response.ok && (await response.text()).includes(answer);
  } catch {
    return false;
  }
}
