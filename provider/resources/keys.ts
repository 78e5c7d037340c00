import { parseAccessId } from "../backends/domain/access-id";
import { parseRootId } from "../backends/domain/root-id";
import type { Referent as Named } from "../run/preview";

/** Inputs of a resource, some of which may identify it. */
type Inputs = Readonly<Record<string, unknown>>;

/**
 * The keys that a program itself declares of a resource, each with its kind in front. An id that
 * the server chooses is none.
 */
export function declaredKeys(kind: string, inputs: Inputs): string[] {
  const { username, uid, kind: nodeKind } = inputs;
  if (kind === "User") return keys("user", [username]);
  if (kind === "App") return [...keys("app", [uid]), ...keys("user", [serviceAccount(inputs)])];
  if (kind === "Org") return keys("org", [uid]);
  if (kind !== "Node" || typeof uid !== "string") return [];
  return keys("node", [nodeKind === "department" ? `d_${uid}` : `g_${uid}`]);
}

/** Whom Keycloak makes beside an app that signs in as itself. */
function serviceAccount({ uid, oauth }: Inputs): string | undefined {
  const { grantType } = (oauth ?? {}) as Inputs;
  const isOne = grantType === "client-credentials" && typeof uid === "string";
  return isOne ? `service-account-${uid.toLowerCase()}` : undefined;
}

/**
 * The keys that a text may refer to: an org's root exists once the org does, an access perm once
 * the app does.
 */
export function namedKeys(named: Named, text: string): string[] {
  if (named === "scope") return [...keys("app", [text]), ...keys("org", [text])];
  if (named === "perm") return keys("app", [parseAccessId(text)?.app]);
  const root = named === "node" ? parseRootId(text) : undefined;
  return root ? keys("org", [root.org]) : keys(named, [text]);
}

const keys = (named: Named, texts: readonly unknown[]): string[] =>
  texts.filter((text) => typeof text === "string").map((text) => `${named} ${text}`);
