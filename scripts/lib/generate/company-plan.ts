import type { Rules } from "../../../access/policy";
import { Ids } from "../../../cli/graph/ids";
import { meaningOf } from "../../../cli/plan/plan";
import type { EngineStep } from "../../../cli/plan/preview/parse";
import { stepsOf } from "../../../cli/plan/preview/steps-of";
import { nothingTold } from "../../../cli/plan/preview/told";
import { SCHEMA, type PlanReport } from "../../../cli/plan/report";
import { openInspector, readConfiguration, type Values } from "../../../provider/inspect";
import { companyGraph } from "./company-graph";

const AT = new Date("2026-11-30T06:12:00Z");

/** What a pull request means for the example company: two people change places, a department moves, another goes. */
export function companyPlan(): PlanReport {
  const settings = { url: "https://id.acme.example", username: "iac", password: "x" };
  const inspector = openInspector(readConfiguration(settings, {}));
  const reading = { graph: companyGraph(inspector).build(), ids: new Ids(), orgs: [], gaps: [] };
  const meant = meaningOf(inspector, reading, stepsOf(STEPS, nothingTold), { rules, at: AT });
  return {
    ...{ schema: SCHEMA, tool: { name: "pulumi-identity", version: "" } },
    ...{ plannedAt: AT.toISOString(), stack: "company/prod", tenants: [settings.url] },
    ...meant,
    ...{ forecast: { requests: 21, seconds: 6 }, unchanged: 79, unseen: [] },
  };
}

const rules: Rules = {
  ...{ limits: [], never: [], keep: [], separate: [], requireUntil: [], waivers: [] },
  atLeast: [
    { name: "keep CI/Deploy", source: "identity-rules.yaml:7", perm: "CI/Deploy", count: 4 },
  ],
};

const department = (name: string, parent: string) => ({
  ...{ org: "acme", kind: "department", name, parent },
});

const members = (node: string, ...users: string[]) => ({
  ...{ node, mode: "exact", unmanaged: [] },
  users: Object.fromEntries(users.map((one) => [one, "member"])),
});

/** The line of the program, too. */
function step(kind: string, id: string, line: number, old: Values, news?: Values): EngineStep {
  const type = `pulumi-nodejs:dynamic/identity:${kind}`;
  const passed = { logicalName: id };
  const stackTrace = [{ sourcePosition: `project:///company.ts#${line}` }];
  const state = (values: Values) => ({
    ...{ type, id, retainOnDelete: false, external: false, stackTrace },
    ...{ inputs: { ...passed, ...values }, outputs: { ...passed, ...values } },
  });
  return {
    ...{ op: news ? "update" : "delete", urn: `urn:pulumi:prod::company::${type}::${id}` },
    ...{ provider: "", oldState: state(old) },
    ...(news && { newState: state(news) }),
  };
}

const STEPS = [
  step(
    "Node",
    "security",
    34,
    department("Security", "engineering"),
    department("Security", "operations"),
  ),
  step(
    "NodeMembers",
    "web",
    30,
    members("web", "timbl", "brendan"),
    members("web", "timbl", "hedy"),
  ),
  step("NodeMembers", "mobile", 31, members("mobile", "radia", "lynn")),
  step("Node", "mobile", 31, department("Mobile", "product")),
];
