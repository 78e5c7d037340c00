import type { Session } from "../run/session";
import type { Kind, Values } from "./kind";
import { namesIn } from "./names";
import { normalOf } from "./settle";
import { isUnknown } from "./unknown";

/**
 * Warns of people's names and addresses that differ from others of the program in case only, where
 * the system does not take the two for one.
 */
export function warnOfSpellings(kind: Kind, session: Session, inputs: Values): void {
  const { spellings, backend, warn } = session;
  for (const [key, { type }] of Object.entries(kind.properties)) {
    const { shape } = type;
    const isOwn = kind.name === "User" && (key === "username" || key === "email");
    const isPerson = (shape.is === "reference" || shape.is === "references") && shape.to === "user";
    if (!isOwn && !isPerson) continue;
    const value = inputs[key];
    for (const text of typeof value === "string" ? [value] : namesIn(value)) {
      if (isUnknown(text)) continue;
      const name = String(normalOf(session, "User")(isPerson ? "username" : key, text));
      const folded = name.toLowerCase();
      const other = spellings.get(folded) ?? name;
      spellings.set(folded, name);
      if (other === name) continue;
      warn(
        `"${other}" and "${name}" differ in case only: ${backend.name} does not take them for one`,
      );
    }
  }
}
