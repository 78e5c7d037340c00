import type { Grant } from "../domain";
import { isInvalid, isNotFound } from "../../../sdk";
import type { RoleTarget } from "../../../sdk/authing";
import type { Connection } from "./connection";
import type { GrantTable, Target } from "./grants";
import { wireKey, type RoleKey } from "./ids";
import { nameOf } from "./people";
import { REPEATABLE } from "./writes";

/** To whom a role is assigned; nobody can be denied one. */
export function roleGrants({ client, people }: Connection, role: RoleKey): GrantTable {
  const { roles } = client;
  const key = wireKey(role);
  return {
    async list() {
      const found: Grant[] = [];
      for await (const user of roles.members(key)) {
        people.meet([user]);
        found.push({ kind: "user", id: nameOf(user), effect: "allow" });
      }
      for await (const { id } of roles.departments(key)) {
        found.push({ kind: "node", id, effect: "allow" });
      }
      return found;
    },

    async change(add, remove) {
      if (add.length > 0) await assign(add.map(toTarget));
      if (remove.length > 0) await roles.revoke(key, remove.map(toTarget), REPEATABLE);
    },
  };

  /** An unknown target is refused or skipped; either way the list shows who is missing. */
  async function assign(targets: RoleTarget[]): Promise<void> {
    try {
      await roles.assign(key, targets, REPEATABLE);
    } catch (error) {
      if (!isNotFound(error) && !isInvalid(error)) throw error;
      await roles.get(key);
    }
  }
}

const toTarget = ({ kind, id }: Target): RoleTarget => ({
  targetType: kind === "user" ? "USER" : "DEPARTMENT",
  targetIdentifier: id,
});
