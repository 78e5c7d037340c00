import type { Act, Change, PlanReport } from "../report";
import { personOf, placeText, sentenceOf } from "../words";

/** What happens to one person, as one thing: an account that comes or goes, with the nodes that belong to it. */
export interface Move {
  readonly is: "joins" | "moves" | "leaves";
  /** What tells most of it. */
  readonly lead: Change;
  /** The nodes that are joined and left, besides. */
  readonly joined: readonly Change[];
  readonly left: readonly Change[];
}

const COMES: readonly Act[] = ["create", "adopt", "return"];
const GOES: readonly Act[] = ["delete", "suspend", "release"];

/** Changes by person where several make one; the others stay as they are. */
export function movesIn(changes: readonly Change[]): {
  readonly moves: readonly Move[];
  readonly rest: readonly Change[];
} {
  const people = new Map<string, { joined: Change[]; left: Change[]; lead?: Change }>();
  const of = (who: string) => {
    const known = people.get(who) ?? { joined: [], left: [] };
    people.set(who, known);
    return known;
  };
  for (const change of changes) {
    const { kind, what, object, who } = change;
    if (kind === "User" && [...COMES, ...GOES].includes(what)) of(object).lead = change;
    else if (who === undefined || change.reason !== undefined) continue;
    else if (what === "join") of(who).joined.push(change);
    else if (what === "leave") of(who).left.push(change);
  }
  const moves = [...people.values()].flatMap(moveOf);
  const told = new Set(moves.flatMap(({ lead, joined, left }) => [lead, ...joined, ...left]));
  return { moves, rest: changes.filter((one) => !told.has(one)) };
}

interface Person {
  readonly joined: readonly Change[];
  readonly left: readonly Change[];
  readonly lead?: Change;
}

/** Who only joins some nodes, or only leaves some, does nothing else at once. */
function moveOf({ joined, left, lead }: Person): Move[] {
  if (lead !== undefined) {
    return COMES.includes(lead.what)
      ? [{ is: "joins", lead, joined, left: [] }]
      : [{ is: "leaves", lead, joined: [], left }];
  }
  const [first, ...others] = joined;
  if (first === undefined || left.length === 0) return [];
  return [{ is: "moves", lead: first, joined: [first, ...others], left }];
}

/** `Ada Lovelace (ada) moves from Acme/Platform to Acme/Sales`. Not escaped. */
export function moveText({ is, lead, joined, left }: Move, names: PlanReport["names"]): string {
  const sentence = sentenceOf(lead, names);
  const listed = (all: readonly Change[]) => all.map((one) => placeText(one, names)).join(", ");
  if (is === "moves") {
    return `${personOf(names, lead.who ?? "")} moves from ${listed(left)} to ${listed(joined)}`;
  }
  if (is === "leaves") {
    if (left.length === 0) return sentence;
    return `${sentence}${lead.what === "suspend" ? ":" : ", and leaves"} ${listed(left)}`;
  }
  if (joined.length === 0) return sentence;
  return lead.what === "create"
    ? `${personOf({ [lead.object]: lead.name ?? "" }, lead.object)} joins ${listed(joined)}`
    : `${sentence}, and joins ${listed(joined)}`;
}

/** `3 join, 2 move, 1 leaves`; empty where nobody does. */
export function countsOf(moves: readonly Move[]): string {
  return (["join", "move", "leave"] as const)
    .flatMap((verb) => {
      const count = moves.filter(({ is }) => is === `${verb}s`).length;
      return count === 0 ? [] : [`${count} ${verb}${count === 1 ? "s" : ""}`];
    })
    .join(", ");
}
