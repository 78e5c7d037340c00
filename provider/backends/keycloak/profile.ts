import { isForbidden } from "../../../sdk";
import { InvalidError } from "../errors";
import { unless } from "../kit/unless";
import type { Connection } from "./connection";

/** What a person has that is an attribute there, by the same name. */
export const ATTRIBUTES = ["nickname", "phone", "gender", "avatar"] as const;
export type Attribute = (typeof ATTRIBUTES)[number];

/** Policies under which an administrator's attributes are kept, though nobody has declared them. */
const KEEPS = new Set(["ENABLED", "ADMIN_EDIT"]);

const CURE =
  'set unmanagedAttributePolicy of its user profile to ADMIN_EDIT ("Unmanaged attributes" in the realm\'s settings: "Only administrators can write"), or declare them there';

/** The error for attributes that the server drops without a word. */
export const dropped = (names: readonly Attribute[]) =>
  new InvalidError(`the realm drops ${names.join(", ")} of people: ${CURE}`, names[0]);

/**
 * Those of these attributes that the realm would drop, as its profile says; none where this account
 * may not read it, so that only the write shows it.
 */
export async function unkept(
  connection: Connection,
  names: readonly Attribute[],
): Promise<Attribute[]> {
  if (names.length === 0) return [];
  const profile = await connection.profile().catch(unless(isForbidden));
  if (profile === undefined || KEEPS.has(profile.unmanagedAttributePolicy ?? "")) return [];
  const declared = new Set(profile.attributes.map(({ name }) => name));
  return names.filter((name) => !declared.has(name));
}

/** @throws InvalidError for attributes that the realm would drop, naming the setting */
export async function requireKept(
  connection: Connection,
  names: readonly Attribute[],
): Promise<void> {
  const lost = await unkept(connection, names);
  if (lost.length > 0) throw dropped(lost);
}

/** Why the realm would not keep what is declared of a person, by property; for a preview. */
export async function refusals(
  connection: Connection,
  kind: string,
  inputs: Readonly<Record<string, unknown>>,
): Promise<Readonly<Record<string, string>>> {
  if (kind !== "User") return {};
  const given = ATTRIBUTES.filter(
    (name) => typeof inputs[name] === "string" && inputs[name] !== "",
  );
  const lost = await unkept(connection, given);
  return Object.fromEntries(lost.map((name) => [name, dropped([name]).message]));
}
