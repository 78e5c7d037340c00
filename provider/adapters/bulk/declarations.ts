import type { Origin } from "../../run/origin";
import type { NodeKind } from "../../backends/domain";
import { rootId } from "../../backends/domain/root-id";
import type { Values } from "../../engine/kind";
import { untilIn } from "../../engine/member-value";
import { UNKNOWN } from "../../engine/unknown";
import { initialPasswordOf } from "../../initial-password";
import { pickGiven } from "./pick-given";
import { placeOf, type Contents, type NodeEntry, type PersonEntry } from "./contents";

/** The kinds of what a bulk resource holds. */
export type HeldKind = "Node" | "NodeMembers" | "User";

/** The inputs of a bulk resource, but for its contents. */
export interface Given extends Values {
  readonly logicalName: string;
  readonly origin?: Origin;
  readonly org: string;
  readonly initialPasswordSecret?: string;
  /** Ids of nodes by key; those that only the server can choose are unknown in a preview, and not among those of an apply. */
  readonly nodeIds?: Readonly<Record<string, string>>;
}

/** One resource that a bulk resource stands for: what its own constructor would be given. */
export interface Declaration {
  readonly kind: HeldKind;
  /** As a resource of its own would be called: `acme/platform`. */
  readonly name: string;
  /** What it was called before, for keys that have changed. */
  readonly formerly: readonly string[];
  /** The entry, as a path of the contents: `["people", "ada"]`. */
  readonly path: readonly [list: "nodes" | "people", key: string];
  /** Where it is written: `people.csv:12`. */
  readonly place: string | undefined;
  /** Others of these that must be there before, by their labels. */
  readonly after: readonly string[];
  /** People of these who may see it: those who are new are let in once they are there. */
  readonly seenBy: readonly { readonly label: string; readonly username: string }[];
  /** By property, the node whose id it is, by its label; `undefined` is the root of its kind. */
  readonly names: Readonly<Record<string, string | undefined>>;
  /** The inputs, where an id that is not known yet is unknown, and without people who are not there. */
  readonly inputs: (others: Others) => Values;
}

/** What is known of the other entries, by their labels. */
export interface Others {
  readonly idOf: (label: string) => string | undefined;
  /** Whether a person could not be made. */
  readonly isMissing: (label: string) => boolean;
}

/** One of these among all of a bulk resource. */
export const labelOf = ({ kind, name }: { readonly kind: string; readonly name: string }): string =>
  `${kind} ${name}`;

/** What a bulk resource declares, each after what it names: nodes first, then people, then lists. */
export function declarationsOf(given: Given, contents: Contents): Declaration[] {
  const declaring = new Declaring(given, contents);
  const { nodes, people } = contents;
  return [
    ...ordered(nodes).map(([key, entry]) => declaring.node(key, entry)),
    ...Object.entries(people).map(([key, entry]) => declaring.person(key, entry)),
    ...Object.entries(nodes).flatMap(([key, entry]) =>
      entry.people === undefined ? [] : [declaring.members(key, entry, entry.people)],
    ),
  ];
}

/** Makes of each entry what an `OrgTree` makes a resource of. */
class Declaring {
  /** By their keys, the nodes that each person joins for good, those until some day, and keys of the nodes below. */
  private readonly joined = new Map<string, string[]>();
  private readonly joinedForNow = new Map<string, string[]>();
  private readonly below = new Map<string, string[]>();
  private readonly userLabels = new Map<string, string>();
  private readonly keys: ReadonlyMap<string, string>;

  constructor(
    private readonly given: Given,
    private readonly contents: Contents,
  ) {
    this.keys = new Map(Object.entries(contents.people).map(([key, one]) => [one.username, key]));
    for (const [key, { parent, people = {} }] of Object.entries(contents.nodes)) {
      if (parent !== undefined) added(this.below, parent, key);
      if (given.mode === "observe") continue;
      const node = labelOf({ kind: "Node", name: this.nameOf(key) });
      for (const [person, value] of Object.entries(people)) {
        added(value === "member" ? this.joined : this.joinedForNow, person, node);
      }
    }
  }

  node(key: string, entry: NodeEntry): Declaration {
    const { parent, people = {}, previously = [], ...rest } = entry;
    const { visibleToNodes, visibleToUsers, ...fields } = rest;
    const { org } = this.given;
    const above = this.nodeLabel(parent);
    const nodes = visibleToNodes?.flatMap((one) => this.nodeLabel(one) ?? []) ?? [];
    const labelOfUser = (username: string): string | undefined => {
      const key = this.keys.get(username);
      return key === undefined ? undefined : this.userLabel(key);
    };
    return {
      ...this.entry("Node", ["nodes", key], key, previously),
      after: [...(above === undefined ? [] : [above]), ...nodes],
      seenBy: (visibleToUsers ?? []).flatMap((username) => {
        const label = labelOfUser(username);
        return label === undefined ? [] : [{ label, username }];
      }),
      names: { parent: above },
      inputs: ({ idOf, isMissing }) => ({
        ...this.passed(key),
        ...pickGiven(this.given, ["org", "adopt", "forceDestroy"]),
        ...fields,
        // An interrupted step may have gone on with what is in the node.
        mayHold: [
          ...(this.below.get(key) ?? []).flatMap((one) => this.textsOf(one, idOf)),
          ...Object.keys(people).map((one) => `member ${this.usernameOf(one)}`),
        ],
        parent: above === undefined ? rootOf(org, entry.kind) : (idOf(above) ?? UNKNOWN),
        ...(above !== undefined && { parentKind: entry.kind }),
        ...(visibleToNodes && {
          visibleToNodes: visibleToNodes.map((one) => {
            const label = this.nodeLabel(one);
            return label === undefined ? one : (idOf(label) ?? UNKNOWN);
          }),
        }),
        ...(visibleToUsers && {
          visibleToUsers: visibleToUsers.filter((one) => {
            const label = labelOfUser(one);
            return label === undefined || !isMissing(label);
          }),
        }),
      }),
    };
  }

