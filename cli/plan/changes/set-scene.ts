import { GraphBuilder, type AccessGraph } from "../../../access";
import {
  isUnknown,
  modeOf,
  nodeKinds,
  staysOnServer,
  type Inspector,
  type Values,
} from "../../../provider/inspect";
import type { GraphReading } from "../../graph/graph-reading";
import type { PlanStep } from "../preview/step";
import { entriesIn, isList, listKey } from "./entry";
import { labelled, objectOf, type Kept, type Scene } from "./scene";

/** A connection before its steps. */
export function sceneOf(
  inspector: Pick<Inspector, "backend" | "configuration">,
  reading: GraphReading,
  steps: readonly PlanStep[],
  at: Date,
): Scene {
  const { graph: before, ids, orgs } = reading;
  for (const step of steps) addIds(inspector, reading, step);
  const orgMembers = new Map(orgs.map((org) => [org.state.id, new Set(org.orgMembers)]));
  for (const { op, kind, urn } of steps) {
    if (kind === "Org" && op !== "delete" && !orgMembers.has(urn)) orgMembers.set(urn, new Set());
  }
  const builder = GraphBuilder.from(before);
  const fates = fatesOf(inspector, before, steps);
  return { inspector, before, builder, ids, orgMembers, ...fates, at, kept: keptBy(ids, steps) };
}

/** How programs name what a step makes: by a label while the id is unknown, or by an id that is known already. */
function addIds(
  { backend }: Pick<Inspector, "backend">,
  { ids }: GraphReading,
  step: PlanStep,
): void {
  const { kind, urn, op, inputs = {} } = step;
  if (op !== "create" && op !== "replace") return;
  ids.addNew(kind, urn, objectOf(step));
  const id = idIn(backend, kind, inputs);
  if (id !== undefined) ids.addName(id, objectOf(step));
}

/** The id that an object will have, where its program chooses it. */
function idIn(
  { capabilities }: Inspector["backend"],
  kind: PlanStep["kind"],
  { uid, kind: nodeKind }: Values,
): string | undefined {
  if (typeof uid !== "string" || isUnknown(uid)) return undefined;
  const known = nodeKinds.find((one) => one === nodeKind);
  if (kind === "Node") return known && capabilities.nodeId(known, uid);
  return kind === "App" || kind === "Org" ? uid : undefined;
}

function keptBy(ids: GraphReading["ids"], steps: readonly PlanStep[]): Kept {
  const lists = new Map<string, Set<string>>();
  const add = (list: string, member: string) =>
    lists.set(list, (lists.get(list) ?? new Set<string>()).add(member));
  for (const step of steps) {
    const values = labelled(step);
    if (step.op === "delete" || modeOf(values) === "observe") continue;
    if (isList(step)) {
      for (const one of entriesIn(ids, step, values)) add(listKey(step.kind, one), one.member);
    } else if (step.kind === "OrgMember") {
      add(`OrgMembers users ${ids.of(String(values.org))}`, ids.of(String(values.user)));
    }
  }
  return { has: (list, member) => lists.get(list)?.has(member) === true };
}

/** What the deletes leave there, and what they take along: the perms of an app, what the server made with an org. */
function fatesOf(
  inspector: Scene["inspector"],
  before: AccessGraph,
  steps: readonly PlanStep[],
): Pick<Scene, "going" | "staying"> {
  const [going, staying] = [new Set<string>(), new Set<string>()];
  for (const { op, kind, old } of steps) {
    if (op !== "delete" || old?.isRetained !== false || !KINDS.has(kind)) continue;
    (staysOnServer(inspector, kind, old.outputs) ? staying : going).add(old.id);
  }
  for (const { id, scope } of before.perms.values()) if (going.has(scope)) going.add(id);
  for (const { id, org } of before.nodes.values()) if (going.has(org)) going.add(id);
  return { going, staying };
}

const KINDS: ReadonlySet<string> = new Set(["Org", "Node", "App", "Perm"]);
