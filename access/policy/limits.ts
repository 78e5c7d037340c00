import type { Finding } from "./finding";
import { called, named } from "./named";
import type { PlannedAccess } from "./plan";
import { Removals, type Count } from "./removals";
import type { Limit, Most } from "./rules";

/**
 * Whether a plan removes too much. An org with a limit of its own goes by that one only.
 * @returns for each limit what is found
 */
export function checkLimits(
  limits: readonly Limit[],
  plan: PlannedAccess,
): readonly (readonly [Limit, readonly Finding[]])[] {
  if (limits.length === 0) return [];
  const removals = new Removals(plan);
  const orgs = new Map(limits.map((limit) => [limit, orgsOf(limit, plan)]));
  const ownOrgs = ({ of }: Limit) =>
    limits.filter((other) => other.of === of).flatMap((other) => orgs.get(other)?.ids ?? []);
  return limits.map((limit) => {
    const { ids = [], reason } = orgs.get(limit) ?? {};
    if (reason !== undefined) return [limit, [{ reason }]];
    const counts =
      limit.org === undefined
        ? [{ count: removals.except(new Set(ownOrgs(limit)), limit.of), place: "" }]
        : ids.map((id) => ({
            count: removals.in(id, limit.of),
            place: ` of ${called(plan, "Org", id)}`,
          }));
    return [limit, counts.flatMap(({ count, place }) => tooMany(limit, count, place))];
  });
}

function orgsOf({ org }: Limit, plan: PlannedAccess): { ids?: readonly string[]; reason?: string } {
  return org === undefined ? {} : named(plan, "Org", org);
}

function tooMany({ of: what, most }: Limit, count: Count, place: string): Finding[] {
  if (!isMore(count, most)) return [];
  const allowed = typeof most === "number" ? `${most}` : `${most} (${shareOf(count, most)})`;
  return [
    {
      reason: `the plan removes ${count.removed} of ${count.of} ${what}${place}; at most ${allowed} may go`,
    },
  ];
}

/** Exactly the limit may go. */
const isMore = (count: Count, most: Most): boolean =>
  count.removed > (typeof most === "number" ? most : shareOf(count, most));

/** A share is rounded down, as everywhere: 10% of 19 is 1. */
function shareOf({ of }: Count, share: `${number}%`): number {
  const [whole = "0", decimals = ""] = share.slice(0, -1).split(".");
  // In whole numbers: 0.29 * 100 is less than 29 to a computer.
  return Math.floor((of * Number(`${whole}${decimals}`)) / (100 * 10 ** decimals.length));
}
