import { whatCan, why } from "../queries";
import type { Access } from "../path";
import type { Finding } from "./finding";
import { called, named } from "./named";
import { goes } from "./never";
import type { PlannedAccess } from "./plan";
import type { Keep } from "./rules";
import { Successors } from "./successors";

/** Whether somebody loses what they must keep: perms, their account, or the right to sign in. */
export function checkKeep(rule: Keep, plan: PlannedAccess): readonly Finding[] {
  const found = named(plan, "User", rule.who);
  if ("reason" in found) return [found];
  const unknown: Finding[] = [];
  const perms = rule.perms?.flatMap((text) => {
    const perm = named(plan, "Perm", text);
    if ("ids" in perm) return perm.ids;
    unknown.push(perm);
    return [];
  });
  return [...unknown, ...found.ids.flatMap((who) => losses(plan, who, perms))];
}

/** @param perms ids of those that count; `undefined` for all, and for the account itself */
function losses(
  plan: PlannedAccess,
  who: string,
  perms: readonly string[] | undefined,
): readonly Finding[] {
  const { before, after, at } = plan;
  const had = whatCan(before, who, at).filter(({ perm }) => perms?.includes(perm) ?? true);
  if (perms !== undefined && had.length === 0) return [];
  const how = goes(plan, "User", who);
  if (how !== undefined) return [{ who, reason: `${who} would be ${how}` }];
  const successors = new Successors(plan.deleted);
  const has = ({ perm }: Access) => why(after, who, successors.after("Perm", perm), at).length > 0;
  const lost = had.filter((access) => !has(access));
  return [
    ...(isLockedOut(plan, who) ? [{ who, reason: `${who} could no longer sign in` }] : []),
    ...lost.map(({ perm, paths }) => ({
      ...{ who, paths },
      reason: `${who} would lose ${called(plan, "Perm", perm)}`,
    })),
  ];
}

const isLockedOut = ({ before, after }: PlannedAccess, who: string): boolean =>
  before.people.get(who)?.canSignIn !== false && after.people.get(who)?.canSignIn === false;
