import { expiring, nodePath, permPath, type AccessGraph, type Expiring } from "../../access";
import { firstOf, listOfGrant, modeOf, userDeleteProblem } from "../../provider/inspect";
import { entriesIn, isList, ownerOf } from "./changes/entry";
import { labelled, type Scene } from "./changes/scene";
import { dayOf } from "../output/day";
import type { PlanStep } from "./preview/step";
import type { Change } from "./report";
import type { BeforeAndAfter } from "./changes/finish";

const DAY = 24 * 60 * 60 * 1000;
/** Days before an end that are told of. */
const SOON = 14;

/** What an apply would refuse, as far as a plan can know it. */
export function refusals(
  scene: Scene,
  steps: readonly PlanStep[],
  changes: readonly Change[],
): string[] {
  const refused = changes.filter(({ reason }) => reason?.startsWith("an apply would refuse it"));
  const present = presentBy(scene.before);
  return [
    ...tooManyPeople(scene, steps, changes),
    ...refused.map(({ name, object, reason }) => `${name ?? object}: ${reason}`),
    ...steps.flatMap((step) => [...taken(scene, step), ...unnamed(scene, step, present)]),
  ];
}

function tooManyPeople(
  { inspector }: Scene,
  steps: readonly PlanStep[],
  changes: readonly Change[],
) {
  const people = steps.filter(({ kind, old }) => kind === "User" && old !== undefined);
  // Who leaves by degrees is counted once, when they are locked out.
  const counted = people.filter(({ departure }) => departure !== "ends");
  const total = counted.filter(({ departure }) => departure !== "undone").length;
  const urns = new Set(counted.map(({ urn }) => urn));
  const gone = changes.filter(
    ({ what, urn }) => ["delete", "suspend", "replace"].includes(what) && urns.has(urn),
  );
  const leaving = gone.map(({ object }) => object);
  const problem = userDeleteProblem(inspector.configuration, total, leaving);
  return problem === undefined ? [] : [`an apply would refuse it: ${problem}`];
}

/** A person who exists is made only where adopt allows it. */
function taken({ before, inspector }: Scene, { op, kind, inputs = {}, told, name }: PlanStep) {
  const { username, adopt = inspector.configuration.adopt } = inputs;
  const isTaken = kind === "User" && before.people.has(String(username));
  if (op !== "create" || !isTaken || adopt !== "never" || told.takesOver) return [];
  return [
    `${name}: ${String(username)} exists already: an apply would refuse it, unless adopt is "ifExists"`,
  ];
}

/** Whom a new exact list finds: they stay until the next plan shows that they go. */
function unnamed(
  scene: Scene,
  step: PlanStep,
  present: ReadonlyMap<string, readonly Present[]>,
): string[] {
  const { op, inputs = {}, name } = step;
  if (op !== "create" || !isList(step) || modeOf(inputs) !== "exact") return [];
  const values = labelled(step);
  const owner = ownerOf(scene.ids, step, values);
  const declared = new Set(entriesIn(scene.ids, step, values).map((one) => one.member));
  const others = (present.get(owner) ?? [])
    .filter(({ id, list }) => inputs[list] !== undefined && !declared.has(id))
    .map(({ id }) => id);
  if (others.length === 0) return [];
  const adopt = inputs.adopt ?? scene.inspector.configuration.adopt;
  const who = `${others.length} whom the program does not name (${firstOf(others)})`;
  return adopt === "never"
    ? [`${name}: the list holds ${who}: an apply would refuse it, unless adopt is "ifExists"`]
    : [`${name}: the list holds ${who}: they stay, and the next plan shows that they go`];
}

/** Who is in each list: by its node or its perm. */
function presentBy({ memberships, grants }: AccessGraph): ReadonlyMap<string, Present[]> {
  const lists = new Map<string, Present[]>();
  const add = (owner: string, one: Present) => {
    const list = lists.get(owner);
    if (list === undefined) lists.set(owner, [one]);
    else list.push(one);
  };
  for (const { person, node } of memberships) add(node, { id: person, list: "users" });
  for (const { perm, to, effect } of grants) {
    add(perm, { id: to.id, list: listOfGrant({ kind: to.kind, effect }) });
  }
  return lists;
}

interface Present {
  readonly id: string;
  readonly list: string;
}

/** What ends soon: nothing ends by itself. */
export function endings({ after }: BeforeAndAfter, at: Date): string[] {
  const soon = expiring(after, at, new Date(at.getTime() + SOON * DAY));
  return soon.map((one) => `${what(after, one)} ends on ${dayOf(one.until)}`);
}

function what(graph: AccessGraph, { kind, of }: Expiring): string {
  const nameOf = (username: string) => graph.people.get(username)?.name || username;
  if (kind === "membership") return `${nameOf(of.person)} in ${nodePath(graph, of.node)}`;
  const { to, effect, perm } = of;
  const whose = to.kind === "user" ? nameOf(to.id) : nodePath(graph, to.id);
  return `the ${effect === "allow" ? "grant" : "denial"} of ${permPath(graph, perm)} to ${whose}`;
}
