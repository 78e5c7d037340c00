import type { NodeKind } from "../../backends/domain";
import { nearest } from "../../../access/nearest";
import type { PlannedNode } from "../tree/planned";
import { quoted } from "./fault";
import { plain } from "./table";

/** A node that an entry names, or why it names none; that costs time, and few are told. */
export type Resolved = PlannedNode | (() => string);

/** How a column names nodes. */
export interface Naming {
  readonly pathSeparator: string;
  readonly makeMissing: boolean;
}

/** The nodes of one kind, to be found by what a file calls them. */
export class NodeIndex {
  readonly made: PlannedNode[] = [];
  private readonly declared = new Map<string, PlannedNode>();
  private readonly byLabel = new Map<string, PlannedNode[]>();
  /** By the key of the node above, which at the top is "", and a label. */
  private readonly below = new Map<string, Map<string, PlannedNode[]>>();
  private readonly counts = new Map<string, number>();

  /**
   * @param list of a tree that holds this kind
   * @param known all nodes by key, of any kind; what is made is added
   */
  constructor(
    private readonly org: string,
    private readonly kind: NodeKind,
    private readonly list: string,
    private readonly known: Map<string, PlannedNode>,
  ) {
    for (const node of known.values()) {
      if (node.kind !== kind) continue;
      this.declared.set(node.key, node);
      this.add(node, [node.key, node.name]);
    }
  }

  /** Finds a node by its key, by its path from the top, or by an end of its path that no other has. */
  find(text: string, { pathSeparator, makeMissing }: Naming): Resolved {
    const steps = this.withoutOrg(stepsOf(text, pathSeparator));
    const byKey = this.declared.get(text);
    const exact = new Set([...(byKey ? [byKey] : []), ...this.at(steps, pathSeparator)]);
    if (exact.size > 0) return this.only(text, [...exact]);
    if (makeMissing) return this.make(steps, pathSeparator);
    const ending = this.endingWith(steps, pathSeparator);
    if (ending.length > 0) return this.only(text, ending);
    return () => this.unknown(text, steps);
  }

  /** Many a file begins each path with the org itself. */
  private withoutOrg(steps: readonly string[]): readonly string[] {
    const [first = "", ...others] = steps;
    return first === plain(this.org) && !this.below.get("")?.has(first) ? others : steps;
  }

  private add(node: PlannedNode, labels: readonly string[]): void {
    const above = node.parent ?? "";
    const siblings = this.below.get(above) ?? new Map<string, PlannedNode[]>();
    this.below.set(above, siblings);
    this.counts.set(above, (this.counts.get(above) ?? 0) + 1);
    for (const label of new Set(labels.map(plain))) {
      append(siblings, label, node);
      append(this.byLabel, label, node);
    }
  }

  /** Nodes at a path below a node: each step is a key or a name, which may have the separator in it. */
  private at(steps: readonly string[], separator: string, above = ""): PlannedNode[] {
    return steps.flatMap((_, index) => {
      const label = steps.slice(0, index + 1).join(separator);
      const found = this.below.get(above)?.get(label) ?? [];
      const rest = steps.slice(index + 1);
      return rest.length === 0 ? found : found.flatMap(({ key }) => this.at(rest, separator, key));
    });
  }

  private endingWith(steps: readonly string[], separator: string): PlannedNode[] {
    return steps.flatMap((_, index) => {
      const above = steps.slice(0, index).toReversed();
      const found = this.byLabel.get(steps.slice(index).join(separator)) ?? [];
      return found.filter((node) => this.isBelow(node, above));
    });
  }

  /** @param above from the parent upwards */
  private isBelow(node: PlannedNode, above: readonly string[]): boolean {
    let parent = this.parentOf(node);
    return above.every((step) => {
      const isMeant = parent && [parent.key, parent.name].some((one) => plain(one) === step);
      parent = parent && this.parentOf(parent);
      return isMeant;
    });
  }

  private parentOf({ parent }: PlannedNode): PlannedNode | undefined {
    return parent === undefined ? undefined : this.known.get(parent);
  }

  private only(text: string, found: readonly PlannedNode[]): Resolved {
    const [node, ...others] = found;
    if (node !== undefined && others.length === 0) return node;
    return () => {
      const keys = found.map((one) => `${this.pathOf(one)} (key ${one.key})`).join(", ");
      return `${quoted(text)} may be ${keys}: give the key`;
    };
  }

  private make(steps: readonly string[], separator: string): Resolved {
    let parent: PlannedNode | undefined;
    for (const [index, step] of steps.entries()) {
      const there = this.at(steps.slice(0, index + 1), separator);
      if (there.length > 1) return this.only(steps.slice(0, index + 1).join(separator), there);
      const next: Resolved = there[0] ?? this.makeOne(step, parent);
      if (typeof next === "function") return next;
      parent = next;
    }
    return parent ?? (() => "it names nothing: give a path");
  }

  private makeOne(name: string, parent: PlannedNode | undefined): Resolved {
    const last = keyOf(name);
    const key = [parent?.key, last].filter((one) => one !== undefined).join(".");
    const owner = this.known.get(key);
    if (last === "") return () => `${quoted(name)} makes no key: put it into the tree, with a key`;
    if (owner) {
      return () =>
        `${quoted(name)} would get the key ${key}, which ${this.pathOf(owner)} has: put it into the tree, with a key of its own`;
    }
    const index = this.counts.get(parent?.key ?? "") ?? 0;
    const made = {
      ...{ key, name, previously: [], kind: this.kind, parent: parent?.key, people: undefined },
      path: [...(parent?.path ?? []), this.list, index],
    };
    this.made.push(made);
    this.known.set(key, made);
    this.add(made, [name]);
    return made;
  }

  private pathOf(node: PlannedNode): string {
    const parent = this.parentOf(node);
    return parent ? `${this.pathOf(parent)}/${node.name}` : node.name;
  }

  private unknown(text: string, steps: readonly string[]): string {
    const last = steps.at(-1) ?? "";
    const paths = new Map([...this.declared.values()].map((node) => [this.pathOf(node), node]));
    const near = nearest(text, [...paths.keys()]) ?? nearest(last, [...this.byLabel.keys()]);
    const meant = near === undefined ? undefined : (this.byLabel.get(near)?.[0] ?? paths.get(near));
    const noSuch = `there is no ${this.kind} ${quoted(text)}`;
    if (meant) return `${noSuch}: is ${this.pathOf(meant)} meant?`;
    return this.declared.size === 0 ? `${noSuch}: the tree has none` : `${noSuch} in the tree`;
  }
}

const stepsOf = (text: string, separator: string): string[] =>
  (separator === "" ? [text] : text.split(separator)).map(plain).filter((step) => step !== "");

/** Letters of any script, and `-` for all else: `R&D Tools` is `r-d-tools`. */
const keyOf = (name: string): string =>
  name
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, "-")
    .replace(/^[-\p{M}]+|-+$/gu, "");

function append<V>(lists: Map<string, V[]>, key: string, value: V): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
