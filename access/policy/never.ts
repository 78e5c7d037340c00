import type { Finding } from "./finding";
import { called, named } from "./named";
import type { PlannedAccess } from "./plan";
import type { Guarded, Never } from "./rules";
import { Successors } from "./successors";
import { things } from "./things";

/** Whether something goes that never may, if only to be made anew. */
export function checkNever({ kind, object }: Never, plan: PlannedAccess): readonly Finding[] {
  const found = named(plan, kind, object);
  if ("reason" in found) return [found];
  return found.ids.flatMap((id) => {
    const how = goes(plan, kind, id);
    const about = kind === "User" ? { who: id } : kind === "Node" ? { node: id } : {};
    return how === undefined
      ? []
      : [{ ...about, reason: `${called(plan, kind, id)} would be ${how}` }];
  });
}

/** How something goes, if it does; also what goes together with something else. */
export function goes(plan: PlannedAccess, kind: Guarded, id: string): string | undefined {
  const deleted = new Successors(plan.deleted).of(kind, id);
  if (deleted?.successor !== undefined) return "replaced, which deletes it";
  const [isThere, stays] = [plan.before, plan.after].map((graph) =>
    things[kind].all(graph).has(id),
  );
  return deleted || (isThere && !stays) ? "deleted" : undefined;
}
