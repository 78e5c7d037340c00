import type { NodeKind } from "../domain";
import { NotFoundError } from "../errors";

/** Namespaces of this name are the provider's own: each holds the perms of one app or org, as roles. */
const NAMESPACE = "perms-of-";

/** The longest code of an org, so that what is derived of it stays within the server's 64. */
export const ORG_LENGTH = 50;

/** The namespace of an app's or an org's perms. */
export const namespaceOf = (scope: string): string => NAMESPACE + scope;

/** Whose perms a namespace holds; `undefined` for one that is not the provider's. */
export const scopeOf = (namespace: string): string | undefined =>
  namespace.startsWith(NAMESPACE) ? namespace.slice(NAMESPACE.length) : undefined;

/** A perm is a role: the server addresses it by its namespace and a code in that. */
export interface RoleKey {
  readonly scope: string;
  readonly code: string;
}

const PERM_ID = /^([\w-]+):([\w-]+)$/;

/** `<app or org>:<code>`. */
export const permId = ({ scope, code }: RoleKey): string => `${scope}:${code}`;

/** Reads it; `undefined` for what is none. */
export function parsePermId(id: string): RoleKey | undefined {
  const [, scope, code] = PERM_ID.exec(id) ?? [];
  return scope === undefined || code === undefined ? undefined : { scope, code };
}

/** As the server addresses a role. */
export const wireKey = ({ scope, code }: RoleKey) => ({ code, namespace: namespaceOf(scope) });

/** @throws NotFoundError for what is no perm's id */
export function requireKey(id: string): RoleKey {
  const key = parsePermId(id);
  if (key) return key;
  throw new NotFoundError(`there is no perm "${id}": give <app or org>:<code>`);
}

/** The chosen key of the virtual department that all nodes of a kind lie below. */
export const kindRootKey = (org: string, kind: NodeKind): string => `root-${kind}-${org}`;
