import {
  expiredIn,
  grantLists,
  modeOf,
  parseAccessId,
  removedMembers,
  unmanagedMembers,
  untilOf,
} from "../../../provider/inspect";
import type { PlanStep } from "../preview/step";
import type { Change } from "../report";
import { entriesIn, listKey, memberOf, ownerOf, type Entry } from "./entry";
import { endsOf } from "./ends";
import { come, leave } from "./membership";
import { labelled, type Scene } from "./scene";

/**
 * What a list brings and takes. An update takes out whom its plan shows, a delete whom the program named
 * and names nowhere else; what goes with its node or its perm is no change of its own.
 */
export function listChanges(scene: Scene, step: PlanStep): Change[] {
  const all = goneFrom(scene, step).flatMap(({ reason, ...entry }) =>
    leave(scene, step, entry, reason).map((change) => ({ change, owner: entry.owner })),
  );
  const gone = all.flatMap(({ change, owner }) => (scene.going.has(owner) ? [] : [change]));
  const values = labelled(step);
  if (step.op === "delete" || modeOf(values) === "observe") return gone;
  const ends = endsOf(scene, step);
  const named = entriesIn(scene.ids, step, values).flatMap((entry) => {
    const comes = come(scene, step, entry);
    return comes.length > 0 ? comes : ends(entry);
  });
  return [...gone, ...named];
}

/** Somebody whom a step takes out, and why where the program does not say so. */
interface Gone extends Entry {
  readonly reason?: string;
}

function goneFrom(scene: Scene, step: PlanStep): Gone[] {
  const { op, old } = step;
  if (old === undefined || old.isRetained || modeOf(old.outputs) === "observe") return [];
  if (op === "update") return removed(scene, step, old);
  return staysWithOwner(scene, old) ? [] : released(scene, step, old);
}

type Old = NonNullable<PlanStep["old"]>;

/** A department that is left on the server keeps its people, and a perm its grants. */
function staysWithOwner({ staying }: Scene, { id, outputs: { org } }: Old): boolean {
  const app = parseAccessId(id)?.app;
  return [id, org, app].some((one) => typeof one === "string" && staying.has(one));
}

function removed({ ids, at, kept }: Scene, step: PlanStep, { outputs }: Old): Gone[] {
  const { inputs = {}, kind, told } = step;
  const owner = ownerOf(ids, step, labelled(step));
  // A list that is declared no more is left alone.
  const lists = grantLists.filter(
    (list) => outputs[list] !== undefined && inputs[list] !== undefined,
  );
  return lists.flatMap((list) => {
    const ends = untilOf(outputs, list);
    const expired = expiredIn(outputs, list, at);
    const unnamed = new Set(unmanagedMembers(outputs, list));
    const names = told.removes?.[list] ?? removedMembers(outputs, inputs, list);
    return names.flatMap((name): Gone[] => {
      const member = memberOf(ids, kind, list, name);
      const until = expired.has(name) ? ends.get(name) : undefined;
      const reason = unnamed.has(name) ? "no program names them, and the list is exact" : undefined;
      const entry = { list, owner, member, name, until };
      // Another list that is not exact may name them too.
      if (kept.has(listKey(kind, entry), member)) return [];
      return [{ ...entry, ...(reason !== undefined && { reason }) }];
    });
  });
}

function released({ ids, kept }: Scene, step: PlanStep, { inputs, outputs }: Old): Gone[] {
  const all = entriesIn(ids, step, { ...outputs, ...inputs });
  return all.filter((one) => !kept.has(listKey(step.kind, one), one.member));
}
