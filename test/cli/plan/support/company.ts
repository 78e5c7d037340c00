import type { GraphBuilder } from "../../../../access";
import { Ids } from "../../../../cli/graph/ids";
import { meaningOf } from "../../../../cli/plan/plan";
import type { EngineStep } from "../../../../cli/plan/preview/parse";
import type { PlanReport } from "../../../../cli/plan/report";
import type { Values } from "../../../../provider/inspect";
import { companyGraph } from "../../../../scripts/lib/generate/company-graph";
import { HOSTILE } from "../../support/reports";
import { planOf } from "./plans";
import { engineStep, inspector, steps } from "./steps";

const AT = new Date("2026-11-30T06:00:00Z");

/** The example company, with names of people who mean no good in it. */
function company(): GraphBuilder {
  const builder = companyGraph(inspector);
  for (const [i, name] of Object.values(HOSTILE).entries()) {
    const node = { id: `hostile-${i}`, name, kind: "department", org: "acme", parent: "root" };
    builder.nodes.set(node.id, node);
  }
  builder.perms.set("sign", { id: "sign", name: HOSTILE.script, scope: "ci", isAppAccess: false });
  return builder.grant({ perm: "sign", to: { kind: "node", id: "security" }, effect: "allow" });
}

const department = (name: string, parent: string, more: Values = {}) => ({
  ...{ org: "acme", kind: "department", name, parent, forceDestroy: true },
  ...more,
});
const list = (node: string, ...users: string[]) => ({
  ...{ node, mode: "exact", unmanaged: [] },
  users: Object.fromEntries(users.map((one) => [one, "member"])),
});
const grants = (perm: string, ...nodes: string[]) => ({
  ...{ perm, mode: "exact", unmanaged: [] },
  nodes: Object.fromEntries(nodes.map((one) => [one, "granted"])),
});
const update = (kind: string, id: string, old: Values, news: Values) =>
  engineStep("update", kind, id, { id, old, news });

/** A pull request that does a bit of everything: what it means for the company. */
export const companyPlan = (): PlanReport =>
  plan(company(), [
    update("Node", "web", department("Web", "product"), department("Web & Design", "product")),
    update(
      "Node",
      "security",
      department("Security", "engineering"),
      department("Security", "operations"),
    ),
    engineStep("create", "Node", "data", { news: department("Data 数据", "engineering") }),
    engineStep("delete", "Node", "mobile", { id: "mobile", old: department("Mobile", "product") }),
    update(
      "Node",
      "hostile-0",
      department(HOSTILE.image, "root", { description: "x" }),
      department(HOSTILE.image, "root", { description: HOSTILE.script }),
    ),
    engineStep("create", "User", "annie", {
      news: { username: "annie", name: "Annie Easley", email: "annie@acme.example" },
    }),
    engineStep("delete", "User", "mary", {
      ...{ id: "mary", old: { username: "mary", onRemove: "delete" } },
    }),
    update("NodeMembers", "web", list("web", "timbl", "brendan"), list("web", "timbl", "hedy")),
    update("NodeMembers", "people", list("people", "hedy"), list("people", "annie")),
    engineStep("create", "NodeMembers", "data-people", {
      news: list('Node "data"', "shafi", "xiapeisu", "annie"),
    }),
    update(
      "NodeMembers",
      "platform",
      list("platform", "gracehopper", "linustorvalds"),
      list("platform", "gracehopper", "linustorvalds", "alankay", "hedy"),
    ),
    update(
      "PermGrants",
      "deploy",
      grants("deploy", "product"),
      grants("deploy", "product", "platform"),
    ),
    engineStep("create", "App", "wiki", { news: { org: "acme", name: "Wiki 维基" } }),
  ]);

function plan(graph: GraphBuilder, all: readonly EngineStep[]): PlanReport {
  const reading = { graph: graph.build(), ids: new Ids(), orgs: [], gaps: [] };
  const meant = meaningOf(inspector, reading, steps(all), { rules: undefined, at: AT });
  return planOf({
    ...meant,
    stack: "acme/company/production",
    changes: meant.changes.map((one, i) => ({ ...one, source: `company.ts:${12 + i}` })),
    broken: [
      {
        ...{ rule: "keep CI/Deploy", who: "brendan", source: "identity-rules.yaml:12" },
        reason: "Brendan Eich (brendan) would no longer have Deploy of CI",
      },
    ],
    waived: [
      {
        ...{ rule: "limits.people", source: "identity-rules.yaml:3" },
        reason: "1 of 25 people would go, and 0 may",
        waiver: {
          ...{ reason: HOSTILE.image, until: "2026-12-31", source: "identity-rules.yaml:20" },
        },
      },
    ],
    notes: ["Ada Lovelace (adalovelace) leaves Contractors on 2026-12-04"],
    forecast: { requests: 34, seconds: 11 },
    unchanged: 61,
  });
}

/** The company as it is, where nothing changes. */
export const quietPlan = (): PlanReport => ({ ...plan(company(), []), broken: [], waived: [] });

/** 2,000 people who join one of 200 teams, half of them new; every tenth leaves another one. */
export function bigPlan(count = 2000): PlanReport {
  const builder = company();
  const joined = new Map<string, string[]>();
  for (let i = 0; i < count; i += 1) {
    const [username, team] = [`u${i}`, `t${i % 200}`];
    builder.people.set(username, { username, name: `${i % 3 === 0 ? "王" : "Person"} ${i}` });
    builder.nodes.set(team, {
      ...{ id: team, name: `Team ${i % 200}`, kind: "department", org: "acme" },
      parent: i % 200 < 10 ? "engineering" : `t${Math.floor((i % 200) / 10) - 1}`,
    });
    if (i % 10 === 0) builder.join({ person: username, node: "product" });
    joined.set(team, [...(joined.get(team) ?? []), username]);
  }
  const joins = [...joined].map(([team, users]) =>
    update("NodeMembers", team, list(team), list(team, ...users)),
  );
  const before = Array.from({ length: count / 10 }, (_, i) => `u${i * 10}`);
  const leaves = update("NodeMembers", "product", list("product", "alankay", ...before), {
    ...list("product", "alankay"),
  });
  return plan(builder, [leaves, ...joins]);
}
