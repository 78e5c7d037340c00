import type { PlanReport } from "../report";
import type { About } from "./line";

/** Where in the charts something is marked; nowhere if it is in no org that is known. */
export interface ChartPlace {
  readonly org?: string | undefined;
  /** Id of a node of it. */
  readonly at?: string | undefined;
}

/** Finds where the charts mark what lines are about. A person is marked in a node that they join, leave or are in. */
export function chartPlaces(report: PlanReport): (about: About) => ChartPlace {
  const { orgs } = report;
  const orgOf = new Map(orgs.flatMap(({ id, nodes }) => nodes.map((one) => [one.id, id] as const)));
  const orgIds = new Set(orgs.map(({ id }) => id));
  const nodeOf = nodesOfPeople(report);
  const [only, ...others] = orgs;
  return ({ org, node = "", person = "" }) => {
    const at = [node, nodeOf.get(person) ?? ""].find((one) => orgOf.has(one));
    if (at !== undefined) return { org: orgOf.get(at), at };
    if (org !== undefined && orgIds.has(org)) return { org };
    return others.length === 0 ? { org: only?.id } : {};
  };
}

/** Ids of nodes by username. */
function nodesOfPeople({ changes, gains, losses }: PlanReport): ReadonlyMap<string, string> {
  const nodes = new Map<string, string>();
  for (const { who, node, perm } of changes) {
    if (who !== undefined && node !== undefined && perm === undefined) nodes.set(who, node);
  }
  for (const { username, paths } of [...gains, ...losses]) {
    const home = paths.flat().find(({ by }) => by === "member")?.to;
    if (home !== undefined && !nodes.has(username)) nodes.set(username, home);
  }
  return nodes;
}
