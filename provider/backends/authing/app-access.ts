import type { Grant } from "../domain";
import type { ApplicationRevocation } from "../../../sdk/authing";
import type { Connection } from "./connection";
import type { GrantTable, Target } from "./grants";
import { REPEATABLE } from "./writes";

const EFFECTS = { allow: "ALLOW", deny: "DENY" } as const;
const SUBJECTS = ["USER", "ORG"] as const;

/** Who may use an app and who is kept out; a department's standing is that of all below it. */
export function appAccess({ client, people }: Connection, app: string): GrantTable {
  const { applications } = client;

  const rows = async () => {
    const found: Target[] = [];
    const filter = { targetTypeList: [...SUBJECTS] };
    for await (const { targetId: id, targetType, effect } of applications.grants(app, filter)) {
      // A row of another kind of subject (a role, a group, a key) is not the program's to manage.
      if (targetType !== "USER" && targetType !== "ORG") continue;
      const kind = targetType === "USER" ? "user" : "node";
      found.push({ kind, id, effect: effect === "DENY" ? "deny" : "allow" });
    }
    return found;
  };

  return {
    async list() {
      const all = await rows();
      const users = all.filter(({ kind }) => kind === "user").map(({ id }) => id);
      const names = await people.namesOf(users);
      return all.map((row): Grant => ({ ...row, id: names.get(row.id) ?? row.id }));
    },

    async change(add, remove) {
      // One subject has one standing: the opposite one is taken back first.
      const others = add.length === 0 ? [] : opposites(add, await rows());
      const gone = [...remove, ...others].map(toSubject);
      if (gone.length > 0) await applications.revoke(app, gone, REPEATABLE);
      const given = add.map((one) => ({
        ...{ ...toSubject(one), effect: EFFECTS[one.effect], inheritByChildren: true },
      }));
      if (given.length > 0) await applications.authorize(app, given, REPEATABLE);
    },
  };
}

function opposites(add: readonly Target[], present: readonly Target[]): Target[] {
  const wanted = new Map(add.map(({ kind, id, effect }) => [`${kind} ${id}`, effect]));
  return present.filter(({ kind, id, effect }) => {
    const other = wanted.get(`${kind} ${id}`);
    return other !== undefined && other !== effect;
  });
}

const toSubject = ({ kind, id }: Target): ApplicationRevocation => ({
  targetType: kind === "user" ? "USER" : "ORG",
  targetIdentifier: [id],
});
