import { ProviderError } from "../backends/errors";
import { resourceName, type Origin } from "../run/origin";
import type { Named } from "../run/registry";
import type { Session } from "../run/session";
import type { StackResource } from "../run/stack/stack-state";
import type { Values } from "./kind";

/**
 * Which other resource keeps an object from being deleted: one that the program declares; else, since
 * a run may be told of a part of the program only (`--target`, another connection), one in the state
 * that this run does not delete as well. Asked once a delete.
 *
 * @throws ProviderError where that can't be told
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
  // Of those that are deleted in this run the last one does it.
  if (resources.length <= deletes) return undefined;
  const other = resources.find(({ name }) => name !== resourceName(state)) ?? resources[0];
  return other && `resource "${other.name}" in the state of this stack`;
}

/** The same for parts of an object: those that no other resource keeps. Asked once a delete. */
export async function unkept(
  session: Session,
  object: Named,
  state: Values,
  parts: readonly string[],
  partsOf: PartsOf,
): Promise<string[]> {
  const deletes = parts.map((part) => session.stack.countDelete(object.kind, object.id, part));
  const resources = await resourcesOf(session, object, state);
  const lists = resources.map(({ inputs }) => new Set(partsOf(inputs)));
  return parts.filter((part, index) => {
    if (session.registry.declarersOf({ ...object, part }).length > 0) return false;
    return lists.filter((list) => list.has(part)).length <= (deletes[index] ?? 0);
  });
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
 * The resources of the state on this server that a question finds.
 * @throws ProviderError where the state can't be read and the program does not tell enough
 */
export async function stackResources(
  session: Session,
  state: Values,
  find: (origin: Origin) => Promise<readonly StackResource[]>,
): Promise<readonly StackResource[]> {
  const origin = session.registry.origin ?? (state.origin as Origin | undefined);
  // A state of before does not say whose it is.
  if (origin === undefined) return [];
  try {
    return (await find(origin)).filter(await isOnSameTenant(session, state));
  } catch (error) {
    return unread(session, error);
  }
}

/** Whether a resource is on the server that this session and the state of another one mean. */
export async function isOnSameTenant(
  session: Session,
  state: Values,
): Promise<(holder: StackResource) => boolean> {
  const { tenantMoved } = session.configuration;
  const names = [undefined, await session.tenant.name(), tenantMoved, state.tenant];
  return ({ outputs }) => names.includes(outputs.tenant);
}

/**
 * A whole program says by itself what it declares. A run that has checked nothing is a destroy, or one
 * of a part of it: it must not guess which.
 */
function unread(session: Session, error: unknown): readonly StackResource[] {
  const reason = error instanceof Error ? error.message : String(error);
  if (session.registry.isEmpty) {
    throw new ProviderError(
      `nothing is deleted: the stack's state can't be read (${reason}), which would tell whether another resource has it too. See that \`pulumi stack export\` works here`,
      undefined,
      { cause: error },
    );
  }
  session.warn(
    `the stack's state can't be read (${reason}): what another connection declares, or what --target leaves out, is not spared`,
  );
  return [];
}
