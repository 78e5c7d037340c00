import { livingMembers } from "../living-members";
import type { Sight } from "./sight";

/** Usernames of an org's living members. */
export async function readOrgMembers(sight: Sight): Promise<readonly string[]> {
  const { connection, scope } = sight;
  const list = () => livingMembers(connection, scope);
  return (await sight.glimpse("orgMembers", list)) ?? [];
}
