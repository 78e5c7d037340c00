import type { NodeKind } from "../../backends/domain";
import { ProviderError } from "../../backends/errors";
import { isDefaultKey } from "../../engine/default-key";
import type { Values } from "../../engine/kind";
import { pack, unpack } from "../../pack";
import { valuesOf, type Common, type Held } from "../../run/stack/held";

/** How the inputs have the contents: a text in the dynamic form, a map in the plugin's. */
export type Form = "text" | "map";

/** What a bulk resource declares: plain data, under the keys of an `OrgTree`. */
export interface Contents {
  readonly nodes: Readonly<Record<string, NodeEntry>>;
  readonly people: Readonly<Record<string, PersonEntry>>;
  /** Where entries are written, by file: lines by `nodes.platform`, `people.ada`. Never a change. */
  readonly places?: Places;
}
type Places = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** What any entry has. */
interface Entry {
  /** Keys that it had before. */
  readonly previously?: readonly string[];
}

/** A department, a group, a role or a label: inputs of a `Node`, with keys where those have ids. */
export interface NodeEntry extends Entry {
  readonly kind: NodeKind;
  readonly name: string;
  /** Key of the node above; none is the root of the kind. */
  readonly parent?: string;
  /** Keys of nodes of the tree, or ids of others. */
  readonly visibleToNodes?: readonly string[];
  /** Usernames, of people of the tree and others. */
  readonly visibleToUsers?: readonly string[];
  /**
   * Who belongs to it: by their keys `"member"`, or `"until 2026-12-31"`. Left out, its members are
   * not managed.
   */
  readonly people?: Readonly<Record<string, string>>;
  /** More inputs of a `Node`. */
  readonly [input: string]: unknown;
}

/** A person: inputs of a `User`. */
export interface PersonEntry extends Entry {
  readonly username: string;
  readonly [input: string]: unknown;
}

/**
 * The contents in an input: a text in the dynamic form, a map in the plugin's.
 * @throws ProviderError where it is neither
 */
export function contentsIn(tree: unknown): Contents {
  const value = typeof tree === "string" ? unpacked(tree) : tree;
  if (!isMap(value)) throw new ProviderError("give nodes and people", "tree");
  const { nodes = {}, people = {}, places = {} } = value as Partial<Contents>;
  return {
    nodes: ownOnly(nodes),
    people: ownOnly(people),
    places: typeof places === "string" ? (unpacked(places) as Places) : places,
  };
}

/** Contents as an input has them: in a map of thousands, the lines are one text. */
export function inputOf(contents: Contents, form: Form): unknown {
  const { places, ...entries } = contents;
  if (form === "text") return pack(contents);
  return { ...entries, ...(places && { places: pack(places) }) };
}

/**
 * The contents that a program gives, in the form that the provider answers in.
 * @throws ProviderError where it is a text that can't be read
 */
export const treeIn = (tree: unknown, form: Form): unknown =>
  form === "map" && typeof tree === "string" ? inputOf(unpacked(tree) as Contents, form) : tree;

/** @throws ProviderError where the text is none that `pack` made, and no JSON, which it was before */
function unpacked(text: string): unknown {
  try {
    return text.startsWith("{") ? JSON.parse(text) : unpack(text);
  } catch (cause) {
    throw new ProviderError("it can't be read", "tree", { cause });
  }
}

/** Where an entry is written, as `people.csv:12`; `undefined` for one of the program itself. */
export function placeOf({ places = {} }: Contents, list: "nodes" | "people", key: string) {
  for (const [file, lines] of Object.entries(places)) {
    const line = lines[`${list}.${key}`];
    if (line !== undefined) return `${file}:${line}`;
  }
  return undefined;
}

/** A key may be called as what every object inherits: `constructor`. */
const ownOnly = <T>(map: Readonly<Record<string, T>>): Readonly<Record<string, T>> =>
  Object.assign(Object.create(null) as Record<string, T>, map);

const isMap = (value: unknown): value is Values =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The contents that are held, in the form in which they are declared: after a refresh as they are live. */
export function contentsOf(all: readonly Held[], common: Common): Contents {
  const there = all.filter(({ leftAt }) => leftAt === undefined);
  const ofKind = (kind: string) => there.filter((one) => one.kind === kind);
  const nodeKeys = new Map(ofKind("Node").map(({ id, name }) => [id, keyIn(name)]));
  const personKeys = new Map(
    ofKind("User").map(({ id, name, outputs }) => [outputs.username ?? id, keyIn(name)]),
  );
  const lists = new Map(ofKind("NodeMembers").map(({ id, outputs }) => [id, outputs.users ?? {}]));
  const nodes = ofKind("Node").map((one) => {
    const { id, name, ...values } = one;
    const { org: _org, uid, parent, visibleToNodes, visibleToUsers, ...rest } = declaredIn(values);
    const isChosen = !isDefaultKey(String(rest.kind), valuesOf(one, common).inputs);
    const above = nodeKeys.get(String(parent));
    const users = lists.get(id);
    const people = Object.entries(users ?? {}).map(([username, value]) => [
      personKeys.get(username) ?? username,
      value as string,
    ]);
    const seenBy = Object.keys(visibleToNodes ?? {}).map((one) => nodeKeys.get(one) ?? one);
    const entry = {
      ...(rest as NodeEntry),
      ...(isChosen && { uid }),
      ...(above !== undefined && { parent: above }),
      ...(visibleToNodes !== undefined && { visibleToNodes: seenBy }),
      ...(visibleToUsers !== undefined && { visibleToUsers: Object.keys(visibleToUsers ?? {}) }),
      ...(users !== undefined && { people: Object.fromEntries(people) as Record<string, string> }),
    };
    return [keyIn(name), entry] as const;
  });
  const people = ofKind("User").map(
    ({ name, ...values }) => [keyIn(name), declaredIn(values) as PersonEntry] as const,
  );
  return {
    nodes: Object.fromEntries(nodes),
    people: Object.fromEntries(people),
    ...placesOf(there),
  };
}

/** Where entries were written when they were applied. */
function placesOf(all: readonly Held[]): Pick<Contents, "places"> {
  const places: Record<string, Record<string, number>> = {};
  for (const { kind, name, place } of all) {
    const [, file, line] = /^(.*):(\d+)$/s.exec(place ?? "") ?? [];
    if (file === undefined || kind === "NodeMembers") continue;
    const list = kind === "User" ? "people" : "nodes";
    (places[file] ??= {})[`${list}.${keyIn(name)}`] = Number(line);
  }
  return Object.keys(places).length === 0 ? {} : { places };
}

/** The live values of what was declared. */
const declaredIn = ({ inputs, outputs }: Pick<Held, "inputs" | "outputs">): Values =>
  Object.fromEntries(Object.keys(inputs).map((key) => [key, outputs[key]]));

/** The key of an entry, of the name that a resource of its own would have. */
export const keyIn = (name: string): string => name.slice(name.lastIndexOf("/") + 1);
