import { createHash } from "node:crypto";

const SLUG_LENGTH = 24;
const HASH_LENGTH = 8;

/**
 * The key of an object whose program chose none: a slug of its logical name and a hash of all that
 * makes it unique. The same program makes the same key again, so that a create whose answer was lost
 * finds its object.
 */
export function defaultKey(org: string, kind: string, logicalName: string): string {
  const slug = logicalName
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, SLUG_LENGTH)
    .replace(/^-+|-+$/g, "");
  const hash = createHash("sha256")
    .update(JSON.stringify([org, kind, logicalName]))
    .digest("hex")
    .slice(0, HASH_LENGTH);
  return slug === "" ? hash : `${slug}-${hash}`;
}
