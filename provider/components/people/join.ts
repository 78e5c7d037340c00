import type { NodeKind } from "../../backends/domain";
import { lastInstant } from "../../end-date";
import type { Place } from "../../files/place";
import type { Path, Problem } from "../../files/problem";
import type { Plan, PlannedMember, PlannedNode, PlannedPerson } from "../tree/planned";
import { nodeColumns, type Column, type NodeColumnName } from "./columns";
import type { Fault } from "./fault";
import type { FoundPeople, FoundPlace } from "./found";
import { NodeIndex, type Resolved } from "./node-index";
import { Spots, type Spot } from "./spots";

/** A fault with the file that it is in. */
export interface FaultOf {
  readonly found: FoundPeople;
  readonly fault: Fault;
}

/** A tree with the people of files in it. */
export interface Joined {
  readonly plan: Plan;
  /** Places that name no node. */
  readonly faults: readonly FaultOf[];
  /** A problem of the plan as a fault of a file of people; `undefined` for one of the tree. */
  readonly faultAt: (problem: Problem) => FaultOf | undefined;
}

/** Adds people of files to those of a tree, as if the tree had named them after its own. */
export function joinPeople(tree: Plan, files: readonly FoundPeople[]): Joined {
  const joining = new Joining(tree);
  for (const found of files) joining.add(found);
  return joining.joined(files);
}

class Joining {
  private readonly spots: Spots;
  private readonly people: PlannedPerson[] = [];
  /** By key of the node, then of the person. */
  private readonly members = new Map<string, Map<string, PlannedMember>>();
  private readonly ends = new Map<string, string>();
  private readonly faults: FaultOf[] = [];
  private readonly indices: Readonly<Record<NodeColumnName, NodeIndex>>;
  /** What the texts of a column name. */
  private readonly resolved = new Map<Column, Map<string, Resolved>>();

  constructor(private readonly tree: Plan) {
    this.spots = new Spots(tree.people.length);
    const known = new Map(tree.nodes.map((node) => [node.key, node]));
    const index = (name: NodeColumnName, list: string) =>
      new NodeIndex(tree.org, nodeColumns[name], list, known);
    this.indices = {
      department: index("department", "departments"),
      groups: index("groups", "groups"),
      roles: index("roles", "roles"),
      labels: index("labels", "labels"),
    };
  }

  add(found: FoundPeople): void {
    for (const { row, person, previously, until, places } of found.people) {
      if (person) {
        const path = this.spots.addPerson({ found, row });
        this.people.push({ ...person, previously, path });
        if (until !== undefined) this.ends.set(person.key, until);
      }
      for (const place of places) {
        const spot = { found, row, column: place.column };
        const node = this.nodeOf(place, spot);
        const isFault = typeof node === "function";
        if (isFault) this.faults.push({ found, fault: faultAtSpot(spot, node) });
        else if (person) this.addMember(node, person.key, until, spot);
      }
    }
  }

  private addMember(node: PlannedNode, person: string, until: string | undefined, spot: Spot) {
    const members = this.members.get(node.key) ?? new Map<string, PlannedMember>();
    this.members.set(node.key, members);
    if (members.has(person)) return;
    members.set(person, { person, until, path: this.spots.addMember(node, spot) });
  }

  private nodeOf({ kind, column, text }: FoundPlace, spot: Spot): Resolved {
    const known = this.resolved.get(column) ?? new Map<string, Resolved>();
    this.resolved.set(column, known);
    const before = known.get(text);
    if (before !== undefined) return before;
    const { pathSeparator = "/", makeMissing = false } = column.rule;
    const { made } = this.indices[kind];
    const count = made.length;
    const node = this.indices[kind].find(text, { pathSeparator, makeMissing });
    for (const one of made.slice(count)) this.spots.addNode(one, spot);
    known.set(text, node);
    return node;
  }

  joined(files: readonly FoundPeople[]): Joined {
    const { org, placeOf: placeInTree } = this.tree;
    const people = [...this.tree.people, ...this.people];
    const stays = new Set(people.map(({ key }) => key));
    const leavers = files.flatMap((found) => [...found.leavers]).filter((key) => !stays.has(key));
    const kinds = files.flatMap((found) => found.kinds.map((kind) => nodeColumns[kind]));
    const nodes = this.nodes(new Set(kinds), new Set(leavers));
    const placeOf = (path: Path): Place | undefined => {
      const spot = this.spots.at(path);
      return spot ? { file: spot.found.file, line: lineOf(spot) } : placeInTree(path);
    };
    const faultAt = ({ path, says }: Problem): FaultOf | undefined => {
      const spot = this.spots.at(path);
      return spot && { found: spot.found, fault: faultAtSpot(spot, says) };
    };
    return { plan: { org, nodes, people, placeOf }, faults: this.faults, faultAt };
  }

  /** A file that says who is in nodes of a kind says so of all of them that take people. */
  private nodes(kinds: ReadonlySet<NodeKind>, leavers: ReadonlySet<string>): PlannedNode[] {
    const made = Object.values(this.indices).flatMap((index) => index.made);
    return [...this.tree.nodes, ...made].map((node) => {
      const added = this.members.get(node.key);
      const isSaid = kinds.has(node.kind) && (added !== undefined || node.acceptsMembers !== false);
      const own = node.people ?? (isSaid ? [] : undefined);
      return own === undefined ? node : { ...node, people: this.peopleOf(own, added, leavers) };
    });
  }

  /** Those whom the tree names, to the end that a file gives them, and those whom the files place there. */
  private peopleOf(
    own: readonly PlannedMember[],
    added: ReadonlyMap<string, PlannedMember> = new Map(),
    leavers: ReadonlySet<string>,
  ): PlannedMember[] {
    const named = new Set(own.map(({ person }) => person));
    const kept = own.filter(({ person }) => !leavers.has(person));
    return [
      ...kept.map((one) => ({ ...one, until: earlier(one.until, this.ends.get(one.person)) })),
      ...[...added.values()].filter(({ person }) => !named.has(person)),
    ];
  }
}

const lineOf = ({ found, row, column }: Spot): number =>
  column ? found.lineOf(row, column.index) : row.line;

const faultAtSpot = (spot: Spot, says: Fault["says"]): Fault => ({
  ...{ line: lineOf(spot), row: spot.row.label, column: spot.column?.name, says },
});

function earlier(one: string | undefined, other: string | undefined): string | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return lastInstant(other) < lastInstant(one) ? other : one;
}