  person(key: string, { previously = [], ...fields }: PersonEntry): Declaration {
    const joined = this.joined.get(key) ?? [];
    const forNow = this.joinedForNow.get(key) ?? [];
    const { initialPasswordSecret: secret } = this.given;
    const isKnown = secret !== undefined && secret !== UNKNOWN;
    const initialPassword = isKnown ? initialPasswordOf(secret, fields.username) : secret;
    return {
      ...this.entry("User", ["people", key], key, previously),
      after: [...joined, ...forNow],
      seenBy: [],
      names: {},
      inputs: ({ idOf }) => ({
        ...this.passed(key),
        // Made in one write with a node of ours, an interrupted create is found again by it.
        ownNodes: joined.flatMap((one) => idOf(one) ?? []),
        nodesUntil: forNow.flatMap((one) => idOf(one) ?? []),
        ...pickGiven(this.given, ["adopt", "onRemove"]),
        ...fields,
        ...(initialPassword !== undefined && { initialPassword }),
      }),
    };
  }

  members(
    key: string,
    { previously = [] }: NodeEntry,
    people: Readonly<Record<string, string>>,
  ): Declaration {
    const node = labelOf({ kind: "Node", name: this.nameOf(key) });
    const members = Object.entries(people);
    const { adopt } = this.given;
    return {
      ...this.entry("NodeMembers", ["nodes", key], listOf(key), previously.map(listOf)),
      after: [node, ...members.map(([person]) => this.userLabel(person))],
      seenBy: [],
      names: { node },
      inputs: ({ idOf, isMissing }) => ({
        ...this.passed(listOf(key)),
        ...pickGiven(this.given, ["mode", "removalLimit"]),
        // A list is never made, so that `only` becomes `ifExists`.
        ...(adopt !== undefined && { adopt: adopt === "only" ? "ifExists" : adopt }),
        node: idOf(node) ?? UNKNOWN,
        users: members
          .filter(([person]) => !isMissing(this.userLabel(person)))
          .map(([person, value]) => this.memberOf(person, value)),
      }),
    };
  }

  private entry<K extends HeldKind>(
    kind: K,
    path: Declaration["path"],
    name: string,
    previously: readonly string[],
  ) {
    const formerly = previously.map((one) => this.nameOf(one));
    return {
      kind,
      name: this.nameOf(name),
      formerly,
      path,
      place: placeOf(this.contents, ...path),
    };
  }

  private nameOf(key: string): string {
    return `${this.given.logicalName}/${key}`;
  }

  /** A node as `mayHold` has it: by its name, and by its id where it is there, maybe under an old name. */
  private textsOf(key: string, idOf: Others["idOf"]): string[] {
    const { name = key, previously = [] } = this.contents.nodes[key] ?? {};
    const labels = [key, ...previously].map((one) =>
      labelOf({ kind: "Node", name: this.nameOf(one) }),
    );
    return [name, ...labels.flatMap((one) => idOf(one) ?? [])].map((one) => `node ${one}`);
  }

  private usernameOf(key: string): string {
    return this.contents.people[key]?.username ?? key;
  }

  private memberOf(key: string, value: string) {
    const [user, until] = [this.usernameOf(key), untilIn(value)];
    return until === undefined ? user : { user, until };
  }

  /** One text for all places of a person. */
  private userLabel(key: string): string {
    const known = this.userLabels.get(key);
    if (known !== undefined) return known;
    const label = labelOf({ kind: "User", name: this.nameOf(key) });
    this.userLabels.set(key, label);
    return label;
  }

  private nodeLabel(key: string | undefined): string | undefined {
    if (key === undefined || this.contents.nodes[key] === undefined) return undefined;
    return labelOf({ kind: "Node", name: this.nameOf(key) });
  }

  private passed(key: string): Values {
    const { origin } = this.given;
    return { logicalName: this.nameOf(key), ...(origin && { origin }) };
  }
}

function added(lists: Map<string, string[]>, key: string, value: string): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

/** The name of the list of a node's people. */
const listOf = (key: string): string => `${key}-people`;

const rootOf = (org: string, kind: NodeKind) => (org === UNKNOWN ? UNKNOWN : rootId({ org, kind }));

/** Nodes, each after the one above it. */
function ordered(nodes: Contents["nodes"]): [string, NodeEntry][] {
  const done = new Map<string, NodeEntry>();
  const add = (key: string, waiting: ReadonlySet<string>): void => {
    const entry = nodes[key];
    if (entry === undefined || done.has(key) || waiting.has(key)) return;
    if (entry.parent !== undefined) add(entry.parent, new Set([...waiting, key]));
    for (const other of entry.visibleToNodes ?? []) add(other, new Set([...waiting, key]));
    done.set(key, entry);
  };
  for (const key of Object.keys(nodes)) add(key, new Set());
  return [...done];
}
