import { version } from "../../sdk/version";
import { acceptedBy, type Baseline } from "./baseline";
import type { Detected } from "./detect";
import { inOrder } from "./order";
import { isWanted, type Filter } from "./filter";
import { categories, type Category } from "../findings/finding";
import { SCHEMA, type DriftReport, type Verdict } from "./report";

/** What a report is made of. */
export interface Check {
  readonly checkedAt: Date;
  readonly stack: string;
  readonly tenants: readonly string[];
  readonly detected: readonly Detected[];
  readonly notes: readonly string[];
  readonly requests: number;
  readonly filter: Filter;
  readonly failOn: readonly Category[];
  readonly baseline: Baseline;
}

/** Filters and sorts the findings, marks the accepted ones, and gives the verdict. */
export function reportOf(check: Check): DriftReport {
  const { detected, baseline, failOn, filter, checkedAt, ...rest } = check;
  const unseen = detected.flatMap((one) => one.unseen);
  const findings = detected
    .flatMap((one) => one.findings)
    .filter((one) => isWanted(one, filter))
    .map((one) => {
      const accepted = acceptedBy(baseline, one, checkedAt);
      return accepted === undefined ? one : { ...one, accepted };
    })
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
    checked: detected.reduce((sum, one) => sum + one.checked, 0),
  };
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
