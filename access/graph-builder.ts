import type {
  AccessGraph,
  App,
  Grant,
  Membership,
  Named,
  Node,
  Perm,
  Person,
  Subject,
} from "./graph";
import { Pairs } from "./pairs";
import type { AccessRules } from "./rules";

/** Collects the facts of a graph, and changes those of another one; a later fact replaces an earlier one. */
export class GraphBuilder {
  readonly orgs: Map<string, Named>;
  readonly people: Map<string, Person>;
  readonly nodes: Map<string, Node>;
  readonly apps: Map<string, App>;
  readonly perms: Map<string, Perm>;
  /** By person and node. */
  private readonly memberships = new Pairs<Membership>();
  /** By perm and to whom. */
  private readonly grants = new Pairs<Grant>();

  private constructor(
    private readonly rules: AccessRules,
    from?: AccessGraph,
  ) {
    this.orgs = new Map(from?.orgs);
    this.people = new Map(from?.people);
    this.nodes = new Map(from?.nodes);
    this.apps = new Map(from?.apps);
    this.perms = new Map(from?.perms);
    for (const one of from?.memberships ?? []) this.join(one);
    for (const one of from?.grants ?? []) this.grant(one);
  }

  static empty(rules: AccessRules): GraphBuilder {
    return new GraphBuilder(rules);
  }

  /** With all the facts of a graph, which stays as it is. */
  static from(graph: AccessGraph): GraphBuilder {
    return new GraphBuilder(graph.rules, graph);
  }

  join(membership: Membership): this {
    this.memberships.set(membership.person, membership.node, membership);
    return this;
  }

  leave(person: string, node: string): this {
    this.memberships.delete(person, node);
    return this;
  }

  membership(person: string, node: string): Membership | undefined {
    return this.memberships.get(person, node);
  }

  /** Where somebody is. */
  membershipsOf(person: string): Membership[] {
    return this.memberships.withFirst(person);
  }

  /** Who is in a node. */
  membersOf(node: string): Membership[] {
    return this.memberships.withSecond(node);
  }

  /** A subject has one effect: a grant ends a denial, and the other way round. */
  grant(grant: Grant): this {
    this.grants.set(grant.perm, keyOf(grant.to), grant);
    return this;
  }

  revoke({ perm, to }: Pick<Grant, "perm" | "to">): this {
    this.grants.delete(perm, keyOf(to));
    return this;
  }

  granted({ perm, to }: Pick<Grant, "perm" | "to">): Grant | undefined {
    return this.grants.get(perm, keyOf(to));
  }

  /** What somebody or a node is granted and denied. */
  grantsTo(to: Subject): Grant[] {
    return this.grants.withSecond(keyOf(to));
  }

  /** Takes out what belongs to a person, a node, an app or a perm that is gone, and it. */
  without(kind: "person" | "node" | "app" | "perm", id: string): this {
    const of = { person: this.people, node: this.nodes, app: this.apps, perm: this.perms };
    of[kind].delete(id);
    if (kind === "app") {
      const perms = [...this.perms.values()].filter(({ scope }) => scope === id);
      for (const perm of perms) this.without("perm", perm.id);
    }
    const memberships = {
      person: this.membershipsOf(id),
      node: this.membersOf(id),
      app: [],
      perm: [],
    };
    for (const { person, node } of memberships[kind]) this.leave(person, node);
    const grants = {
      ...{ person: this.grantsTo({ kind: "user", id }), node: this.grantsTo({ kind: "node", id }) },
      ...{ app: [], perm: this.grants.withFirst(id) },
    };
    for (const one of grants[kind]) this.revoke(one);
    return this;
  }

  build(): AccessGraph {
    const { rules, orgs, people, nodes, apps, perms } = this;
    return {
      ...{ rules, orgs: new Map(orgs), people: new Map(people), nodes: new Map(nodes) },
      ...{ apps: new Map(apps), perms: new Map(perms) },
      memberships: this.memberships.all(),
      grants: this.grants.all(),
    };
  }
}

const keyOf = ({ kind, id }: Subject): string => `${kind} ${id}`;
