import type { AccessGraph, Grant, Membership, Perm, Subject } from "./graph";
import { grantsWithParts } from "./parts";

const indexes = new WeakMap<AccessGraph, GraphIndex>();

/** What questions about one graph look up again and again. */
export class GraphIndex {
  /** Memberships by username, and by node. */
  readonly membershipsOf: ReadonlyMap<string, readonly Membership[]>;
  readonly membersOf: ReadonlyMap<string, readonly Membership[]>;
  /** Grants and denials by perm, with those that come with another's. */
  readonly grantsOf: ReadonlyMap<string, readonly Grant[]>;
  /** Ids of perms by who is granted or denied them: a person, a node. */
  readonly permsOf: Readonly<Record<Subject["kind"], ReadonlyMap<string, readonly string[]>>>;
  /** Ids of the nodes right below a node. */
  private readonly childrenOf: ReadonlyMap<string, readonly string[]>;
  private readonly chains = new Map<string, readonly string[]>();

  private constructor(private readonly graph: AccessGraph) {
    this.membershipsOf = grouped(graph.memberships, ({ person }) => person);
    this.membersOf = grouped(graph.memberships, ({ node }) => node);
    const grants = grantsWithParts(graph);
    this.grantsOf = grouped(grants, ({ perm }) => perm);
    this.permsOf = { user: permsBySubject(grants, "user"), node: permsBySubject(grants, "node") };
    const nodes = [...graph.nodes.values()].filter(({ parent }) => parent !== undefined);
    const children = grouped(nodes, ({ parent = "" }) => parent);
    this.childrenOf = new Map([...children].map(([id, below]) => [id, below.map((n) => n.id)]));
  }

  /** That of a graph, made once. */
  static of(graph: AccessGraph): GraphIndex {
    const index = indexes.get(graph) ?? new GraphIndex(graph);
    indexes.set(graph, index);
    return index;
  }

  /** Ids of a node and of those above it, the nearest first; a circle is walked once. */
  chain(node: string): readonly string[] {
    const known = this.chains.get(node);
    if (known) return known;
    const found = new Set<string>();
    for (let id: string | undefined = node; id !== undefined && !found.has(id);) {
      found.add(id);
      id = this.graph.nodes.get(id)?.parent;
    }
    const chain = [...found];
    this.chains.set(node, chain);
    return chain;
  }

  /** Whether a node, or one above it, is below itself. */
  isCircular(node: string): boolean {
    // A chain ends at a node without a parent, or before one that it has already.
    return this.graph.nodes.get(this.chain(node).at(-1) ?? node)?.parent !== undefined;
  }

  /** Ids of the perms that a node or one above it is granted or denied. */
  permsAbove(node: string): readonly string[] {
    return this.chain(node).flatMap((id) => this.permsOf.node.get(id) ?? []);
  }

  /** Ids of these nodes and of all below them, each once. */
  below(nodes: Iterable<string>): ReadonlySet<string> {
    const found = new Set(nodes);
    // A set that grows while it is walked is walked to its end.
    for (const id of found) for (const child of this.childrenOf.get(id) ?? []) found.add(child);
    return found;
  }

  /** Perms that everybody has: those to use an app that lets everybody in, and what the system gives to all. */
  openPerms(): readonly string[] {
    return [...this.graph.perms.values()].filter((one) => this.isOpen(one)).map(({ id }) => id);
  }

  isOpen({ isAppAccess, isEverybodys, scope }: Perm): boolean {
    const isOpenApp = isAppAccess && this.graph.apps.get(scope)?.allowsAnyUser === true;
    return isOpenApp || isEverybodys === true;
  }

  /** Usernames of who is in these nodes or below them, whether or not it has ended. */
  peopleBelow(nodes: Iterable<string>): ReadonlySet<string> {
    const found = new Set<string>();
    for (const node of this.below(nodes)) {
      for (const { person } of this.membersOf.get(node) ?? []) found.add(person);
    }
    return found;
  }

  /** Whether the graph knows this person, or names them in a membership or a grant. */
  names(username: string): boolean {
    return (
      this.graph.people.has(username) ||
      this.membershipsOf.has(username) ||
      this.permsOf.user.has(username)
    );
  }
}

function permsBySubject(grants: readonly Grant[], kind: Subject["kind"]) {
  const those = grouped(
    grants.filter(({ to }) => to.kind === kind),
    ({ to }) => to.id,
  );
  return new Map([...those].map(([id, own]) => [id, own.map(({ perm }) => perm)]));
}

function grouped<T>(list: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of list) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return groups;
}
