import type { Grant, Membership } from "../graph";
import { GraphIndex } from "../graph-index";
import { since, type Finding } from "./finding";
import { called, named } from "./named";
import type { PlannedAccess } from "./plan";
import type { RequireUntil } from "./rules";

/** Entries of the program's lists that have no end date and must have one. What nobody declares can't. */
export function checkRequireUntil(
  { on, object }: RequireUntil,
  plan: PlannedAccess,
): readonly Finding[] {
  const found = named(plan, on === "perm" ? "Perm" : "Node", object);
  if ("reason" in found) return [found];
  return on === "perm" ? ofPerms(plan, found.ids) : ofNodes(plan, found.ids);
}

function ofPerms(plan: PlannedAccess, perms: readonly string[]): Finding[] {
  const isIn = (grant: Grant) => perms.includes(grant.perm) && grant.effect === "allow";
  const keyOf = ({ perm, to }: Grant) => [perm, to.kind, to.id].join("\0");
  const today = new Set(plan.before.grants.filter(isEndless).filter(isIn).map(keyOf));
  return declaredEndless(plan.after.grants.filter(isIn)).map((grant) => {
    const { perm, to, declared } = grant;
    const isPerson = to.kind === "user";
    const name = isPerson ? to.id : called(plan, "Node", to.id);
    return {
      ...(isPerson ? { who: to.id } : { node: to.id }),
      reason: `${name} is granted ${called(plan, "Perm", perm)} without an end date${since(today.has(keyOf(grant)))}`,
      paths: [[{ from: to.id, to: perm, by: "grant", ...declared }]],
    };
  });
}

/** Also of nodes below. */
function ofNodes(plan: PlannedAccess, nodes: readonly string[]): Finding[] {
  const below = GraphIndex.of(plan.after).below(nodes);
  const keyOf = ({ person, node }: Membership) => [person, node].join("\0");
  const today = new Set(plan.before.memberships.filter(isEndless).map(keyOf));
  const entries = plan.after.memberships.filter(({ node }) => below.has(node));
  return declaredEndless(entries).map((membership) => {
    const { person, node, declared } = membership;
    return {
      ...{ who: person, node },
      reason: `${person} is in ${called(plan, "Node", node)} without an end date${since(today.has(keyOf(membership)))}`,
      paths: [[{ from: person, to: node, by: "member", ...declared }]],
    };
  });
}

const isEndless = ({ until }: Membership | Grant) => until === undefined;

const declaredEndless = <T extends Membership | Grant>(entries: readonly T[]): T[] =>
  entries.filter((entry) => isEndless(entry) && entry.declared !== undefined);
