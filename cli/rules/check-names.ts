import { nearest } from "../../access/nearest";
import type { Rules } from "../../access/policy";
import type { Problem } from "../../provider/files/problem";
import type { RulesFile } from "./schema";

/** Names that a schema can't check: of waivers' rules, and of perms that are given twice. */
export function checkNames({ separate = [], waivers = [] }: RulesFile, rules: Rules): Problem[] {
  const { limits, never, keep, atLeast, requireUntil } = rules;
  const all = [limits, never, keep, atLeast, rules.separate, requireUntil].flat();
  const names = [...new Set(all.map(({ name }) => name))];
  return [
    ...waivers.flatMap(({ rule }, index) =>
      names.includes(rule) ? [] : [{ path: ["waivers", index, "rule"], says: noRule(rule, names) }],
    ),
    ...separate.flatMap(({ perms }, index) =>
      perms.flatMap((perm, at) =>
        perms.indexOf(perm) === at
          ? []
          : [{ path: ["separate", index, "perms", at], says: `"${perm}" is named twice` }],
      ),
    ),
  ];
}

function noRule(rule: string, names: readonly string[]): string {
  const meant = nearest(rule, names);
  const advice =
    meant === undefined ? `the rules are ${names.join("; ") || "none"}` : `is ${meant} meant?`;
  return `there is no rule "${rule}": ${advice}`;
}
