import { firstOf, staysOnServer } from "../../../provider/inspect";
import type { OldResource, PlanStep } from "../preview/step";
import type { Change } from "../report";
import { takeOut } from "./objects";
import { changeOf, oldUsernameOf, type Scene } from "./scene";

/** Ids of the nodes directly below each node. */
export type Below = ReadonlyMap<string, readonly string[]>;

/** What happens to an object that no resource declares any more. */
export function deleteChanges(
  scene: Scene,
  step: PlanStep,
  old: OldResource,
  below: Below,
): Change[] {
  const id = step.kind === "User" ? (oldUsernameOf(old) ?? old.id) : old.id;
  const change = changeOf(step, id);
  if (old.isRetained) return [{ what: "release", ...change, reason: "retainOnDelete" }];
  if (staysOnServer(scene.inspector, step.kind, old.outputs))
    return [{ what: "release", ...change, reason: 'onRemove: "keep"' }];
  if (step.kind === "User") return [{ ...change, ...removePerson(scene, step, old, id) }];
  const inside =
    step.kind === "Node" || step.kind === "Org" ? contentsOf(scene, step, id, below) : [];
  const refused = inside.length > 0 && old.outputs.forceDestroy !== true;
  const why = refused
    ? `an apply would refuse it: it still holds ${firstOf(inside)}; remove them first, or apply forceDestroy: true before`
    : undefined;
  if (step.kind === "Node") takeOutBelow(scene, id, below);
  else if (step.kind === "Org") takeOutOrg(scene, id);
  else takeOut(scene, step, id);
  return [{ what: "delete", ...change, ...(why !== undefined && { reason: why }) }];
}

function removePerson(
  scene: Scene,
  { departure, graceDays }: PlanStep,
  old: OldResource,
  id: string,
): Pick<Change, "what" | "reason"> {
  const { builder, inspector, orgMembers } = scene;
  const onRemove = old.outputs.onRemove ?? inspector.configuration.onRemove;
  const isLater = departure === "begins" && onRemove === "delete";
  if (!isLater) for (const members of orgMembers.values()) members.delete(id);
  if (onRemove !== "suspend" && !isLater) {
    builder.without("person", id);
    return { what: "delete" };
  }
  for (const { node } of builder.membershipsOf(id)) builder.leave(id, node);
  const person = builder.people.get(id);
  if (person !== undefined) builder.people.set(id, { ...person, canSignIn: false });
  const days = graceDays === 1 ? "a day" : `${graceDays ?? "some"} days`;
  return { what: "suspend", ...(isLater && { reason: `${days} later they are deleted for good` }) };
}

/** What this plan leaves in a node or an org, besides what the server made itself. */
function contentsOf({ builder }: Scene, { kind }: PlanStep, id: string, below: Below): string[] {
  const { nodes, apps, perms } = builder;
  if (kind === "Node") {
    const inside = (below.get(id) ?? []).flatMap((one) => nodes.get(one)?.name ?? []);
    return [...inside, ...builder.membersOf(id).map(({ person }) => person)];
  }
  return [
    ...[...nodes.values()].filter(({ org, parent }) => org === id && parent !== undefined),
    ...[...apps.values()].filter(({ org }) => org === id),
    ...[...perms.values()].filter(({ scope, isBuiltIn }) => scope === id && isBuiltIn !== true),
  ].map(({ name }) => name);
}

function takeOutBelow(scene: Scene, id: string, below: Below): void {
  for (const one of below.get(id) ?? []) takeOutBelow(scene, one, below);
  scene.builder.without("node", id);
}

function takeOutOrg({ builder }: Scene, id: string): void {
  builder.orgs.delete(id);
  for (const one of [...builder.apps.values()]) if (one.org === id) builder.without("app", one.id);
  for (const one of [...builder.nodes.values()])
    if (one.org === id) builder.without("node", one.id);
  for (const one of [...builder.perms.values()])
    if (one.scope === id) builder.without("perm", one.id);
}
