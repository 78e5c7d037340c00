import { Evaluation } from "./evaluation";
import type { AccessGraph, Grant, Membership } from "./graph";
import { GraphIndex } from "./graph-index";
import { counts } from "./until";

/** A graph at a time. */
export interface Moment {
  readonly graph: AccessGraph;
  readonly at: Date;
}

/** Usernames by perm: whose access to it may differ. */
export type Touched = ReadonlyMap<string, ReadonlySet<string>>;

/** Whose access to which perms may differ from one moment to another; for all others it is the same. */
export function touched(before: Moment, after: Moment): Touched {
  return new Comparison(before, after).touched();
}

/** Goes through the facts that only one of the two has. */
class Comparison {
  private readonly found = new Map<string, Set<string>>();
  private readonly indexes: readonly GraphIndex[];

  constructor(
    private readonly before: Moment,
    private readonly after: Moment,
  ) {
    this.indexes = [GraphIndex.of(before.graph), GraphIndex.of(after.graph)];
  }

  touched(): Touched {
    const { graph: mine } = this.before;
    const { graph: other } = this.after;
    if (JSON.stringify(mine.rules) !== JSON.stringify(other.rules)) {
      this.addAll(new Set([...permsIn(mine), ...permsIn(other)]));
      return this.found;
    }
    this.memberships();
    this.grants();
    this.places();
    this.perms();
    this.people();
    return this.found;
  }

  private memberships(): void {
    for (const { person, node } of this.changed(({ memberships }) => memberships, membershipKey)) {
      for (const perm of this.permsAbove(node)) this.add(perm, [person]);
    }
  }

  private grants(): void {
    for (const { perm, to } of this.changed(({ grants }) => grants, grantKey)) {
      this.add(perm, to.kind === "user" ? [to.id] : this.peopleBelow(to.id));
    }
  }

  /** Nodes that are somewhere else, new or gone. */
  private places(): void {
    const [mine, other] = [this.before.graph.nodes, this.after.graph.nodes];
    for (const id of new Set([...mine.keys(), ...other.keys()])) {
      if (mine.get(id)?.parent === other.get(id)?.parent) continue;
      const people = this.peopleBelow(id);
      for (const node of this.passedBy(id)) {
        for (const perm of this.permsOf(node)) this.add(perm, people);
      }
    }
  }

  /** The nodes that one is below in one of the two only; in a circle, where order may count, in either. */
  private passedBy(id: string): readonly string[] {
    const [mine = [], other = []] = this.indexes.map((index) => index.chain(id));
    if (this.indexes.some((index) => index.isCircular(id))) return [...mine, ...other];
    return [
      ...mine.filter((node) => !other.includes(node)),
      ...other.filter((node) => !mine.includes(node)),
    ];
  }

  /** Perms that are new or gone, or another kind of perm, or whose app lets in others than before. */
  private perms(): void {
    const [mine, other] = [this.before.graph, this.after.graph];
    const perms = new Set([...mine.perms.keys(), ...other.perms.keys()]);
    this.addAll([...perms].filter((id) => natureOf(mine, id) !== natureOf(other, id)));
  }

  /** People who are new or gone, whom apps let in without a grant. */
  private people(): void {
    const [mine, other] = [this.before.graph.people, this.after.graph.people];
    const people = [...new Set([...mine.keys(), ...other.keys()])];
    const changed = people.filter((username) => mine.has(username) !== other.has(username));
    if (changed.length === 0) return;
    for (const perm of new Set(this.indexes.flatMap((index) => index.openPerms()))) {
      this.add(perm, changed);
    }
  }

  /** What counts at one of the two moments only. */
  private changed<T extends Membership | Grant>(
    listOf: (graph: AccessGraph) => readonly T[],
    keyOf: (one: T) => string,
  ): readonly T[] {
    const countingAt = ({ graph, at }: Moment) => {
      const counting = listOf(graph).filter((one) => counts(one, at));
      return new Map(counting.map((one) => [keyOf(one), one]));
    };
    const [mine, other] = [countingAt(this.before), countingAt(this.after)];
    return [
      ...[...mine].filter(([key]) => !other.has(key)),
      ...[...other].filter(([key]) => !mine.has(key)),
    ].map(([, one]) => one);
  }

  private permsOf(node: string): readonly string[] {
    return this.indexes.flatMap((index) => index.permsOf.node.get(node) ?? []);
  }

  private permsAbove(node: string): ReadonlySet<string> {
    return new Set(this.indexes.flatMap((index) => index.permsAbove(node)));
  }

  private peopleBelow(node: string): ReadonlySet<string> {
    return new Set(this.indexes.flatMap((index) => [...index.peopleBelow([node])]));
  }

  private add(perm: string, people: Iterable<string>): void {
    const known = this.found.get(perm) ?? new Set();
    for (const username of people) known.add(username);
    this.found.set(perm, known);
  }

  /** Everybody whom these perms may concern. */
  private addAll(perms: Iterable<string>): void {
    for (const perm of perms) {
      for (const { graph, at } of [this.before, this.after]) {
        this.add(perm, new Evaluation(graph, perm, at).candidates());
      }
    }
  }
}

const membershipKey = ({ person, node }: Membership) => `${person}\0${node}`;
const grantKey = ({ perm, to, effect }: Grant) => [perm, to.kind, to.id, effect].join("\0");

const permsIn = ({ perms, grants }: AccessGraph) => [
  ...perms.keys(),
  ...grants.map(({ perm }) => perm),
];

/** What of a perm and its app decides on who has it. */
function natureOf({ perms, apps }: AccessGraph, id: string): string {
  const { isAppAccess = false, scope = "" } = perms.get(id) ?? {};
  return `${String(isAppAccess)} ${String(isAppAccess && apps.get(scope)?.allowsAnyUser)}`;
}
