import { all } from "../../kit/all";
import { unless } from "../../kit/unless";
import type { ListedPerm } from "../../snapshot";
import { isNotFound } from "../../../../sdk";
import type { Role } from "../../../../sdk/keycloak";
import type { Connection } from "../connection";
import { isDefaultRole } from "../ids";

/** What is in roles, a request for each composite one: whoever has one of these has that, too. */
export async function readParts(
  { client, realm }: Connection,
  roles: readonly Role[],
): Promise<(role: Role) => Pick<ListedPerm, "parts" | "isEverybodys">> {
  const known = new Set(roles.map(({ id }) => id));
  const found = roles
    .filter(({ composite }) => composite)
    .map(async ({ id }) => {
      const parts = await all(client.roles.parts(id)).catch(unless(isNotFound));
      // Roles of clients that every realm has are no perms.
      const own = (parts ?? []).map((part) => part.id).filter((part) => known.has(part));
      return [id, own] as const;
    });
  const partsOf = new Map(await Promise.all(found));
  const byDefault = roles.find((role) => !role.clientRole && isDefaultRole(realm, role.name));
  const everybodys = new Set(byDefault && [byDefault.id]);
  // A set that grows while it is walked is walked to its end.
  for (const id of everybodys) for (const part of partsOf.get(id) ?? []) everybodys.add(part);
  return ({ id }) => {
    const parts = partsOf.get(id);
    return { ...(parts?.length && { parts }), ...(everybodys.has(id) && { isEverybodys: true }) };
  };
}
