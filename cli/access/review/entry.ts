import { createHash } from "node:crypto";
import {
  nodePath,
  permPath,
  whoCan,
  type AccessGraph,
  type Declared,
  type Membership,
  type Reach,
} from "../../../access";
import type { Asked } from "../answer";
import { reviewersIn } from "./reviewers";

/** What somebody decides on: a person's membership or own grant, with all that they have by it. */
export interface ReviewEntry {
  /** The same in every review. */
  readonly key: string;
  readonly username: string;
  /** Empty for none. */
  readonly name: string;
  readonly what: "membership" | "grant";
  /** Id of the node or the perm. */
  readonly object: string;
  /** `Acme/Engineering/Platform`, `CI/Deploy`. */
  readonly place: string;
  /** What it gives: `CI/Deploy`, `manages Acme/Engineering`. */
  readonly gives: readonly string[];
  /** An instant as ISO 8601 in UTC. */
  readonly until?: string | undefined;
  readonly declared?: Declared | undefined;
  /** Usernames of those who manage the person and nearly nobody else; none where nobody does. */
  readonly reviewers: readonly string[];
}

/** The memberships and own grants that give somebody something, by person and place. */
export function entriesIn(readings: readonly Asked[]): ReviewEntry[] {
  const all = readings.flatMap(({ graph, at }) => {
    const gives = givenBy(graph, at);
    const reviewersOf = reviewersIn(graph, at);
    return [...gives].flatMap(([edge, given]): ReviewEntry[] => {
      const found = entryAt(graph, edge, given);
      return found === undefined ? [] : [{ ...found, reviewers: reviewersOf(found.username) }];
    });
  });
  return all.sort((a, b) => order(a.username, b.username) || order(a.place, b.place));
}

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** A person and the node that they are in, or the perm that they are granted. */
const edgeOf = (username: string, to: string) => JSON.stringify([username, to]);
const endsOf = (edge: string) => JSON.parse(edge) as [username: string, to: string];

/** What the first step of each way brings, by that step. */
function givenBy(graph: AccessGraph, at: Date): ReadonlyMap<string, ReadonlySet<string>> {
  const given = new Map<string, Set<string>>();
  const add = (edge: string, what: string) =>
    given.set(edge, (given.get(edge) ?? new Set<string>()).add(what));
  for (const perm of graph.perms.keys()) {
    for (const { username, paths } of whoCan(graph, perm, at)) {
      for (const [first] of paths) {
        if (first && first.by !== "everyone")
          add(edgeOf(username, first.to), permPath(graph, perm));
      }
    }
  }
  for (const { person, node } of graph.memberships) {
    const reach = graph.nodes.get(node)?.manages;
    if (reach) add(edgeOf(person, node), managesWords(graph, reach));
  }
  return given;
}

function managesWords(graph: AccessGraph, { own, nodes, users, apps, perms }: Reach): string {
  if (own) return "manages the nodes that they are in";
  const names = [
    ...nodes.map((id) => nodePath(graph, id)),
    ...users,
    ...apps.map((id) => graph.apps.get(id)?.name ?? id),
    ...perms.map((id) => permPath(graph, id)),
  ];
  return `manages ${names.join(", ") || "nothing"}`;
}

function entryAt(
  graph: AccessGraph,
  edge: string,
  gives: ReadonlySet<string>,
): Omit<ReviewEntry, "reviewers"> | undefined {
  const [username, object] = endsOf(edge);
  const node = graph.nodes.get(object);
  const of: Pick<Membership, "until" | "declared"> | undefined = node
    ? membershipsIn(graph).get(edge)
    : grantsIn(graph).get(edge);
  if (of === undefined) return undefined;
  const org = node?.org ?? graph.perms.get(object)?.scope ?? "";
  const what = node ? "membership" : "grant";
  return {
    ...{ key: keyOf([what, username, object, org]), username, what, object },
    name: graph.people.get(username)?.name ?? "",
    place: node ? nodePath(graph, object) : permPath(graph, object),
    gives: [...gives].sort(),
    ...{ until: of.until, declared: of.declared },
  };
}

const membershipsIn = memoized(({ memberships }: AccessGraph) =>
  memberships.map((one) => [edgeOf(one.person, one.node), one] as const),
);
const grantsIn = memoized(({ grants }: AccessGraph) =>
  grants
    .filter(({ to, effect }) => to.kind === "user" && effect === "allow")
    .map((one) => [edgeOf(one.to.id, one.perm), one] as const),
);

function memoized<T>(entries: (graph: AccessGraph) => readonly (readonly [string, T])[]) {
  const known = new WeakMap<AccessGraph, ReadonlyMap<string, T>>();
  return (graph: AccessGraph): ReadonlyMap<string, T> => {
    const map = known.get(graph) ?? new Map(entries(graph));
    known.set(graph, map);
    return map;
  };
}

/** Begins with a letter, so that no spreadsheet takes it for a number. */
const keyOf = (parts: readonly string[]) =>
  `k${createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 15)}`;
