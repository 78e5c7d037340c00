import type { Named } from "./registry";

type Values = Readonly<Record<string, unknown>>;

/** An object that a resource has, by the kind and the id of that. */
interface Owned {
  readonly kind: string;
  readonly id: string;
  readonly outputs: Values;
}

/**
 * Which object a resource has, among those of its kind. A username that changes in place leaves the
 * resource its first id: another resource of the same person has another id, and one of whoever got
 * that username has the same. So people are told apart by the server's own number.
 */
export const objectId = ({ kind, id, outputs: { userId } }: Owned): string =>
  kind === "User" && typeof userId === "string" ? `user id ${userId}` : id;

/** The same among the objects of all kinds. */
export const identified = (one: Owned): string => `${one.kind} ${objectId(one)}`;

/** The current username of a person, else the id. */
export const nameOf = ({ kind, id, outputs: { username } }: Owned): string =>
  kind === "User" && typeof username === "string" ? username : id;

/** The object of a resource, for the registry: by its number, or by the username while none is known. */
export const objectNamed = (one: Owned): Named => ({
  kind: one.kind,
  id: objectId(one),
  key: nameOf(one),
});
