import { Evaluation } from "./evaluation";
import type { AccessGraph } from "./graph";
import { GraphIndex } from "./graph-index";
import type { Path } from "./path";
import { counts } from "./until";

/**
 * Why somebody does not have a perm. `has`: they do have it. `denied`: by `denials`. `ended`: a
 * membership or grant of theirs is over. `not-granted`: nothing reaches them. `unknown-person`: the graph
 * knows nobody of that name, `unknown-perm`: no such perm.
 */
export interface WhyNot {
  readonly reason: "has" | "denied" | "ended" | "not-granted" | "unknown-person" | "unknown-perm";
  /** What denies it to them, whether or not that counts: each ends in a `denial`. */
  readonly denials: readonly Path[];
  /** By which ways they would have it if nobody were denied it. */
  readonly withheld: readonly Path[];
  /** By which further ways they had it before something on the way ended. */
  readonly ended: readonly Path[];
}

const NOTHING = { denials: [], withheld: [], ended: [] } as const;

/** Why somebody does not have a perm at that time. */
export function whyNot(graph: AccessGraph, username: string, perm: string, at: Date): WhyNot {
  const index = GraphIndex.of(graph);
  if (!index.names(username)) return { reason: "unknown-person", ...NOTHING };
  if (!graph.perms.has(perm) && !index.grantsOf.has(perm)) {
    return { reason: "unknown-perm", ...NOTHING };
  }
  const now = new Evaluation(graph, perm, at);
  const denials = now.denials(username);
  const all = new Evaluation(graph, perm, at, { withoutDenials: true }).paths(username);
  const ever = new Evaluation(graph, perm, LONG_AGO, { withoutDenials: true }).paths(username);
  const ended = ever.filter((path) => path.some((edge) => !counts(edge, at)));
  if (now.has(username)) return { reason: "has", denials, withheld: [], ended };
  const withheld = all;
  if (denials.length > 0) return { reason: "denied", denials, withheld, ended };
  return { reason: ended.length > 0 ? "ended" : "not-granted", denials, withheld, ended };
}

/** Before every end: then all that has ended still counted. */
const LONG_AGO = new Date(-8.64e15);
