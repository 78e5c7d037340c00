import { containersOf } from "../run/containers";
import { identified, nameOf, objectNamed } from "../run/object-id";
import type { Session } from "../run/session";
import type { Remove } from "../run/removals";
import type { StackResource } from "../run/stack/stack-state";
import { stackResources } from "./keepers";
import type { Values } from "./kind";
import { staysOnServer } from "./stays";

/** An object that a delete removes, by the kind of its resource. */
export interface Taken {
  readonly kind: string;
  readonly id: string;
}

/** What else goes in this run. */
export interface Leaving {
  /** Those whose objects are deleted, which no other resource keeps. */
  readonly resources: readonly StackResource[];
  /** Those whose objects stay on the server, since they say `onRemove: "keep"`. */
  readonly staying: readonly StackResource[];
  readonly remove: Remove;
}

/**
 * The resources that this run takes out of the state beside one that it deletes already: those of
 * the same connection that are in the state and that no check has declared. None where the run may
 * be a part (`--target`), and before its last check.
 */
export async function leavingWith(
  session: Session,
  { kind, id }: Taken,
  state: Values,
): Promise<Leaving | undefined> {
  const { registry, removals, stack } = session;
  const remove = registry.isReplacing ? undefined : await removals.remove;
  if (remove === undefined) return undefined;
  const all = await stackResources(session, state, (origin) => stack.all(origin));
  const provider = all.find((one) => one.kind === kind && one.id === id)?.provider;
  const leaves = (one: StackResource) =>
    one.provider === provider && !one.isKept && isReadable(one) && !isDeclared(session, one);
  const stays = (one: StackResource) => staysOnServer(session, one.kind, one.outputs);
  const kept = new Set(all.filter((one) => !leaves(one) || stays(one)).map(identified));
  return {
    remove,
    resources: all.filter((one) => !kept.has(identified(one))),
    staying: all.filter((one) => leaves(one) && stays(one)),
  };
}

/**
 * Deletes what another resource ends with, where this run deletes that anyway.
 * @returns whether it did; after a failure the other one has to go by itself
 */
export async function removeFirst(
  session: Session,
  object: Taken,
  owner: Taken,
  state: Values,
): Promise<boolean> {
  const leaving = await leavingWith(session, object, state);
  const owners = leaving?.resources.filter((one) => objectOf(one) === objectOf(owner)) ?? [];
  if (leaving === undefined || owners.length === 0) return false;
  const isDone = () => true;
  return Promise.all(owners.map(leaving.remove)).then(isDone, () => false);
}

/** By its object too: after an alias the state may still have the old name. */
const isDeclared = ({ registry }: Session, one: StackResource): boolean =>
  registry.declarersOf(objectNamed(one)).length > 0 ||
  (!one.isPending && registry.has(one.kind, one.name));

/** An export has secrets as they are encrypted. */
const isReadable = ({ kind, outputs }: StackResource): boolean =>
  containersOf(kind, outputs).every((id) => typeof id === "string");

/** An object by its kind and its name, or id, for sets of them. */
export const objectOf = ({ kind, id }: Taken): string => `${kind} ${id}`;

/** The same of a resource; contents tell people by their usernames. */
export const objectIn = (one: StackResource): string =>
  objectOf({ kind: one.kind, id: nameOf(one) });
