import { existingMembers } from "../existing-members";
import type { AccessScope } from "./access-scope";

/** Usernames of an org's living members. */
export async function readOrgMembers(sight: AccessScope): Promise<readonly string[]> {
  const { connection, scope } = sight;
  const list = () => existingMembers(connection, scope);
  return (await sight.glimpse("orgMembers", list)) ?? [];
}
