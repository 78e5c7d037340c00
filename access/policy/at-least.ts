import type { AccessGraph } from "../graph";
import { whoCan } from "../queries";
import type { Finding } from "./finding";
import { called, named } from "./named";
import type { PlannedAccess } from "./plan";
import type { AtLeast } from "./rules";

/** Whether enough people who can sign in have a perm. */
export function checkAtLeast({ perm, count }: AtLeast, plan: PlannedAccess): readonly Finding[] {
  const found = named(plan, "Perm", perm);
  if ("reason" in found) return [found];
  // What is gone has left its name to another one, or counts as had by nobody.
  const left = found.ids.filter((id) => plan.after.perms.has(id));
  return (left.length > 0 ? left : found.ids).flatMap((id) => tooFew(plan, id, count));
}

function tooFew(plan: PlannedAccess, perm: string, least: number): Finding[] {
  const holders = holdersOf(plan.after, perm, plan.at);
  if (holders.length >= least) return [];
  const today = holdersOf(plan.before, perm, plan.at).length;
  const isUntold = holders.some((who) => plan.after.people.get(who)?.canSignIn === undefined);
  const reason = [
    `${called(plan, "Perm", perm)} would be left to ${told(holders)}; at least ${least} must have it and be able to sign in (today ${today})`,
    ...(isUntold ? ["whether they can sign in is not known for all of them"] : []),
  ].join("; ");
  return [{ reason }];
}

/** Who can sign in, as far as it is known. */
const holdersOf = (graph: AccessGraph, perm: string, at: Date): string[] =>
  whoCan(graph, perm, at)
    .map(({ username }) => username)
    .filter((username) => graph.people.get(username)?.canSignIn !== false);

function told(people: readonly string[]): string {
  if (people.length === 0) return "nobody";
  const shown = people.slice(0, SHOWN).join(", ");
  return people.length > SHOWN ? `${people.length} people (${shown}, …)` : shown;
}
const SHOWN = 10;
