import { GraphBuilder, type AccessGraph } from "../../../../access";
import type { Rules } from "../../../../access/policy";
import { Ids } from "../../../../cli/graph/ids";
import type { GraphReading } from "../../../../cli/graph/graph-reading";
import { meaningOf } from "../../../../cli/plan/plan";
import type { PlanStep } from "../../../../cli/plan/preview/step";
import { stepsOf } from "../../../../cli/plan/preview/steps-of";
import type { EngineStep } from "../../../../cli/plan/preview/parse";
import { nothingTold, type ToldOf } from "../../../../cli/plan/preview/told";
import { openInspector, readConfiguration, type Values } from "../../../../provider/inspect";

/** A connection that is never asked anything. */
export const inspector = openInspector(
  readConfiguration({ url: "http://127.0.0.1:1", username: "iac", password: "x" }, {}),
);

export const urnOf = (kind: string, name: string) =>
  `urn:pulumi:test::acme::pulumi-nodejs:dynamic/identity:${kind}::${name}`;

interface Given {
  readonly id?: string;
  /** What the state has. */
  readonly old?: Values;
  /** What the program says. */
  readonly news?: Values;
  readonly retainOnDelete?: boolean;
}

/** A step as the engine tells it. */
export function engineStep(
  op: string,
  kind: string,
  name: string,
  { id = name, old, news, retainOnDelete = false }: Given,
): EngineStep {
  const common = { type: `pulumi-nodejs:dynamic/identity:${kind}`, external: false };
  const passed = { logicalName: name };
  const [before, after] = [
    { ...passed, ...old },
    { ...passed, ...news },
  ];
  return {
    ...{ op, urn: urnOf(kind, name), provider: "" },
    ...(old && { oldState: { ...common, id, inputs: before, outputs: before, retainOnDelete } }),
    ...(news && { newState: { ...common, id: "", inputs: after, outputs: {}, retainOnDelete } }),
  };
}

export const steps = (all: readonly EngineStep[], told: ToldOf = nothingTold): PlanStep[] =>
  stepsOf(all, told);

/** Acme, with Engineering above Platform, the app CI, and its perm Deploy. */
export function acme(): GraphBuilder {
  const builder = GraphBuilder.empty(inspector.backend.capabilities.access);
  builder.orgs.set("o1", { id: "o1", name: "Acme" });
  const node = (id: string, name: string, parent?: string) =>
    builder.nodes.set(id, { id, name, kind: "department", org: "o1", parent });
  node("d_root", "Acme");
  node("d_eng", "Engineering", "d_root");
  node("d_plat", "Platform", "d_eng");
  for (const username of ["ada", "bob", "eve"]) {
    builder.people.set(username, { username, name: username.toUpperCase() });
  }
  builder.apps.set("ci", { id: "ci", name: "CI", org: "o1", allowsAnyUser: false });
  builder.perms.set("deploy", { id: "deploy", name: "Deploy", scope: "ci", isAppAccess: false });
  builder.join({ person: "ada", node: "d_plat" }).join({ person: "bob", node: "d_eng" });
  return builder.grant({ perm: "deploy", to: { kind: "node", id: "d_eng" }, effect: "allow" });
}

/** What steps mean there: acts in short, and who gains and loses what. */
export function meaning(
  graph: AccessGraph,
  all: readonly PlanStep[],
  at = new Date(),
  rules: Rules | undefined = undefined,
) {
  const reading: GraphReading = { graph, ids: new Ids(), orgs: [], gaps: [] };
  const { changes, names, gains, losses, notes } = meaningOf(inspector, reading, all, {
    rules,
    at,
  });
  const short = (one: (typeof gains)[number]) => `${one.username} ${one.perm}`;
  return {
    ...{ changes, names, notes, gains: gains.map(short), losses: losses.map(short) },
    acts: changes.map(({ what, who, node, object }) => [what, who ?? node ?? object].join(" ")),
  };
}
