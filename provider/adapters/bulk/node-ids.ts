import { defaultKey } from "../../engine/default-key";
import type { Values } from "../../engine/kind";
import { isUnknown, UNKNOWN } from "../../engine/unknown";
import { resourceName } from "../../run/origin";
import type { Session } from "../../run/session";
import type { Held } from "../../run/stack/held";
import { keyIn } from "./contents";
import { labelOf, type Declaration, type Given } from "./declarations";

/** Ids of nodes by label, as far as they are known before anything is done. */
export type NodeIds = ReadonlyMap<string, string>;

/** Where ids may be known from. */
interface Sources {
  readonly olds: Values;
  readonly taken: readonly Held[];
}

/**
 * The ids that nodes have or will have: so that a preview knows them, which has no outputs of what
 * changes. Where the server chooses them, those of an earlier run are in the state alone.
 */
export async function knownIds(
  session: Session,
  given: Given,
  declarations: readonly Declaration[],
  { olds, taken }: Sources,
): Promise<NodeIds> {
  const nodes = declarations.filter(({ kind }) => kind === "Node");
  const before = new Map(Object.entries(olds.nodeIds ?? {}));
  const ids = new Map(taken.filter(isNode).map((one) => [labelOf(one), one.id]));
  for (const one of nodes) {
    const id = idBefore(before, one) ?? chosenId(session, given, one);
    if (id !== undefined && !ids.has(labelOf(one))) ids.set(labelOf(one), id);
  }
  const rest = nodes.filter((one) => !ids.has(labelOf(one)));
  if (rest.length === 0 || olds.tree === undefined || given.origin === undefined) return ids;
  const all = await session.stack.early(given.origin);
  const held = new Map(all.filter(isNode).map(({ name, id }) => [name, id]));
  for (const one of rest) {
    const id = held.get(resourceName({ origin: given.origin, logicalName: one.name }));
    if (id !== undefined) ids.set(labelOf(one), id);
  }
  return ids;
}

/**
 * The same by key, for the inputs. One that only the server can choose is unknown in a preview, and
 * left out of an apply, in which the engine takes nothing unknown.
 */
export function idsByKey(
  declarations: readonly Declaration[],
  ids: NodeIds,
  isPreview: boolean,
): Values {
  const nodes = declarations.filter(({ kind }) => kind === "Node");
  const found = nodes.map((one) => [keyIn(one.name), ids.get(labelOf(one))] as const);
  const known = found.filter(([, id]) => isPreview || id !== undefined);
  return Object.fromEntries(known.map(([key, id]) => [key, id ?? UNKNOWN]));
}

function idBefore(
  ids: ReadonlyMap<string, unknown>,
  { name, formerly }: Declaration,
): string | undefined {
  const [id] = [name, ...formerly].flatMap((one) => ids.get(keyIn(one)) ?? []);
  return typeof id === "string" && !isUnknown(id) ? id : undefined;
}

/** The id that the program chooses, by a key of its own or the default one. */
function chosenId(
  { backend }: Pick<Session, "backend">,
  { org }: Given,
  { inputs }: Declaration,
): string | undefined {
  const values = inputs({ idOf: () => undefined, isMissing: () => false });
  const { kind, uid } = values;
  if (isUnknown(org)) return undefined;
  const key = typeof uid === "string" ? uid : defaultKey(String(kind), values);
  return backend.capabilities.nodeId(
    kind as Parameters<typeof backend.capabilities.nodeId>[0],
    key,
  );
}

const isNode = ({ kind }: { readonly kind: string }): boolean => kind === "Node";
