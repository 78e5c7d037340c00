import { createHash } from "node:crypto";
import { originOf, resourceName } from "../run/origin";
import type { Session } from "../run/session";
import type { Replaced, Values } from "./kind";
import { isUnknown, UNKNOWN } from "./unknown";

const SLUG_LENGTH = 24;
const HASH_LENGTH = 8;

/**
 * The key of an object whose program chose none: a slug of its logical name, and a hash of its URN
 * and its org. The same program makes the same key again, so that a create whose response was lost
 * finds its object; two stacks, or two components with a child of one name, make different keys.
 *
 * @param replaced the key of the object that it replaces: an interrupted replacement is found again
 * by it
 */
export function defaultKey(kind: string, inputs: Values, replaced?: string): string {
  const { project, stack, parents } = originOf(inputs);
  const { org, logicalName } = inputs;
  const slug = String(logicalName)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, SLUG_LENGTH)
    .replace(/^-+|-+$/g, "");
  const hash = createHash("sha256")
    .update(JSON.stringify([project, stack, parents, org, kind, logicalName, replaced]))
    .digest("hex")
    .slice(0, HASH_LENGTH);
  return slug === "" ? hash : `${slug}-${hash}`;
}

/**
 * The inputs with a `uid`, which `check` sets: the given one; else the old one, so that an alias
 * never replaces; else a default, unknown while one of its parts is.
 *
 * @param madeOf inputs whose change, where allowed, makes another object with another key
 */
export function withKey(
  session: Pick<Session, "replacements">,
  inputs: Values,
  olds: Values,
  kind: unknown,
  madeOf: readonly string[],
): Values {
  if (inputs.uid !== undefined) return inputs;
  const old = keyIn(olds);
  const isOther = inputs.allowReplace === true && madeOf.some((key) => inputs[key] !== olds[key]);
  if (old !== undefined && !isOther) return { ...inputs, uid: old };
  if (madeOf.some((key) => isUnknown(inputs[key]))) return { ...inputs, uid: UNKNOWN };
  const replaced = replacedKey(session, kind, inputs, old);
  return { ...inputs, uid: defaultKey(String(kind), inputs, replaced) };
}

const keyIn = ({ uid }: Values): string | undefined =>
  typeof uid === "string" && uid !== UNKNOWN ? uid : undefined;

/** The key of the replaced object, also in the engine's second check, which has no old inputs. */
function replacedKey(
  { replacements: { keys } }: Pick<Session, "replacements">,
  kind: unknown,
  inputs: Values,
  old: string | undefined,
): string | undefined {
  const resource = JSON.stringify([kind, inputs.org, resourceName(inputs)]);
  if (old !== undefined) keys.set(resource, old);
  return old ?? keys.get(resource);
}

/**
 * Whether a key is the default one of this very resource, so that no other resource can have made
 * the object; a key that a program chose may be another's as well.
 */
export const isDefaultKey = (kind: string, inputs: Values, replaced?: Replaced): boolean =>
  inputs.uid === defaultKey(kind, inputs, replaced && keyIn(replaced.state));
