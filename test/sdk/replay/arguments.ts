/** A JSON object. */
export type Json = Record<string, unknown>;

/** A recorded request that no typed call can make: not JSON, no object, or a key nobody has. */
export class Inexpressible extends Error {}

const camel = (key: string): string =>
  key.replace(/_(app)$/, "").replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** The keys of nested settings, which are in camelCase too. */
const NESTED: Record<string, string[]> = {
  manager_group: ["nodes", "users", "apps", "perms", "scope_subject"],
  posix_user: ["uid", "gid", "home", "pub_key"],
  oauth_app: ["redirect_uris", "client_type", "authorization_grant_type"],
  saml_app: ["entity_id", "acs", "sls", "cert", "xmldata"],
};

/** Other values stay what they are, even wrong ones. */
function value(key: string, given: unknown): unknown {
  const known = NESTED[key];
  const isObject = typeof given === "object" && given !== null && !Array.isArray(given);
  return known !== undefined && isObject ? take(given as Json, known) : given;
}

/** The wire's object as an argument of a method, which must know all of its keys. */
export function take(wire: Json, known: string[]): Json {
  const unknown = Object.keys(wire).find((key) => !known.includes(key));
  if (unknown !== undefined) throw new Inexpressible(`no method has "${unknown}"`);
  return Object.fromEntries(
    Object.entries(wire).map(([key, given]) => [camel(key), value(key, given)]),
  );
}

/** A value whose type no call in TypeScript could have. */
export function demand(holds: boolean, what: string): void {
  if (!holds) throw new Inexpressible(`${what} has another type`);
}
