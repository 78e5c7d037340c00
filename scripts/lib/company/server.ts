import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { startServer } from "../../../emulator";
import type { BackendName } from "./backend";
import { SERVERS } from "./local";
import { privateFolder, secretFile } from "./private";

/** The embedded server of this checkout, while it runs. */
export interface Server {
  readonly backend: BackendName;
  readonly url: string;
  /** Of the administrator, or the id of the access key. */
  readonly username: string;
  /** Likewise, or the secret of the access key. */
  readonly password: string;
  /** Another process runs it, and goes on when this one closes. */
  readonly joined: boolean;
  close(): Promise<void>;
}

type Place = { readonly data: string; readonly port: number };

/** How a kind of server is started, and known again by what it answers to a path. */
const KINDS = {
  arkid: {
    username: "admin",
    start: (at: Place, adminPassword: string) => startServer({ ...at, adminPassword }),
    path: "/ping/",
    answer: "",
  },
  authing: {
    username: "pulumi-identity",
    start: (at: Place, accessKeySecret: string) =>
      startServer({ ...at, api: "authing", accessKeyId: "pulumi-identity", accessKeySecret }),
    path: "/api/v3/list-organizations",
    answer: '"apiCode"',
  },
};

/** Starts the embedded server on the data and the port of the last run, or joins the one that runs. */
export async function companyServer(backend: BackendName): Promise<Server> {
  const files = SERVERS[backend];
  const { username, start } = KINDS[backend];
  const password = secretFile(files.secret);
  const known = { backend, username, password };
  const port = existsSync(files.port) ? Number(readFileSync(files.port, "utf8")) : 0;
  const url = `http://127.0.0.1:${port}`;
  if (port !== 0 && (await runsOn(url, backend))) {
    return { ...known, url, joined: true, close: () => Promise.resolve() };
  }
  privateFolder(dirname(files.data));
  const server = await start({ data: files.data, port }, password);
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
