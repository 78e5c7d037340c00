import { checkAtLeast } from "./at-least";
import type { Finding } from "./finding";
import { checkKeep } from "./keep";
import { checkLimits } from "./limits";
import { checkNever } from "./never";
import type { PlannedAccess } from "./plan";
import { checkRequireUntil } from "./require-until";
import type { Rule, Rules } from "./rules";
import { checkSeparate } from "./separate";
import { waive, type Verdict } from "./waivers";

/**
 * The rules that a plan breaks, in the order of their kinds in the file's reference, and those that are
 * waived. What holds after the plan counts, also where it is so today. A rule that names something that
 * is in neither graph is broken, too: it would guard nothing, and nobody would know.
 */
export function checkRules(rules: Rules, plan: PlannedAccess): Verdict {
  const each = <R extends Rule>(
    those: readonly R[],
    check: (rule: R, plan: PlannedAccess) => readonly Finding[],
  ) => those.map((rule) => [rule, check(rule, plan)] as const);
  const checked: (readonly [Rule, readonly Finding[]])[] = [
    ...checkLimits(rules.limits, plan),
    ...each(rules.never, checkNever),
    ...each(rules.keep, checkKeep),
    ...each(rules.atLeast, checkAtLeast),
    ...each(rules.separate, checkSeparate),
    ...each(rules.requireUntil, checkRequireUntil),
  ];
  const found = checked.flatMap(([{ name, source }, findings]) =>
    findings.map((finding) => ({ ...finding, rule: name, source })),
  );
  return waive(found, rules.waivers, plan);
}
