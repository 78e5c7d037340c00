import type { Grant } from "../../domain";
import { isNotFound } from "../../../../sdk";
import { grants } from "../grants";
import { unless } from "../../kit/unless";
import type { Perms } from "./perms";
import type { AccessScope } from "./access-scope";

/** Own grants by perm id: two requests for each perm that has any. */
export async function readGrants(
  sight: AccessScope,
  { granted }: Perms,
): Promise<Map<string, readonly Grant[]>> {
  if (!sight.isAdmin) sight.missAsNoAdmin("grants");
  const all = grants(sight.connection);
  const lists = granted.map(
    async (id) => [id, (await all.list({ id }).catch(unless(isNotFound))) ?? []] as const,
  );
  return new Map(await Promise.all(lists));
}
