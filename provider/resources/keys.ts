import { parseAccessId } from "../backends/domain/access-id";
import { parseRootId } from "../backends/domain/root-id";

/** What an input names: a resource of this kind, or its id. A `scope` is an app or an org. */
export type Named = "org" | "node" | "user" | "app" | "perm" | "scope";

/** The inputs by which one resource is told from others: what a program may say of it as text. */
type Inputs = Readonly<Record<string, unknown>>;

/**
 * The keys that a program itself declares of a resource, each behind what it names. An id that only
 * the server knows is none.
 */
export function declaredKeys(kind: string, inputs: Inputs): string[] {
  const { username, uid, kind: nodeKind } = inputs;
  if (kind === "User") return keys("user", [username]);
  if (kind === "App") return keys("app", [uid]);
  if (kind === "Org") return keys("org", [uid]);
  if (kind !== "Node" || typeof uid !== "string") return [];
  return keys("node", [nodeKind === "department" ? `d_${uid}` : `g_${uid}`]);
}

/** The keys of what a text may name: an org's root is there once the org is, an access perm once the app is. */
export function namedKeys(named: Named, text: string): string[] {
  if (named === "scope") return [...keys("app", [text]), ...keys("org", [text])];
  if (named === "perm") return keys("app", [parseAccessId(text)?.app]);
  const root = named === "node" ? parseRootId(text) : undefined;
  return root ? keys("org", [root.org]) : keys(named, [text]);
}

const keys = (named: Named, texts: readonly unknown[]): string[] =>
  texts.filter((text) => typeof text === "string").map((text) => `${named} ${text}`);
