import { checkRules, guarded, type Deleted, type Rules, type Verdict } from "../../access/policy";
import type { BeforeAndAfter } from "./changes/finish";
import { objectOf } from "./changes/scene";
import type { PlanStep } from "./preview/step";
import type { Change } from "./report";

/** What of the rules a plan breaks. */
export function judged(
  rules: Rules | undefined,
  graphs: BeforeAndAfter,
  steps: readonly PlanStep[],
  changes: readonly Change[],
  at: Date,
): Verdict {
  if (rules === undefined) return { broken: [], waived: [] };
  const successors = new Map(
    steps.filter(({ op }) => op === "replace").map((step) => [step.urn, objectOf(step)]),
  );
  const deleted = changes.flatMap(({ what, kind, object: id, urn }): Deleted[] => {
    const guardedKind = guarded.find((one) => one === kind);
    if (guardedKind === undefined || (what !== "delete" && what !== "replace")) return [];
    return [{ kind: guardedKind, id, successor: successors.get(urn) }];
  });
  return checkRules(rules, { ...graphs, at, deleted });
}
