import type { Session } from "../run/session";
import { normalOf } from "./settle";
import { isUnknown } from "./unknown";

type Backed = Pick<Session, "backend">;

/** A username as the system keeps it: however a program spells it, it means the same person. */
export const keptUsername = (session: Backed, username: string): string =>
  isUnknown(username) ? username : String(normalOf(session, "User")("username", username));

/** The same for what names people: a username, or a list of them, some with an end date beside. */
export function keptUsernames(session: Backed, named: unknown): unknown {
  if (typeof named === "string") return keptUsername(session, named);
  return Array.isArray(named) ? named.map((one: unknown) => keptEntry(session, one)) : named;
}

function keptEntry(session: Backed, entry: unknown): unknown {
  if (typeof entry === "string") return keptUsername(session, entry);
  const isDated = typeof entry === "object" && entry !== null && "user" in entry;
  if (!isDated || typeof entry.user !== "string") return entry;
  return { ...entry, user: keptUsername(session, entry.user) };
}
