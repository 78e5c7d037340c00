import type { KindName } from "../../../provider/inspect";
import type { PlanStep } from "../preview/step";
import type { Change } from "../report";
import { deleteChanges, type Below } from "./deletes";
import { isList } from "./entry";
import { listChanges } from "./lists";
import { objectChanges } from "./objects";
import { orgMemberChanges } from "./org-member";
import { objectOf, oldUsernameOf, type Scene } from "./scene";

/**
 * What the steps of one connection come to: the scene's builder holds what is there after them. Names and
 * paths are still ids.
 */
export function translate(scene: Scene, steps: readonly PlanStep[]): Change[] {
  const coming = steps.filter(({ op }) => op !== "same" && op !== "delete");
  const there = coming.flatMap((step) => changesOf(scene, step));
  const staying = new Set(steps.filter(({ op }) => op !== "delete").map(keyOf));
  const below = belowIn(scene);
  const leaving = steps
    .filter(({ op }) => op === "delete")
    .sort((one, other) => orderOf(scene, one) - orderOf(scene, other));
  const gone = leaving.flatMap((step) => {
    const { old } = step;
    if (isList(step) || step.kind === "OrgMember" || old === undefined)
      return changesOf(scene, step);
    // A resource under another name keeps the object.
    return staying.has(keyOf(step)) ? [] : deleteChanges(scene, step, old, below);
  });
  return [...there, ...gone];
}

function changesOf(scene: Scene, step: PlanStep): Change[] {
  if (isList(step)) return listChanges(scene, step);
  return step.kind === "OrgMember" ? orgMemberChanges(scene, step) : objectChanges(scene, step);
}

const keyOf = (step: PlanStep): string => {
  const id = step.op === "delete" && step.kind === "User" ? oldUsernameOf(step.old) : undefined;
  return `${step.kind} ${id ?? objectOf(step)}`;
};

/** What is in something goes before it. */
const ORDER: Readonly<Record<KindName, number>> = {
  ...{ PermGrants: 0, NodeMembers: 1, OrgMembers: 2, OrgMember: 3, User: 4, Perm: 5, App: 6 },
  ...{ Node: 7, Org: 1_000_000 },
};

/** The lower of two nodes first. */
function orderOf({ builder }: Scene, step: PlanStep): number {
  if (step.kind !== "Node") return ORDER[step.kind];
  const seen = new Set<string>();
  for (let at = step.old?.id; at !== undefined && !seen.has(at);) {
    seen.add(at);
    at = builder.nodes.get(at)?.parent;
  }
  return ORDER.Org - seen.size;
}

function belowIn({ builder }: Scene): Below {
  const below = new Map<string, string[]>();
  for (const { id, parent } of builder.nodes.values()) {
    if (parent === undefined) continue;
    const siblings = below.get(parent);
    if (siblings === undefined) below.set(parent, [id]);
    else siblings.push(id);
  }
  return below;
}
