import type { AccessGraph, Grant, Membership } from "./graph";
import { byText } from "./order";

/** Something with an end date. */
export type Expiring = { readonly until: string } & (
  | { readonly kind: "membership"; readonly of: Membership }
  | { readonly kind: "grant"; readonly of: Grant }
);

/** The memberships and grants that end from one time to another, both included; the first to end first. */
export function expiring(graph: AccessGraph, from: Date, to: Date): readonly Expiring[] {
  const memberships = graph.memberships.map((of) => ({ kind: "membership" as const, of }));
  const grants = graph.grants.map((of) => ({ kind: "grant" as const, of }));
  return [...memberships, ...grants]
    .flatMap((one): Expiring[] => {
      const { until } = one.of;
      if (until === undefined) return [];
      const end = Date.parse(until);
      return from.getTime() <= end && end <= to.getTime() ? [{ ...one, until }] : [];
    })
    .sort(byText(({ of }) => textOf(of)))
    .sort((a, b) => Date.parse(a.until) - Date.parse(b.until));
}

/** For an order that is the same in every run. */
const textOf = (of: Membership | Grant): string =>
  "person" in of ? `${of.person}\0${of.node}` : `${of.to.id}\0${of.perm}`;
