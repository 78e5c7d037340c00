import { createHmac } from "node:crypto";

/** Which kinds of characters a server may require. */
const CLASSES = "-Aa1";

/**
 * The first password of a new person in an `OrgTree` with `bulk: true`: made from the tree's secret, so
 * that whoever has that can tell it, and a create that was interrupted is found again by it.
 *
 * @param secret the `initialPasswordSecret` of the tree, in plain
 * @returns 24 letters, digits, `-` and `_`
 */
export const initialPasswordOf = (secret: string, username: string): string =>
  createHmac("sha256", secret).update(username).digest("base64url").slice(0, 20) + CLASSES;
