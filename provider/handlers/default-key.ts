import { createHash } from "node:crypto";
import type { Values } from "./handler";
import { isUnknown, UNKNOWN } from "./unknown";

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

/**
 * The inputs with a `uid`, which `check` sets: the given one; else the old one, so that an alias
 * never replaces; else a default, unknown while what it is made of is.
 *
 * @param madeOf inputs whose meant replacement makes another object, with another key
 */
export function withKey(
  inputs: Values,
  olds: Values,
  kind: unknown,
  madeOf: readonly string[],
): Values {
  if (inputs.uid !== undefined) return inputs;
  const isOther = inputs.allowReplace === true && madeOf.some((key) => inputs[key] !== olds[key]);
  const hasKey = olds.uid !== undefined && olds.uid !== UNKNOWN;
  if (hasKey && !isOther) return { ...inputs, uid: olds.uid };
  if (isUnknown(madeOf.map((key) => inputs[key]))) return { ...inputs, uid: UNKNOWN };
  const { org, logicalName } = inputs;
  return { ...inputs, uid: defaultKey(String(org), String(kind), String(logicalName)) };
}
