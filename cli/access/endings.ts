import { expiring, type AccessGraph, type Edge, type Expiring, type Path } from "../../access";
import type { Ending } from "./report";

/** Before every end. */
const LONG_AGO = new Date(-8.64e15);

/** The memberships, grants and denials that end until then, and those that have ended and are still there. */
export const endings = (graph: AccessGraph, now: Date, to: Date): Ending[] =>
  expiring(graph, LONG_AGO, to).map((one) => {
    const { until } = one;
    const { declared } = one.of;
    return { until, overdue: Date.parse(until) <= now.getTime(), ...aboutOf(one), ...declared };
  });

function aboutOf(one: Expiring): Pick<Ending, "what" | "who" | "node" | "perm"> {
  if (one.kind === "membership") {
    return { what: "membership", who: one.of.person, node: one.of.node };
  }
  const { effect, to, perm } = one.of;
  const what = effect === "allow" ? "grant" : "denial";
  return { what, perm, ...(to.kind === "user" ? { who: to.id } : { node: to.id }) };
}

const BY = { membership: "member", grant: "grant", denial: "denial" } as const;

/** The one edge that ends, as a path. */
export function pathOf(ending: Ending): Path {
  const { what, who, node, perm, until, resource, urn, source } = ending;
  const [from = "", to = ""] = [who, node, perm].filter((id) => id !== undefined);
  const edge: Edge = {
    ...{ from, to, by: BY[what], until },
    ...(resource !== undefined && { resource }),
    ...(urn !== undefined && { urn }),
    ...(source !== undefined && { source }),
  };
  return [edge];
}
