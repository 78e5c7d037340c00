import type { ClientRequest } from "node:http";
import { isUsageError } from "./errors";
import { failureKind } from "./errors/failure-kind";
import { PROXY_FAILED, PROXY_REFUSED, proxyErrorFrom, type ProxyError } from "./errors/proxy-error";

/** The variable that leads requests of this protocol through a proxy, in proxy-from-env's order. */
function settingFor(protocol: string): string | undefined {
  const names = [`${protocol}_proxy`, "all_proxy"].flatMap((name) => [name, name.toUpperCase()]);
  return names.find((name) => process.env[name]);
}

export const hasProxy = (): boolean => ["http", "https"].some(settingFor);

/** What the agents for proxies have in common: they open a connection. */
interface Agent {
  connect(request: ClientRequest, target: Target): object | Promise<object>;
}

interface Target {
  readonly host?: string | null | undefined;
  readonly port?: number | string | null | undefined;
  readonly secureEndpoint?: boolean;
}

/** The proxy's failure where its setting leads to none. */
export function unusable(protocol: string, cause: unknown): Error {
  const { label } = proxyOf(protocol);
  const says = isUsageError(cause)
    ? cause.message
    : "give a URL such as http://proxy.acme.example:3128";
  return failure(`${label} can't be used: ${says}`, true);
}

/**
 * Makes the agent of a proxy tell what fails between here and the proxy, and what the proxy refuses,
 * as the proxy's failure. What fails behind it, such as the server's certificate, stays the server's.
 */
export function tellingOfProxy<A extends Agent>(agent: A): A {
  const connect = agent.connect.bind(agent);
  agent.connect = async (request, target) => {
    const protocol = protocolOf(target);
    let status: number | undefined;
    request.once("proxyConnect", (answer: { statusCode?: number }) => {
      status = answer.statusCode;
    });
    const connection = await Promise.resolve(connect(request, target)).catch((cause: unknown) => {
      throw unreachable(protocol, cause);
    });
    if (status === undefined || status === 200) return connection;
    throw failure(refusalOf(protocol, status, `${target.host}:${target.port}`), status < 500);
  };
  return agent;
}

const protocolOf = ({ secureEndpoint }: Target) => (secureEndpoint === true ? "https" : "http");

/** The status by which only a proxy answers. */
export const PROXY_LOGIN = 407;

/** What a proxy answers that is asked for a plain http address: there is no tunnel that fails. */
export function refusedByProxy(url: string): ProxyError {
  const { protocol, host } = new URL(url);
  const message = refusalOf(protocol.replace(":", ""), PROXY_LOGIN, host);
  return proxyErrorFrom(undefined, PROXY_REFUSED, message);
}

function refusalOf(protocol: string, status: number, target: string): string {
  const { label, setting } = proxyOf(protocol);
  const around = "or name the host in NO_PROXY to go without the proxy";
  if (status === PROXY_LOGIN) {
    return `${label} refused the request (407): give its username and password in ${setting}, ${around}`;
  }
  return `${label} does not connect to ${target} (${status}): correct the url, ${around}`;
}

function unreachable(protocol: string, cause: unknown): Error {
  const { code, message } = cause as { code?: string; message: string };
  const { label, setting } = proxyOf(protocol);
  const { says, permanent = false } = failureKind(code, message);
  const text = `${label} can't be reached: ${says.replace("the url", setting)}; correct ${setting}, or name the host in NO_PROXY to go without the proxy`;
  return failure(text, permanent);
}

/** node-fetch and axios keep the code and the message of an error, and nothing else. */
const failure = (message: string, permanent: boolean): Error =>
  Object.assign(new Error(message), { code: permanent ? PROXY_REFUSED : PROXY_FAILED });

/** Without the credentials that its URL may hold. */
function proxyOf(protocol: string): { label: string; setting: string } {
  const setting = settingFor(protocol) ?? "the environment";
  const value = process.env[setting] ?? "";
  const url = value.includes("://") ? value : `${protocol}://${value}`;
  const name = URL.canParse(url) ? `${new URL(url).protocol}//${new URL(url).host} ` : "";
  return { label: `the proxy ${name}of ${setting}`, setting };
}
