import { version } from "../../sdk/version";
import { renewed } from "./advice";
import { acceptedBy, expiredBy, type Baseline } from "./baseline";
import type { Detected } from "./detect";
import { inOrder } from "./order";
import { categories, type Category, type Finding } from "../findings/finding";
import { SCHEMA, type DriftReport, type Verdict } from "./report";

/** What a report is made of. */
export interface Check {
  readonly checkedAt: Date;
  readonly stack: string;
  readonly tenants: readonly string[];
  /** What is within the filter. */
  readonly detected: readonly Detected[];
  readonly notes: readonly string[];
  readonly requests: number;
  readonly failOn: readonly Category[];
  readonly baseline: Baseline;
}

/** Sorts the findings, marks the accepted ones, and gives the verdict. */
export function reportOf(check: Check): DriftReport {
  const { detected, baseline, failOn, checkedAt, ...rest } = check;
  const unseen = detected.flatMap((one) => one.unseen);
  const findings = detected
    .flatMap((one) => one.findings)
    .map((one) => settled(one, baseline, checkedAt))
    .sort(inOrder);
  const counted = findings.filter(({ accepted }) => accepted === undefined);
  const count = (category: Category) => counted.filter((one) => one.category === category).length;
  const counts = Object.fromEntries(categories.map((one) => [one, count(one)]));
  const hasDrift = counted.some(({ category }) => failOn.includes(category));
  const { stack, tenants, notes, requests } = rest;
  return {
    schema: SCHEMA,
    tool: { name: "pulumi-identity", version },
    checkedAt: checkedAt.toISOString(),
    ...{ tenants, stack, failOn, findings, unseen, notes, requests },
    verdict: verdictOf(unseen.length > 0, hasDrift),
    orgs: detected.flatMap((one) => one.orgs),
    counts: counts as Record<Category, number>,
    accepted: findings.length - counted.length,
    expired: findings.filter(({ expired }) => expired !== undefined).length,
    checked: detected.reduce((sum, one) => sum + one.checked, 0),
  };
}

function settled(finding: Finding, baseline: Baseline, at: Date): Finding {
  const accepted = acceptedBy(baseline, finding, at);
  if (accepted !== undefined) return { ...finding, accepted };
  const expired = expiredBy(baseline, finding, at);
  return expired === undefined ? finding : { ...finding, expired, advice: renewed(finding.advice) };
}

const verdictOf = (isIncomplete: boolean, hasDrift: boolean): Verdict => {
  if (isIncomplete) return "incomplete";
  return hasDrift ? "drift" : "clean";
};

/** As the engine's own `--expect-no-changes`: 7 is drift, and nothing else is. */
export const EXIT_CODES = { clean: 0, drift: 7, incomplete: 1 } as const satisfies Record<
  Verdict,
  number
>;
