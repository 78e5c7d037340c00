import { readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { startServer } from "../../../emulator";
import type { BackendName } from "./backend";
import { SERVERS } from "./local";
import { privateFolder } from "./private-folder";
import { secretFile } from "./secret-file";

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

/** How a kind of server is started, and known again. */
interface Kind {
  readonly username: string;
  readonly start: (
    data: string,
    port: number,
    password: string,
  ) => Promise<{ readonly url: string; readonly close: () => Promise<void> }>;
  /** Answers where such a server runs. */
  readonly path: string;
  /** Whether the answer is one of such a server. */
  readonly isOne: (body: string) => boolean;
}

const KINDS: Readonly<Record<BackendName, Kind>> = {
  arkid: {
    username: "admin",
    start: (data, port, adminPassword) => startServer({ data, port, adminPassword }),
    path: "/ping/",
    isOne: () => true,
  },
  authing: {
    username: "pulumi-identity",
    start: (data, port, accessKeySecret) =>
      startServer({
        api: "authing",
        ...{ data, port, accessKeyId: KINDS.authing.username, accessKeySecret },
      }),
    path: "/api/v3/list-organizations",
    isOne: (body) => body.includes('"apiCode"'),
  },
};

/** Starts the embedded server on the data and the port of the last run, or joins the one that runs. */
export async function companyServer(backend: BackendName): Promise<Server> {
  const files = SERVERS[backend];
  const { username, start } = KINDS[backend];
  const password = secretFile(files.secret);
  const known = { backend, username, password };
  const port = lastPort(files.port);
  if (port !== undefined && (await answers(KINDS[backend], port))) {
    return { ...known, url: urlOf(port), joined: true, close: () => Promise.resolve() };
  }
  privateFolder(dirname(files.data));
  const server = await start(files.data, port ?? 0, password);
  writeFileSync(files.port, `${new URL(server.url).port}\n`);
  return { ...known, url: server.url, joined: false, close: () => server.close() };
}

function lastPort(file: string): number | undefined {
  try {
    return Number(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

const urlOf = (port: number) => `http://127.0.0.1:${port}`;

/** Whether a server of this kind runs there: `npm run server`, in another window. */
async function answers({ path, isOne }: Kind, port: number): Promise<boolean> {
  try {
    const answer = await fetch(`${urlOf(port)}${path}`, { signal: AbortSignal.timeout(2000) });
    return answer.ok && isOne(await answer.text());
  } catch {
    return false;
  }
}
