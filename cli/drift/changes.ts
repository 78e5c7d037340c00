import { createHmac } from "node:crypto";
import { changedEntries, secretNames, type Values } from "../../provider/inspect";
import type { PropertyChange } from "../findings/finding";

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
    const isSecret = secrets.has(property) || secretNames.has(property);
    const shown = (value: unknown) => {
      const text = asText(value);
      return isSecret && text !== undefined ? fingerprint(text) : text;
    };
    return changedEntries([property], declared, live).map((entry) => ({
      property: entry.path.join("."),
      declared: shown(entry.old),
      live: shown(entry.new),
    }));
  });
}

function asText(value: unknown): string | undefined {
  return typeof value === "string" ? value : JSON.stringify(value);
}
