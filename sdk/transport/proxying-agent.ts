import type { Agent } from "agent-base";
import type http from "node:http";
import { optionalPackage } from "./optional-package";
import { hasProxy, tellingOfProxy, unusable } from "./proxy";

/**
 * An agent that leads each request through the proxy that the environment names for it.
 * @param direct the agent for requests that go through none
 */
export async function throughProxies(
  direct: http.Agent,
  options: http.AgentOptions,
): Promise<http.Agent> {
  if (!hasProxy()) return direct;
  const [{ Agent: Base }, { getProxyForUrl }] = await Promise.all([
    import("agent-base"),
    import("proxy-from-env"),
  ]);
  const made = new Map<string, Promise<Agent>>();

  class ProxyingAgent extends Base {
    override async connect(
      request: http.ClientRequest,
      { secureEndpoint }: { secureEndpoint: boolean },
    ): Promise<http.Agent> {
      const protocol = secureEndpoint ? "https" : "http";
      const proxy = getProxyForUrl(`${protocol}://${String(request.getHeader("host"))}`);
      if (proxy === "") return direct;
      const key = `${protocol} ${proxy}`;
      const agent = made.get(key) ?? agentOf(proxy, secureEndpoint, options).then(tellingOfProxy);
      made.set(key, agent);
      return await agent.catch((cause: unknown) => {
        throw unusable(protocol, cause);
      });
    }
  }
  return new ProxyingAgent(options);
}

/** The agent for a kind of proxy; each is loaded when it is used. Throws for what is no proxy's URL. */
async function agentOf(proxy: string, secure: boolean, options: http.AgentOptions): Promise<Agent> {
  const { protocol } = new URL(proxy);
  if (/^https?:$/.test(protocol)) {
    if (secure) return new (await import("https-proxy-agent")).HttpsProxyAgent(proxy, options);
    return new (await import("http-proxy-agent")).HttpProxyAgent(proxy, options);
  }
  if (/^socks(4a?|5h?)?:$/.test(protocol)) {
    const { SocksProxyAgent } = await optionalPackage("a SOCKS proxy", import("socks-proxy-agent"));
    return new SocksProxyAgent(proxy, options);
  }
  if (!/^pac\+/.test(protocol)) throw new Error("no agent leads through such a proxy");
  const { PacProxyAgent } = await optionalPackage("a PAC file", import("pac-proxy-agent"));
  return new PacProxyAgent(proxy as `pac+${string}`, options);
}
