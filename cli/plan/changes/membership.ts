import { meaningOf } from "../../../provider/inspect";
import { requireRoot } from "../../graph/declare";
import { declaredBy } from "../../graph/graph-resource";
import { dayOf } from "../../output/day";
import type { PlanStep } from "../preview/step";
import type { Act, Change } from "../report";
import type { Entry } from "./entry";
import { changeOf, resourceOf, type Scene } from "./scene";

/** An entry comes into its list: a change only where it is not in it already. */
export function come(scene: Scene, step: PlanStep, entry: Entry): Change[] {
  const { builder } = scene;
  const { list, owner, member, until } = entry;
  const ends = until === undefined ? {} : { until };
  const declared = declaredBy(resourceOf(step));
  if (step.kind === "OrgMembers") return joinOrg(scene, step, owner, member, ends);
  if (step.kind === "NodeMembers") {
    requireRoot(builder, owner, scene.ids);
    const isThere = builder.membership(member, owner) !== undefined;
    builder.join({ person: member, node: owner, declared, ...ends });
    joinOrgOf(scene, owner, member);
    if (isThere) return [];
    return [{ what: "join", ...changeOf(step, owner), who: member, node: owner, ...ends }];
  }
  const { kind, effect } = meaningOf(list);
  const to = { kind, id: member };
  if (kind === "node") requireRoot(builder, member, scene.ids);
  const isThere = builder.granted({ perm: owner, to })?.effect === effect;
  builder.grant({ perm: owner, to, effect, declared, ...ends });
  return isThere ? [] : [grantChange(step, entry, effect === "allow" ? "grant" : "deny", ends)];
}

/** An entry leaves its list: a change only where it is there. */
export function leave(scene: Scene, step: PlanStep, entry: Entry, reason?: string): Change[] {
  const { builder } = scene;
  const { list, owner, member, until } = entry;
  const act = (what: Act): Act => (until === undefined ? what : "expire");
  const more = {
    ...(until !== undefined && { until, reason: `the end date has passed: ${dayOf(until)}` }),
    ...(reason !== undefined && { reason }),
  };
  if (step.kind === "OrgMembers") return leaveOrg(scene, step, owner, member, act("leave"), more);
  if (step.kind === "NodeMembers") {
    if (builder.membership(member, owner) === undefined) return [];
    builder.leave(member, owner);
    return [{ what: act("leave"), ...changeOf(step, owner), who: member, node: owner, ...more }];
  }
  const { kind, effect } = meaningOf(list);
  const to = { kind, id: member };
  if (builder.granted({ perm: owner, to })?.effect !== effect) return [];
  builder.revoke({ perm: owner, to });
  return [grantChange(step, entry, act(effect === "allow" ? "revoke" : "undeny"), more)];
}

function grantChange(
  step: PlanStep,
  { list, owner, member }: Entry,
  what: Act,
  more: Partial<Change>,
): Change {
  const to = meaningOf(list).kind === "user" ? { who: member } : { node: member };
  return { what, ...changeOf(step, owner), ...to, perm: owner, ...more };
}

/** Somebody becomes a member of an org. */
export function joinOrg(
  { orgMembers }: Scene,
  step: PlanStep,
  org: string,
  who: string,
  more: Partial<Change> = {},
): Change[] {
  if (orgMembers.get(org)?.has(who)) return [];
  orgMembers.get(org)?.add(who);
  return [{ what: "join", ...changeOf(step, org), who, ...more }];
}

/** Somebody leaves an org; who is in one of its nodes stays in it. */
export function leaveOrg(
  { builder, orgMembers }: Scene,
  step: PlanStep,
  org: string,
  who: string,
  what: Act = "leave",
  more: Partial<Change> = {},
): Change[] {
  const isInNode = builder
    .membershipsOf(who)
    .some(({ node }) => builder.nodes.get(node)?.org === org);
  if (isInNode || orgMembers.get(org)?.delete(who) === false) return [];
  return [{ what, ...changeOf(step, org), who, ...more }];
}

/** Who joins a node is in its org by that. */
function joinOrgOf({ builder, orgMembers }: Scene, node: string, who: string): void {
  const org = builder.nodes.get(node)?.org;
  if (org !== undefined) orgMembers.get(org)?.add(who);
}
