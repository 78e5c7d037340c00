import type { Json } from "./arguments";

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Keys whose domain name is not the wire's in camelCase. */
const RENAMED: Record<string, string> = {
  items: "results",
  owners: "results",
  details: "more_detail",
  oauth: "oauth_app",
  ldap: "ldap_app",
  http: "http_app",
  saml: "saml_app",
  total: "total_count",
  active: "active_count",
};

const snake = (key: string): string =>
  RENAMED[key] ?? key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** What a wire object is about, without what wraps it. */
function unwrap(domain: Json, wire: Json): Json {
  const { user } = wire;
  return "username" in domain && isObject(user) ? { ...user, nodes: wire["nodes"] } : wire;
}

function findInObject(domain: Json, given: Json, at: string): string | undefined {
  const wire = unwrap(domain, given);
  for (const [key, value] of Object.entries(domain)) {
    if (!(snake(key) in wire)) continue;
    const found = findUnfaithful(value, wire[snake(key)], `${at}.${key}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * Where a domain object says something else than the wire did; undefined where it nowhere does.
 * References that the domain shortens to ids are not compared.
 */
export function findUnfaithful(domain: unknown, wire: unknown, at = "result"): string | undefined {
  if (Array.isArray(domain) && Array.isArray(wire)) {
    if (domain.length !== wire.length) return `${at}.length`;
    return domain.map((one, i) => findUnfaithful(one, wire[i], `${at}[${i}]`)).find(Boolean);
  }
  if (isObject(domain) && isObject(wire)) return findInObject(domain, wire, at);
  // A method without a result promises nothing.
  if (domain === undefined || typeof domain === "object" || isObject(wire)) return undefined;
  return domain === wire ? undefined : at;
}
