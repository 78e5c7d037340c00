import { ProviderError } from "../backends/errors";
import { resourceName, type Origin } from "../run/origin";
import type { Named } from "../run/registry";
import type { Session } from "../run/session";
import type { StackResource } from "../run/stack/stack-state";
import type { Values } from "./kind";

/**
 * Which other resource keeps an object from being deleted: one of the program; else one in the
 * state that this run does not delete as well, since a run may see only a part of the program
 * (`--target`, another connection). To be called once a delete, which it counts.
 *
 * @throws ProviderError where that is unknown
 */
export async function keeperOf(
  session: Session,
  object: Named,
  state: Values,
): Promise<string | undefined> {
  const { kind, id } = object;
  const deletes = session.stack.countDelete(kind, id);
  const [declarer] = session.registry.declarersOf(object);
  if (declarer !== undefined) return `resource "${declarer}" of this program`;
  const resources = await resourcesOf(session, object, state);
  // Where this run deletes them all, the last delete removes the object.
  if (resources.length <= deletes) return undefined;
  const other = resources.find(({ name }) => name !== resourceName(state)) ?? resources[0];
  return other && `resource "${other.name}" in the state of this stack`;
}

/** The parts of an object that no other resource keeps. To be called once a delete. */
export async function unkept(
  session: Session,
  object: Named,
  state: Values,
  parts: readonly string[],
  partsOf: PartsOf,
): Promise<string[]> {
  const { kind, id } = object;
  const { stack } = session;
  // A part that its own resource declares no more is no part of those that are deleted.
  const own = new Set(partsOf(state));
  const deletes = parts.map((part) =>
    own.has(part) ? stack.countDelete(kind, id, part) : stack.deletesOf(kind, id, part),
  );
  const resources = await resourcesOf(session, object, state);
  // What this run has checked may name other parts now than in the state.
  const unchecked = resources.filter(({ name }) => !session.registry.has(kind, name));
  const lists = unchecked.map(({ inputs }) => new Set(partsOf(inputs)));
  return parts.filter((part, index) => {
    if (session.registry.declarersOf({ ...object, part }).length > 0) return false;
    return lists.filter((list) => list.has(part)).length <= (deletes[index] ?? 0);
  });
}

/**
 * Tells which parts of an object other resources of its kind name: those that this run has checked by what
 * they declare, the rest by the state.
 */
export async function namedElsewhere(
  session: Session,
  object: Named,
  state: Values,
  partsOf: PartsOf,
): Promise<(part: string) => boolean> {
  const { registry, stack } = session;
  const { kind, id } = object;
  const all = await stackResources(session, state, (origin) => stack.early(origin));
  // The state of before has what got an alias under its former name.
  const isItself = (one: StackResource) => resourceName(one.outputs) === resourceName(state);
  const unchecked = all.filter(
    (one) => one.kind === kind && one.id === id && !registry.has(kind, one.name) && !isItself(one),
  );
  const held = new Set(unchecked.flatMap(({ inputs }) => partsOf(inputs)));
  return (part) => held.has(part) || registry.declarersOf({ ...object, part }).length > 0;
}

/** Whether a resource of another kind declares this, and is not deleted in this run. */
export async function isDeclared(
  session: Session,
  object: Named,
  state: Values,
  partsOf: PartsOf = () => [],
): Promise<boolean> {
  const { kind, id, part } = object;
  if (session.registry.declarersOf(object).length > 0) return true;
  const all = await resourcesOf(session, object, state);
  const resources = all.filter(
    ({ inputs }) => part === undefined || partsOf(inputs).includes(part),
  );
  return resources.length > session.stack.deletesOf(kind, id, part);
}

/** Which parts of its object the inputs of a resource declare. */
type PartsOf = (inputs: Values) => readonly string[];

const resourcesOf = (session: Session, { kind, id }: Named, state: Values) =>
  stackResources(session, state, (origin) => session.stack.resourcesOf(origin, kind, id));

/**
 * The resources in the state, on this tenant, that `find` returns.
 * @throws ProviderError where the state can't be read, and no check has registered the program
 */
export async function stackResources(
  session: Session,
  state: Values,
  find: (origin: Origin) => Promise<readonly StackResource[]>,
): Promise<readonly StackResource[]> {
  const origin = session.registry.origin ?? (state.origin as Origin | undefined);
  // A state of version 0.1.0 has no origin.
  if (origin === undefined) return [];
  try {
    return (await find(origin)).filter(await isOnSameTenant(session, state));
  } catch (error) {
    return unread(session, error);
  }
}

/** Tells whether a resource is on the tenant of this session and of a state. */
export async function isOnSameTenant(
  session: Session,
  state: Values,
): Promise<(holder: StackResource) => boolean> {
  const { tenantMoved } = session.configuration;
  const names = [undefined, await session.tenant.name(), tenantMoved, state.tenant];
  return ({ outputs }) => names.includes(outputs.tenant);
}

/**
 * Without the state only the program shows what is declared. A run that has checked nothing is a
 * destroy, whole or in part: then nothing is deleted.
 */
function unread(session: Session, error: unknown): readonly StackResource[] {
  const reason = error instanceof Error ? error.message : String(error);
  if (session.registry.isEmpty) {
    throw new ProviderError(
      `nothing is deleted: the stack's state can't be read (${reason}), so that another resource may have it too. Make \`pulumi stack export\` work here`,
      undefined,
      { cause: error },
    );
  }
  session.warn(
    `the stack's state can't be read (${reason}): what another connection declares, or what --target leaves out, is not spared`,
  );
  return [];
}
