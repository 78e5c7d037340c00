import type { User } from "../../../sdk/keycloak";

/** A person's name, of which the server keeps the last word apart. */
export const nameOf = ({ firstName, lastName }: Pick<User, "firstName" | "lastName">): string =>
  [firstName, lastName].filter(Boolean).join(" ");

/** The same for the server; a name of one word is the first name. */
export function fromName(name: string): { readonly firstName: string; readonly lastName: string } {
  const [, firstName = name, lastName = ""] = /^(.*) (\S+)$/s.exec(name) ?? [];
  return { firstName, lastName };
}
