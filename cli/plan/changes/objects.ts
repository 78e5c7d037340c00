import type { Node } from "../../../access";
import type { Values } from "../../../provider/inspect";
import { declare } from "../../graph/declare";
import type { PlanStep } from "../preview/step";
import type { Change } from "../report";
import { changeOf, labelled, objectOf, oldUsernameOf, resourceOf, type Scene } from "./scene";
import { updates, updatesOfTakeover } from "./updates";

/** What happens to an org, a node, a person, an app or a perm that stays, or comes. */
export function objectChanges(scene: Scene, step: PlanStep): Change[] {
  if (step.op === "replace" && step.old !== undefined) return replaced(scene, step, step.old);
  if (step.op === "update" && step.old !== undefined) return updated(scene, step, step.old);
  return created(scene, step);
}

function created(scene: Scene, step: PlanStep): Change[] {
  const { builder, ids } = scene;
  const object = objectOf(step);
  const what = step.told.takesOver === undefined ? "create" : "adopt";
  const taken = updatesOfTakeover(scene, step);
  declare(builder, resourceOf(step), ids);
  const to = builder.nodes.get(object)?.parent;
  const place = step.kind === "Node" && to !== undefined && what === "create" ? { to } : {};
  return [{ what, ...changeOf(step, object), ...place }, ...taken];
}

/** Only what changes is written: what somebody else has changed meanwhile stays. */
function updated(scene: Scene, step: PlanStep, old: NonNullable<PlanStep["old"]>): Change[] {
  const changes = updates(scene, step, old);
  const { builder, ids } = scene;
  const [before, now] = [oldUsernameOf(old), objectOf(step)];
  const returned = step.departure === "undone" ? comeBack(scene, step, before ?? now) : [];
  if (step.kind === "User" && before !== undefined && before !== now) rename(scene, before, now);
  const written = new Set(changes.map(({ property, what }) => property?.split(".")[0] ?? what));
  const values = labelled(step);
  const isWritten = (key: string) =>
    written.has(key) ||
    (key === "name" && written.has("rename")) ||
    (key === "parent" && written.has("move"));
  const changed = Object.entries(values).filter(([key]) => isWritten(key));
  const live = liveValues(scene, step, values);
  declare(builder, resourceOf(step, { ...live, ...Object.fromEntries(changed) }), ids);
  return [...returned, ...changes];
}

/** Somebody who had left is let in again. */
function comeBack({ builder }: Scene, step: PlanStep, username: string): Change[] {
  const person = builder.people.get(username);
  if (person !== undefined) builder.people.set(username, { ...person, canSignIn: true });
  return [{ what: "return", ...changeOf(step, objectOf(step)) }];
}

/** What a graph needs to know of an object in any case: as it is, else as it is declared. */
function liveValues({ builder }: Scene, step: PlanStep, values: Values): Values {
  const { org, kind, scope } = values;
  const id = objectOf(step);
  const { orgs, people, nodes, apps, perms } = builder;
  const all = { Org: orgs, User: people, Node: nodes, App: apps, Perm: perms };
  const live = step.kind in all ? all[step.kind as keyof typeof all].get(id) : undefined;
  return { org, kind, scope, name: live?.name ?? values.name };
}

/** Whoever is renamed keeps what they have. */
function rename({ builder }: Scene, before: string, now: string): void {
  const person = builder.people.get(before);
  const memberships = builder.membershipsOf(before);
  const grants = builder.grantsTo({ kind: "user", id: before });
  builder.without("person", before);
  if (person !== undefined) builder.people.set(now, { ...person, username: now });
  for (const one of memberships) builder.join({ ...one, person: now });
  for (const one of grants) builder.grant({ ...one, to: { kind: "user", id: now } });
}

function replaced(scene: Scene, step: PlanStep, old: NonNullable<PlanStep["old"]>): Change[] {
  const { builder, ids } = scene;
  const id = step.kind === "User" ? (oldUsernameOf(old) ?? old.id) : old.id;
  const reasons = updates(scene, step, old).map(({ property, what, from = "", to = "" }) => {
    const name = property ?? (what === "move" ? "parent" : "name");
    return `${name} (${from} → ${to})`;
  });
  declare(builder, resourceOf(step), ids);
  const isOther = step.kind === "Node" && step.inputs?.uid !== old.outputs.uid;
  if (isOther) inherit(scene, id, objectOf(step));
  takeOut(scene, step, id);
  const why = reasons.length === 0 ? {} : { reason: reasons.join(", ") };
  return [{ what: "replace", ...changeOf(step, id), ...why }];
}

/** A node that replaces another takes over its people, the nodes below it and its grants. */
function inherit({ builder }: Scene, from: string, to: string): void {
  for (const one of builder.membersOf(from)) builder.join({ ...one, node: to });
  for (const one of builder.grantsTo({ kind: "node", id: from })) {
    builder.grant({ ...one, to: { kind: "node", id: to } });
  }
  const below = [...builder.nodes.values()].filter(({ parent }) => parent === from);
  for (const one of below) builder.nodes.set(one.id, { ...one, parent: to } satisfies Node);
}

/** What is gone, with what hangs on it. */
export function takeOut({ builder }: Scene, { kind }: Pick<PlanStep, "kind">, id: string): void {
  if (kind === "User") builder.without("person", id);
  if (kind === "Node") builder.without("node", id);
  if (kind === "App") builder.without("app", id);
  if (kind === "Perm") builder.without("perm", id);
}
