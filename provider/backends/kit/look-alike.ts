import { connect } from "node:tls";
import { readText } from "../../../sdk/transport/body";
import { nodeFetch } from "../../../sdk/transport/fetch";
import type { Configuration } from "../../configuration/configuration";
import { UnavailableError } from "../errors";
import type { Probe, System } from "./system";

/** Seconds: nobody waits long for a guess. */
const PATIENCE = 5;
/** Bytes of an answer to one. */
const LARGEST = 1024 * 1024;

/**
 * A failed login with what the URL leads to besides, where that can be known: another kind of
 * server, or one that speaks TLS.
 * @param others the systems that it was not taken for, by the names of their backends
 */
export async function explained(
  error: unknown,
  configuration: Pick<Configuration, "url" | "caFile">,
  others: Readonly<Record<string, System>>,
): Promise<unknown> {
  if (!(error instanceof UnavailableError)) return error;
  const { url } = configuration;
  const names = Object.keys(others);
  const answers = await Promise.all(
    Object.values(others).map(({ probe }) => answersTo(probe, configuration)),
  );
  const backend = names.find((_, index) => answers[index]);
  if (backend !== undefined) {
    return told(error, `it answers as ${backend} does, so set identity:backend to ${backend}`);
  }
  if (await isSecure(url)) return told(error, "it speaks TLS, so begin identity:url with https://");
  return error;
}

const told = (error: UnavailableError, what: string) =>
  new UnavailableError(`${error.message}; ${what}`, undefined, { cause: error });

async function answersTo(
  { path, fits }: Probe,
  { url, caFile }: Pick<Configuration, "url" | "caFile">,
): Promise<boolean> {
  const fetch = nodeFetch({ caFile, connectTimeout: PATIENCE });
  const init = { method: "GET", headers: {}, redirect: "manual" } as const;
  try {
    const signal = AbortSignal.timeout(PATIENCE * 1000);
    const response = await fetch(`${url}/${path}`, { ...init, signal });
    const body: unknown = JSON.parse(await readText(response, LARGEST, path));
    return typeof body === "object" && body !== null && fits(response.status, body);
  } catch {
    return false;
  }
}

/** Whether a plain address is one of TLS; it is asked for nothing, and needs no valid certificate. */
function isSecure(url: string): Promise<boolean> {
  const { protocol, hostname, port } = new URL(url);
  if (protocol !== "http:") return Promise.resolve(false);
  const host = hostname.replace(/^\[|\]$/g, "");
  return new Promise((resolve) => {
    const socket = connect({ host, port: Number(port || 80), rejectUnauthorized: false });
    const end = (isIt: boolean) => {
      socket.destroy();
      resolve(isIt);
    };
    socket.once("secureConnect", () => end(true)).once("error", () => end(false));
    socket.setTimeout(PATIENCE * 1000, () => end(false)).unref();
  });
}
