import { createHash } from "node:crypto";

const SLUG_LENGTH = 24;
const HASH_LENGTH = 8;

/**
 * The code of a perm's role: the server takes letters and digits, and names may be of any others. The
 * same name makes the same code again, so that a create whose answer was lost finds its role.
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
