import { createHash } from "node:crypto";
import type { NodeKind } from "../domain";
import { NotFoundError } from "../errors";

/** Prefix of the provider's own namespaces: each has the perms of one app or org, as roles. */
const NAMESPACE = "perms-of-";

/** The longest code of an org, so that keys made from it have at most the server's 64 characters. */
export const ORG_LENGTH = 50;

/** The namespace of an app's or an org's perms. */
export const namespaceOf = (scope: string): string => NAMESPACE + scope;

/** The app or org of a namespace; `undefined` for one that is not the provider's. */
export const scopeOf = (namespace: string): string | undefined =>
  namespace.startsWith(NAMESPACE) ? namespace.slice(NAMESPACE.length) : undefined;

/** A perm is a role, addressed by its namespace and its code. */
export interface RoleKey {
  readonly scope: string;
  readonly code: string;
}

const PERM_ID = /^([\w-]+):([\w-]+)$/;

/** `<app or org>:<code>`. */
export const permId = ({ scope, code }: RoleKey): string => `${scope}:${code}`;

/** Parses it; `undefined` for another text. */
export function parsePermId(id: string): RoleKey | undefined {
  const [, scope, code] = PERM_ID.exec(id) ?? [];
  return scope === undefined || code === undefined ? undefined : { scope, code };
}

/** As the server addresses a role. */
export const wireKey = ({ scope, code }: RoleKey) => ({ code, namespace: namespaceOf(scope) });

/** @throws NotFoundError for an invalid id */
export function requireKey(id: string): RoleKey {
  const key = parsePermId(id);
  if (key) return key;
  throw new NotFoundError(`there is no perm "${id}": give <app or org>:<code>`);
}

/** The key of the virtual department above all nodes of a kind. */
export const kindRootKey = (org: string, kind: NodeKind): string => `root-${kind}-${org}`;

const SLUG_LENGTH = 24;
const HASH_LENGTH = 8;

/**
 * The code of a perm's role: the server takes only letters and digits, and names may have others.
 * The same name makes the same code again, so that a create whose response was lost finds its role.
 */
export function roleCode(name: string): string {
  const slug = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, SLUG_LENGTH)
    .replace(/^-+|-+$/g, "");
  const hash = createHash("sha256").update(name).digest("hex").slice(0, HASH_LENGTH);
  return slug === "" ? hash : `${slug}-${hash}`;
}
