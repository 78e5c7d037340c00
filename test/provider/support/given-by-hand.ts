import assert from "node:assert/strict";
import { all } from "../../../provider/backends/kit/all";
import type { KeycloakClient } from "../../../sdk/keycloak";

/** Ids of a group, of the client whose role `buyer` it gets, and of a person. */
interface Holders {
  readonly buyers: string;
  readonly shop: string;
  readonly auditor: string;
}

/** Gives a group the role `buyer` of a client, and a person a new role `Auditor` of the realm. */
export async function givenByHand(
  roles: KeycloakClient["roles"],
  { buyers, shop, auditor }: Holders,
): Promise<void> {
  await roles.create({ name: "Auditor" });
  const [buyer] = await all(roles.list(shop));
  const role = (await all(roles.list())).find(({ name }) => name === "Auditor");
  assert.ok(buyer && role);
  await roles.give({ kind: "groups", id: buyers }, [buyer], shop);
  await roles.give({ kind: "users", id: auditor }, [role]);
}
