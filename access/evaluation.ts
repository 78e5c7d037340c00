import type { AccessGraph, Grant } from "./graph";
import { GraphIndex } from "./graph-index";
import type { Path } from "./path";
import type { GrantRules } from "./rules";
import { type Reaching, Steps } from "./steps";
import { counts } from "./until";

interface Options {
  /** As if nobody were denied anything. */
  readonly withoutDenials?: boolean;
}

/**
 * Who has one perm at one time. What a vendor does not document is taken so: a grant reaches those
 * below, and a denial wins (docs/decisions/0037).
 */
export class Evaluation {
  private readonly index: GraphIndex;
  private readonly rules: GrantRules;
  private readonly steps: Steps;
  /** Whether everybody has it, as the use of an app that lets everybody in. */
  private readonly isOpen: boolean;
  private readonly ofUsers = new Map<string, Grant>();
  private readonly ofNodes = new Map<string, Grant>();
  private readonly deciding = new Map<string, readonly Grant[]>();

  constructor(
    private readonly graph: AccessGraph,
    perm: string,
    private readonly at: Date,
    { withoutDenials = false }: Options = {},
  ) {
    this.index = GraphIndex.of(graph);
    const asked = graph.perms.get(perm);
    this.rules = asked?.isAppAccess ? graph.rules.appAccess : graph.rules.perms;
    this.isOpen = asked !== undefined && this.index.isOpen(asked);
    this.steps = new Steps(graph, this.rules, perm);
    const ignoresDenials = withoutDenials || this.rules.denial === "none";
    for (const grant of this.index.grantsOf.get(perm) ?? []) {
      if (!counts(grant, at) || (ignoresDenials && grant.effect === "deny")) continue;
      (grant.to.kind === "user" ? this.ofUsers : this.ofNodes).set(grant.to.id, grant);
    }
  }

  /** Everybody who may have it: nobody else does. */
  candidates(): ReadonlySet<string> {
    const nodes = [...this.ofNodes.keys()];
    const reached = this.rules.reachesBelow === false ? nodes : this.index.below(nodes);
    const found = new Set(this.isOpen ? this.graph.people.keys() : []);
    for (const username of this.ofUsers.keys()) found.add(username);
    for (const node of reached) {
      for (const { person } of this.index.membersOf.get(node) ?? []) found.add(person);
    }
    return found;
  }

  has(username: string): boolean {
    const { isGranted, isDenied } = this.effects(username);
    return isGranted || this.letsIn(username, isDenied);
  }

  /** All ways by which they have it; empty where they do not. */
  paths(username: string): readonly Path[] {
    const { isGranted, isDenied } = this.effects(username);
    const granted = isGranted ? this.reaching(username).filter((one) => !isDenial(one)) : [];
    const paths = granted.map((one) => this.steps.path(one));
    return this.letsIn(username, isDenied) ? [...paths, this.steps.everyone(username)] : paths;
  }

  /** The denials that reach them; where another membership gives it, these take nothing away. */
  denials(username: string): readonly Path[] {
    const denied = this.reaching(username).filter(isDenial);
    return denied.map((one) => this.steps.path(one));
  }

  /** Whether grants give it to them, and whether denials keep them from it. */
  private effects(username: string): { readonly isGranted: boolean; readonly isDenied: boolean } {
    const own = this.ofUsers.get(username)?.effect;
    const isNearest = this.rules.denial === "nearest";
    let [isGranted, isDenied] = [own === "allow", own === "deny"];
    // What a person has themselves is nearer than what their nodes have.
    if (own && isNearest) return { isGranted, isDenied };
    for (const by of this.index.membershipsOf.get(username) ?? []) {
      if (!counts(by, this.at)) continue;
      for (const { effect } of this.decidingAt(by.node)) {
        if (effect === "allow") isGranted = true;
        else isDenied = true;
      }
    }
    return isNearest
      ? { isGranted, isDenied: isDenied && !isGranted }
      : { isGranted: isGranted && !isDenied, isDenied };
  }

  private reaching(username: string): readonly Reaching[] {
    const own = this.ofUsers.get(username);
    const inherited: Reaching[] = [];
    for (const by of this.index.membershipsOf.get(username) ?? []) {
      if (!counts(by, this.at)) continue;
      for (const grant of this.decidingAt(by.node)) inherited.push({ grant, by });
    }
    if (!own) return inherited;
    if (this.rules.denial !== "nearest") return [{ grant: own }, ...inherited];
    const granted = own.effect === "allow" ? inherited.filter((one) => !isDenial(one)) : [];
    return [{ grant: own }, ...granted];
  }

  /** The grants and denials that count for the people of a node. */
  private decidingAt(node: string): readonly Grant[] {
    const known = this.deciding.get(node);
    if (known) return known;
    const found: Grant[] = [];
    for (const id of this.rules.reachesBelow === false ? [node] : this.index.chain(node)) {
      const grant = this.ofNodes.get(id);
      if (grant) found.push(grant);
      if (grant && this.rules.denial === "nearest") break;
    }
    this.deciding.set(node, found);
    return found;
  }

  /** Whether they come in as anybody does. */
  private letsIn(username: string, isDenied: boolean): boolean {
    const isKept = isDenied && this.graph.rules.isOpenToDenied !== true;
    return this.isOpen && !isKept && this.graph.people.has(username);
  }
}

const isDenial = ({ grant }: Reaching): boolean => grant.effect === "deny";
