import type { DriftReport } from "../../../../cli/drift/report";
import type { Finding } from "../../../../cli/findings/finding";

/** A name as somebody writes it who means harm to whoever reads reports. */
export const HOSTILE =
  "\u001b[31mred\u001b]0;title\u0007|</details><script>alert(1)</script>\n# `x` @eve [a](https://evil.example) \u202egnp\u009b2J*b*";

export const finding = (more: Partial<Finding> = {}): Finding => ({
  id: "0123456789ab",
  category: "unmanaged",
  kind: "Node",
  object: "d_lab",
  path: ["Acme", "研发部", "Lab"],
  advice: 'declare it as a Node with adopt: "ifExists", or delete it by hand',
  ...more,
});

/** A report with these findings, in which all the rest is as it should be. */
export function reportWith(findings: readonly Finding[], more: Partial<DriftReport> = {}) {
  const count = (category: string) => findings.filter((one) => one.category === category).length;
  const report: DriftReport = {
    schema: 1,
    tool: { name: "pulumi-identity", version: "0.1.0" },
    checkedAt: "2026-11-21T15:00:00.000Z",
    tenants: ["https://id.acme.example"],
    stack: "acme/prod",
    verdict: findings.length === 0 ? "clean" : "drift",
    failOn: ["changed", "missing", "unmanaged"],
    orgs: [],
    findings,
    unseen: [],
    notes: [],
    counts: {
      changed: count("changed"),
      missing: count("missing"),
      unmanaged: count("unmanaged"),
      tolerated: count("tolerated"),
      overdue: count("overdue"),
    },
    accepted: 0,
    expired: 0,
    checked: 12,
    requests: 9,
    ...more,
  };
  return report;
}
