import type { AccessGraph, Grant, Membership } from "./graph";
import { GraphIndex } from "./graph-index";
import type { Edge, Path } from "./path";
import type { GrantRules } from "./rules";

/** A grant or a denial that reaches somebody: their own, or by a membership. */
export interface Reaching {
  readonly grant: Grant;
  readonly by?: Membership;
}

const UNDOCUMENTED = { undocumented: true } as const;

/** The first steps of paths; thousands of paths share them. */
const firstSteps = new WeakMap<Membership, Edge>();

/** Writes down how grants and denials of one perm reach people. */
export class Steps {
  private readonly fromNode = new Map<Grant, Map<string, Path>>();

  constructor(
    private readonly graph: AccessGraph,
    private readonly rules: GrantRules,
    private readonly perm: string,
  ) {}

  /** From a person to the perm. */
  path({ grant, by }: Reaching): Path {
    return by ? [firstStep(by), ...this.from(by.node, grant)] : [this.last(grant)];
  }

  /** Of somebody who has it as everybody has. */
  everyone(username: string): Path {
    const perm = this.graph.perms.get(this.perm);
    const app = perm?.isAppAccess ? this.graph.apps.get(perm.scope) : undefined;
    return [{ from: username, to: this.perm, by: "everyone", ...app?.declared }];
  }

  /** From a node up to the one that has the grant, and on to the perm. */
  private from(node: string, grant: Grant): Path {
    const known = this.fromNode.get(grant) ?? new Map<string, Path>();
    this.fromNode.set(grant, known);
    const path = known.get(node) ?? [...this.climb(node, grant.to.id), this.last(grant)];
    known.set(node, path);
    return path;
  }

  private climb(node: string, top: string): Edge[] {
    const chain = GraphIndex.of(this.graph).chain(node);
    const unsure = this.rules.reachesBelow === undefined && UNDOCUMENTED;
    return chain.slice(0, chain.indexOf(top)).map((from, i) => {
      const to = chain[i + 1] ?? top;
      return { from, to, by: "below", ...this.graph.nodes.get(from)?.declared, ...unsure };
    });
  }

  private last({ to, effect, through, until, declared }: Grant): Edge {
    const by = effect === "allow" ? "grant" : "denial";
    const unsure = by === "denial" && this.rules.denial === undefined && UNDOCUMENTED;
    const part = through !== undefined && { through };
    return { from: to.id, to: this.perm, by, ...part, ...end(until), ...declared, ...unsure };
  }
}

function firstStep(membership: Membership): Edge {
  const { person, node, until, declared } = membership;
  const step: Edge = firstSteps.get(membership) ?? {
    ...{ from: person, to: node, by: "member", ...end(until), ...declared },
  };
  firstSteps.set(membership, step);
  return step;
}

const end = (until: string | undefined) => until !== undefined && { until };
