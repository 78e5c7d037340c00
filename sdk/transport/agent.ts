import { readFileSync } from "node:fs";
import http from "node:http";
import https from "node:https";
import type net from "node:net";
import tls from "node:tls";
import { UsageError } from "./errors";
import { throughProxies } from "./proxying-agent";

/** How to reach the server. */
export interface AgentOptions {
  /** A PEM file of certificate authorities, trusted beside the usual ones. */
  readonly caFile?: string | undefined;
  /** Seconds to establish a connection. */
  readonly connectTimeout: number;
  /** False accepts any certificate. @default true */
  readonly rejectUnauthorized?: boolean | undefined;
}

/** Seconds: long for any network, short against a wrong address. */
const LONGEST_CONNECT = 10;

/**
 * Seconds to connect, given those for a whole attempt (-1 for no limit): half of them, so that a
 * connection that is late shows as such, and at most 10.
 */
export function connectTimeout(timeout: number): number {
  return timeout < 0 ? LONGEST_CONNECT : Math.min(timeout / 2, LONGEST_CONNECT);
}

/** Milliseconds: a connection idle for longer is closed here, before the server (gunicorn: 2 s). */
const IDLE = 1_500;

/** Reads the authorities; Node's own list is kept, since `ca` would replace it. */
function authorities(caFile: string | undefined): string[] | undefined {
  if (caFile === undefined) return undefined;
  try {
    return [...tls.rootCertificates, readFileSync(caFile, "utf8")];
  } catch (cause) {
    throw new UsageError(`caFile can't be read: ${caFile}`, cause);
  }
}

type Connect = (...args: unknown[]) => net.Socket;

/** Ends a connection that is not established in time; the timer never keeps the process alive. */
function limitConnecting<A extends http.Agent>(agent: A, seconds: number): A {
  const own = agent as unknown as { createConnection: Connect };
  const connect = own.createConnection.bind(agent);
  own.createConnection = (...args) => {
    const socket = connect(...args);
    const late = Object.assign(new Error("connect timed out"), {
      code: "ETIMEDOUT",
      syscall: "connect",
    });
    const timer = setTimeout(() => socket.destroy(late), seconds * 1000).unref();
    const done = socket instanceof tls.TLSSocket ? "secureConnect" : "connect";
    for (const event of [done, "close"]) socket.once(event, () => clearTimeout(timer));
    return socket;
  };
  return agent;
}

/** Node destroys idle sockets' claim on the process itself (`keepAlive` sockets are unref'ed). */
export async function makeAgent(secure: boolean, options: AgentOptions): Promise<http.Agent> {
  const ca = authorities(options.caFile);
  const { rejectUnauthorized = true } = options;
  const shared = { keepAlive: true, timeout: IDLE, rejectUnauthorized, ...(ca && { ca }) };
  const direct = secure ? new https.Agent(shared) : new http.Agent(shared);
  return await throughProxies(limitConnecting(direct, options.connectTimeout), shared);
}
