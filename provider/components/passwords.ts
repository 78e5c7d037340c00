import type { Input } from "@pulumi/pulumi";
import type { OrgTreePolicy } from "./org-tree-args";
import { TreeError } from "./tree/tree-error";
import type { PlannedPerson } from "./tree/planned";

type Passwords = OrgTreePolicy["initialPassword"];

/** The first password of a person, if the program gives one. */
export function passwordOf(
  { key, username, name }: Pick<PlannedPerson, "key" | "username" | "name">,
  passwords: Passwords,
): Input<string> | undefined {
  if (typeof passwords === "function") return passwords({ key, username, name });
  return passwords && Object.hasOwn(passwords, username) ? passwords[username] : undefined;
}

/**
 * A password for no person of the tree is a misspelt username.
 * @throws TreeError
 */
export function requireKnownUsernames(
  people: readonly PlannedPerson[],
  passwords: Passwords,
): void {
  if (passwords === undefined || typeof passwords === "function") return;
  const usernames = new Set(people.map(({ username }) => username));
  const nobody = Object.keys(passwords).filter((username) => !usernames.has(username));
  if (nobody.length === 0) return;
  throw new TreeError([
    `initialPassword names ${nobody.join(", ")}, and the tree has no such username`,
  ]);
}
