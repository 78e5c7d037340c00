import {
  grantLists,
  isUnknown,
  kindOf,
  meaningOf,
  modeOf,
  type Values,
} from "../../../provider/inspect";
import { labelOf } from "../../graph/label";
import type { Ids } from "../../graph/ids";
import type { Gap } from "../../live-org/gap";
import type { PlanStep } from "./step";

type List = (typeof grantLists)[number];

/**
 * Gives what a list has by its position, since its id is unknown, the label of its resource: a program in
 * another language than TypeScript tells no label, but what each list waits for.
 */
export function withLabels(steps: readonly PlanStep[]): PlanStep[] {
  const comes = steps.filter(({ op }) => op === "create" || op === "replace");
  const news = new Set(comes.map(({ urn }) => urn));
  return steps.map((step) => {
    const lists = listsIn(step).map(([list, map]) => {
      const urns = (step.waitsFor[list] ?? []).filter((urn) => news.has(urn));
      return [list, labelled(list, map, urns)] as const;
    });
    if (lists.length === 0) return step;
    return { ...step, inputs: { ...step.inputs, ...Object.fromEntries(lists) } };
  });
}

/** Only where it is plain which is which: as many as are new, and all of the kind that is named. */
function labelled(list: List, map: Values, urns: readonly string[]): Values {
  const kind = meaningOf(list).kind === "node" ? "Node" : "User";
  const unnamed = Object.keys(map).filter((key) => POSITION.test(key) && isUnknown(map[key]));
  const areOfKind = urns.every((urn) => kindOf(urn) === kind);
  if (unnamed.length !== urns.length || !areOfKind) return map;
  const labels = new Map(unnamed.map((key, index) => [key, labelOf(kind, urns[index] ?? "")]));
  return Object.fromEntries(
    Object.entries(map).map(([key, value]) => [labels.get(key) ?? key, value]),
  );
}

/** What lists name that nothing in the preview tells: who gains what by it is not in the plan. */
export function unnamedIn(steps: readonly PlanStep[], ids: Ids): Gap[] {
  return steps.flatMap((step) => {
    const { kind, name, op, inputs = {} } = step;
    if (op === "delete" || modeOf(inputs) === "observe") return [];
    return listsIn(step).flatMap(([list, map]): Gap[] => {
      const all = Object.entries(map).filter(([key, value]) => isUnknown(value) && !ids.has(key));
      if (all.length === 0) return [];
      const reason = `${all.length} of its ${list} will be known at the apply alone: what they bring is not in this plan`;
      return [{ part: kind, id: name, reason }];
    });
  });
}

/** A list of people or grants, as a map. */
function listsIn({ inputs = {} }: PlanStep): (readonly [List, Values])[] {
  return grantLists.flatMap((list) => {
    const map = inputs[list];
    return typeof map === "object" && map !== null ? [[list, map as Values] as const] : [];
  });
}

/** How a list has what is unknown: `[0]`. */
const POSITION = /^\[\d+\]$/;
