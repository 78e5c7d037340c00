import type { AccessGraph, Grant } from "../graph";
import { counts } from "../until";
import type { PlannedAccess } from "./plan";
import type { Limited } from "./rules";
import { Successors } from "./successors";

/** How many a plan removes, of how many that are there before it. */
export interface Count {
  readonly removed: number;
  readonly of: number;
}

/** One thing that is there before. */
interface Counted {
  readonly what: Limited;
  /** Ids of its orgs: one, but people may be in several or in none. */
  readonly orgs: ReadonlySet<string>;
  readonly stays: boolean;
}

/**
 * What a plan removes. A membership or a grant that has ended does not count, nor does a denial; what goes
 * along to a successor stays, and what has one is removed all the same.
 */
export class Removals {
  private readonly all: readonly Counted[];

  constructor(plan: PlannedAccess) {
    const successors = new Successors(plan.deleted);
    this.all = [
      ...people(plan, successors),
      ...nodes(plan, successors),
      ...members(plan, successors),
      ...grants(plan, successors),
    ];
  }

  /** Of one org. */
  in(org: string, what: Limited): Count {
    return countOf(this.all.filter((one) => one.what === what && one.orgs.has(org)));
  }

  /** Of all but these orgs; somebody who is in none, or in another one as well, counts. */
  except(those: ReadonlySet<string>, what: Limited): Count {
    const isElsewhere = ({ orgs }: Counted) =>
      orgs.size === 0 || [...orgs].some((org) => !those.has(org));
    return countOf(this.all.filter((one) => one.what === what && isElsewhere(one)));
  }
}

const countOf = (all: readonly Counted[]): Count => ({
  removed: all.filter(({ stays }) => !stays).length,
  of: all.length,
});

function people({ before, after }: PlannedAccess, successors: Successors): Counted[] {
  const orgs = new Map<string, Set<string>>();
  for (const { person, node } of before.memberships) {
    const org = before.nodes.get(node)?.org;
    if (org !== undefined) orgs.set(person, (orgs.get(person) ?? new Set()).add(org));
  }
  return [...before.people.keys()].map((username) => ({
    what: "people",
    orgs: orgs.get(username) ?? new Set(),
    stays: after.people.has(username) && !successors.of("User", username),
  }));
}

function nodes({ before, after }: PlannedAccess, successors: Successors): Counted[] {
  return [...before.nodes.values()].map(({ id, org }) => ({
    what: "nodes",
    orgs: new Set([org]),
    stays: after.nodes.has(id) && !successors.of("Node", id),
  }));
}

function members({ before, after, at }: PlannedAccess, successors: Successors): Counted[] {
  const left = new Set(after.memberships.map(({ person, node }) => key(person, node)));
  return before.memberships
    .filter((membership) => counts(membership, at))
    .map(({ person, node }) => ({
      what: "members",
      orgs: asSet(before.nodes.get(node)?.org),
      stays: left.has(key(successors.after("User", person), successors.after("Node", node))),
    }));
}

function grants({ before, after, at }: PlannedAccess, successors: Successors): Counted[] {
  const left = new Set(
    after.grants.filter(allows).map(({ perm, to }) => key(perm, to.kind, to.id)),
  );
  return before.grants
    .filter((grant) => allows(grant) && counts(grant, at))
    .map(({ perm, to }) => {
      const id = successors.after(to.kind === "user" ? "User" : "Node", to.id);
      return {
        what: "grants",
        orgs: asSet(orgOf(before, perm)),
        stays: left.has(key(successors.after("Perm", perm), to.kind, id)),
      };
    });
}

const allows = ({ effect }: Grant) => effect === "allow";

function orgOf({ apps, perms, orgs }: AccessGraph, perm: string): string | undefined {
  const scope = perms.get(perm)?.scope ?? "";
  return orgs.has(scope) ? scope : apps.get(scope)?.org;
}

const asSet = (id: string | undefined) => new Set(id === undefined ? [] : [id]);

/** Ids hold no NUL. */
const key = (...parts: readonly string[]) => parts.join("\0");
