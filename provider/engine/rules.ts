import type { Session } from "../run/session";
import type { Failure, Kind, Values } from "./kind";
import type { Property } from "./property";
import { normalOf } from "./settle";
import { trimmed } from "./text";
import { isUnknown } from "./unknown";

/** A longer value is told by its length. */
const SHOWN = 60;

/** Refuses texts that the system does not take; an empty one clears, or the schema refuses it. */
export function refuseByRule(
  { name, properties }: Kind,
  session: Pick<Session, "backend">,
  inputs: Values,
): Failure[] {
  const { capabilities, name: system } = session.backend;
  const normal = normalOf(session, name);
  return Object.entries(capabilities.rules[name] ?? {}).flatMap(([key, { pattern, says }]) => {
    const [property, value] = [properties[key], inputs[key]];
    if (property === undefined || typeof value !== "string") return [];
    if (value === "" || isUnknown(value)) return [];
    if (pattern.test(asSent(property, normal(key, value)))) return [];
    return [
      { property: key, reason: `${shown(property, value)} is invalid on ${system}: give ${says}` },
    ];
  });
}

/** Servers trim what is no key and no password. */
const asSent = ({ immutable, secret }: Property, value: unknown): string =>
  immutable || secret ? String(value) : trimmed(String(value));

function shown({ secret }: Property, value: string): string {
  if (secret) return "it";
  const { length } = [...value];
  return length > SHOWN ? `a text of ${length} characters` : `"${value}"`;
}
