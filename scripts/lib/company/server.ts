import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { startServer } from "../../../emulator";
import { FILES } from "./local";
import { secretFile } from "./secret-file";

/** The embedded server of this checkout, while it runs. */
export interface Server {
  readonly url: string;
  readonly username: string;
  readonly password: string;
  /** Another process runs it, and goes on when this one closes. */
  readonly joined: boolean;
  close(): Promise<void>;
}

/** Starts the embedded server on the data and the port of the last run, or joins the one that runs. */
export async function companyServer(): Promise<Server> {
  const password = secretFile(FILES.adminPassword);
  const credentials = { username: "admin", password };
  const port = lastPort();
  if (port !== undefined && (await answers(port))) {
    return { url: urlOf(port), ...credentials, joined: true, close: () => Promise.resolve() };
  }
  mkdirSync(dirname(FILES.data), { recursive: true });
  const server = await startServer({ data: FILES.data, adminPassword: password, port: port ?? 0 });
  writeFileSync(FILES.port, `${new URL(server.url).port}\n`);
  return { url: server.url, ...credentials, joined: false, close: () => server.close() };
}

function lastPort(): number | undefined {
  try {
    return Number(readFileSync(FILES.port, "utf8"));
  } catch {
    return undefined;
  }
}

const urlOf = (port: number) => `http://127.0.0.1:${port}`;

/** Whether a server of this kind runs there: `npm run server`, in another window. */
async function answers(port: number): Promise<boolean> {
  try {
    const answer = await fetch(`${urlOf(port)}/ping/`, { signal: AbortSignal.timeout(2000) });
    return answer.ok;
  } catch {
    return false;
  }
}
