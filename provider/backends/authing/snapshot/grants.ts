import type { Grant } from "../../domain";
import { NotFoundError } from "../../errors";
import { isNotFound } from "../../../../sdk";
import { unless } from "../../kit/unless";
import type { Connection } from "../connection";
import { grants } from "../grants";

/** Own grants by perm id: two requests a role, one an app. */
export async function readGrants(
  connection: Connection,
  perms: readonly string[],
): Promise<Map<string, readonly Grant[]>> {
  const all = grants(connection);
  const isGone = (error: unknown) => isNotFound(error) || error instanceof NotFoundError;
  const lists = perms.map(
    async (id) => [id, (await all.list({ id }).catch(unless(isGone))) ?? []] as const,
  );
  return new Map(await Promise.all(lists));
}
