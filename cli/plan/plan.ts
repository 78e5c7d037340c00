import { difference, type Access, type AccessGraph, type Path } from "../../access";
import type { Rules, Verdict } from "../../access/policy";
import { declaredGraph } from "../graph/declared";
import type { GraphReading } from "../graph/graph-reading";
import { liveGraph } from "../graph/live";
import type { Gap } from "../live-org/gap";
import type { ReportedOrg } from "../live-org/reported-org";
import { finished, namesFor } from "./changes/finish";
import { inOrder } from "./changes/in-order";
import type { Scene } from "./changes/scene";
import { sceneOf } from "./changes/set-scene";
import { translate } from "./changes/translate";
import { judged } from "./judged";
import { endings, refusals } from "./notes";
import type { PlannedConnection } from "./plan-connections";
import { plannedOrgs } from "./planned-orgs";
import type { PlanStep } from "./preview/step";
import { unnamedIn } from "./preview/unnamed";
import type { AccessChange, Change } from "./report";

/** What a plan means on one connection. */
export interface ConnectionPlan extends Verdict {
  readonly tenant: string;
  readonly changes: readonly Change[];
  readonly gains: readonly AccessChange[];
  readonly losses: readonly AccessChange[];
  readonly names: Readonly<Record<string, string>>;
  readonly orgs: readonly ReportedOrg[];
  readonly unseen: readonly Gap[];
  readonly notes: readonly string[];
}

/** What to plan by. */
export interface PlanChoice {
  /** Whether to go by the state, and ask nothing. */
  readonly declared: boolean;
  readonly rules: Rules | undefined;
  readonly at: Date;
}

/**
 * Says what the steps on a connection mean. Only reads.
 * @throws ProviderError when it can't be done at all: no login, another server
 */
export async function planOf(
  connection: PlannedConnection,
  { declared, ...choice }: PlanChoice,
): Promise<ConnectionPlan> {
  const { inspector, steps, isBlind } = connection;
  const reading = await read(connection, declared);
  const meaning = meaningOf(inspector, reading, steps, choice);
  const { url } = inspector.configuration;
  return {
    ...meaning,
    tenant: declared || isBlind ? url : await inspector.tenant(),
    unseen: [...reading.gaps, ...unnamedIn(steps, reading.ids)],
    notes: [...(isBlind ? [blindness(url)] : []), ...meaning.notes],
  };
}

/** What steps mean where a graph is. */
export function meaningOf(
  inspector: Scene["inspector"],
  reading: GraphReading,
  steps: readonly PlanStep[],
  { rules, at }: Omit<PlanChoice, "declared">,
): Omit<ConnectionPlan, "tenant" | "unseen"> {
  const scene = sceneOf(inspector, reading, steps, at);
  const translated = translate(scene, steps);
  const graphs = { before: reading.graph, after: scene.builder.build() };
  const { gains, losses } = difference(graphs.before, graphs.after, at);
  const verdict = judged(rules, graphs, steps, translated, at);
  const changes = finished(translated, graphs);
  const ruled = [...verdict.broken, ...verdict.waived].flatMap(({ paths = [] }) => paths);
  const ids = [...idsIn(changes), ...idsOf([...gains, ...losses]), ...idsOnWay(ruled)];
  const names = namesFor(ids, graphs);
  return {
    changes: inOrder(changes, names),
    gains: gains.map((one) => accessChange(one, graphs.after)),
    losses: losses.map((one) => accessChange(one, graphs.before)),
    ...verdict,
    names,
    orgs: plannedOrgs(reading.orgs, graphs),
    notes: [...refusals(scene, steps, changes), ...endings(graphs, at)],
  };
}

async function read(connection: PlannedConnection, declared: boolean): Promise<GraphReading> {
  const { isBlind, steps } = connection;
  if (!declared && !isBlind) return liveGraph(connection);
  const reading = declaredGraph(connection);
  const taken = isBlind ? steps.filter(({ told }) => told.takesOver !== undefined) : [];
  const gaps = taken.map(({ kind, told }) => ({
    ...{ part: kind, id: told.takesOver?.id ?? "" },
    reason: "the connection is new, and its password is not in the preview",
  }));
  return { ...reading, gaps: [...reading.gaps, ...gaps] };
}

const blindness = (url: string) =>
  `the connection to ${url} is new, and a preview does not show its password: what is there already is not counted`;

function accessChange({ username, perm, paths }: Access, graph: AccessGraph): AccessChange {
  const { name: called = perm, scope = "", isAppAccess } = graph.perms.get(perm) ?? {};
  // The server has a name of its own for it: the program calls it so.
  const permName = isAppAccess === true ? "access" : called;
  const of = graph.apps.get(scope)?.name ?? graph.orgs.get(scope)?.name ?? scope;
  const name = graph.people.get(username)?.name ?? "";
  return { username, name, perm, permName, scope: of, paths };
}

const idsIn = (changes: readonly Change[]): string[] =>
  changes.flatMap(({ object, who, node, perm }) => [object, who, node, perm]).filter(isText);

const idsOf = (all: readonly Access[]): string[] =>
  all.flatMap(({ username, perm, paths }) => [...[username, perm], ...idsOnWay(paths)]);

const idsOnWay = (paths: readonly Path[]): string[] =>
  paths.flat().flatMap(({ from, to, through = to }) => [from, to, through]);

const isText = (one: string | undefined): one is string => one !== undefined;
