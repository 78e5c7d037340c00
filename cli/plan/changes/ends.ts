import { meaningOf } from "../../../provider/inspect";
import type { PlanStep } from "../preview/step";
import type { Change } from "../report";
import { entriesIn, type Entry } from "./entry";
import { changeOf, type Scene } from "./scene";

/**
 * What changes of an entry that stays: the server knows no end date, and for how long somebody has access
 * is what a reviewer looks for.
 */
export function endsOf({ ids }: Scene, step: PlanStep): (entry: Entry) => Change[] {
  const old = step.op === "update" ? step.old : undefined;
  const before = new Map(
    old && entriesIn(ids, step, old.outputs).map((one) => [keyOf(one), one] as const),
  );
  return (entry) => {
    const was = before.get(keyOf(entry));
    return was === undefined || was.until === entry.until ? [] : [change(step, entry, was.until)];
  };
}

const keyOf = ({ list, member }: Entry): string => `${list} ${member}`;

function change(step: PlanStep, { list, owner, member, until }: Entry, from?: string): Change {
  const isNode = meaningOf(list).kind === "node";
  return {
    ...{ what: "update", ...changeOf(step, owner), property: "until" },
    ...(isNode ? { node: member } : { who: member }),
    ...(step.kind === "NodeMembers" && { node: owner }),
    ...(step.kind === "PermGrants" && { perm: owner }),
    ...(from !== undefined && { from }),
    ...(until !== undefined && { to: until }),
  };
}
