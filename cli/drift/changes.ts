import { createHmac } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { Values } from "../../provider/inspect";
import type { PropertyChange } from "../findings/finding";

/** Never shown, even where a state does not mark them as secret. */
const SECRETS = new Set(["password", "initialPassword", "clientSecret"]);
const FINGERPRINT_LENGTH = 8;

/** Turns a secret into a text that is the same in every run, and useless without the key. */
export type Fingerprint = (text: string) => string;

/** @param key a secret that stays the same: a short secret could be guessed from a plain hash */
export const fingerprintBy =
  (key: string): Fingerprint =>
  (text) =>
    `fingerprint ${createHmac("sha256", key).update(text).digest("hex").slice(0, FINGERPRINT_LENGTH)}`;

/** What differs in these properties, down to each entry of a list and each setting of a protocol. */
export function changesIn(
  properties: readonly string[],
  declared: Values,
  live: Values,
  { secrets, fingerprint }: { secrets: ReadonlySet<string>; fingerprint: Fingerprint },
): PropertyChange[] {
  return properties.flatMap((property) => {
    const isSecret = secrets.has(property) || SECRETS.has(property);
    const shown = (value: unknown) => {
      const text = asText(value);
      return isSecret && text !== undefined ? fingerprint(text) : text;
    };
    return leavesOf(property, declared[property], live[property]).map(([path, mine, theirs]) => ({
      property: path,
      declared: shown(mine),
      live: shown(theirs),
    }));
  });
}

type Leaf = readonly [path: string, mine: unknown, theirs: unknown];

function leavesOf(path: string, mine: unknown, theirs: unknown): Leaf[] {
  if (isDeepStrictEqual(mine, theirs)) return [];
  if (!isObject(mine) || !isObject(theirs)) return [[path, mine, theirs]];
  const keys = new Set([...Object.keys(mine), ...Object.keys(theirs)]);
  return [...keys].flatMap((key) => leavesOf(`${path}.${key}`, mine[key], theirs[key]));
}

const isObject = (value: unknown): value is Values =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function asText(value: unknown): string | undefined {
  return typeof value === "string" ? value : JSON.stringify(value);
}
