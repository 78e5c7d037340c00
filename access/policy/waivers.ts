import type { BrokenRule, WaivedRule } from "./broken";
import { named } from "./named";
import type { PlannedAccess } from "./plan";
import type { Waiver } from "./rules";

/** What breaks rules, and what of it does not count for a while. */
export interface Verdict {
  readonly broken: readonly BrokenRule[];
  readonly waived: readonly WaivedRule[];
}

/** Parts what is waived from the rest, where a waiver that has ended is told. */
export function waive(
  found: readonly BrokenRule[],
  waivers: readonly Waiver[],
  plan: PlannedAccess,
): Verdict {
  const all = waivers.map((waiver) => ({ waiver, isFor: matcher(waiver, plan) }));
  const broken: BrokenRule[] = [];
  const waived: WaivedRule[] = [];
  for (const one of found) {
    const those = all.filter(({ isFor }) => isFor(one)).map(({ waiver }) => waiver);
    const waiver = those.find(({ ends }) => plan.at <= ends);
    const [ended] = those.toSorted((a, b) => b.ends.getTime() - a.ends.getTime());
    if (waiver) {
      const { reason, until, source } = waiver;
      waived.push({ ...one, waiver: { reason, until, source } });
    } else {
      broken.push(ended ? { ...one, reason: withEnded(one.reason, ended) } : one);
    }
  }
  return { broken, waived };
}

const withEnded = (reason: string, { until, source }: Waiver) =>
  `${reason}; the waiver ended on ${until} (${source})`;

/** Says whether a waiver is for something that was found. */
function matcher({ rule, who, node }: Waiver, plan: PlannedAccess) {
  const meant = node === undefined ? undefined : named(plan, "Node", node);
  const nodes = meant && ("ids" in meant ? meant.ids : []);
  return (found: BrokenRule): boolean =>
    found.rule === rule &&
    (who === undefined || who.normalize() === found.who?.normalize()) &&
    (nodes === undefined || (found.node !== undefined && nodes.includes(found.node)));
}
