import type { Kind, Values } from "./kind";
import { comparable } from "./left-out";
import { namesMadeAnew, noteNamed, rememberMadeAnew } from "./made-anew";
import { normalOf } from "./settle";
import {
  changedEntries,
  changedProperties,
  clearsAnew,
  replacing,
  type ChangedEntry,
} from "./changed";
import { objectId } from "../run/object-id";
import { resourceName } from "../run/origin";
import { replacedBy } from "../run/replacements";
import type { Session } from "../run/session";

/** How a declared resource differs from its state, as Pulumi's protocol has it. */
export interface Difference {
  /** Left out, the engine compares the inputs itself. */
  readonly changes?: boolean;
  /** The properties that can't change in place. */
  readonly replaces?: string[];
  readonly deleteBeforeReplace?: boolean;
  /** What differs, down to each member of a list and each setting. */
  readonly entries: readonly ChangedEntry[];
}

/**
 * Without `changes` the engine compares the inputs itself and so shows the plan per property;
 * `changes: true` is for changes that the inputs do not show.
 */
export function diff(
  kind: Kind,
  session: Session,
  id: string,
  state: Values,
  inputs: Values,
): Difference {
  kind.register?.(session, id, inputs, state);
  session.replacements.finish(replacedBy(state), id);
  const entriesOf = (olds: Values) => {
    const wanted = comparable(kind, olds, inputs, normalOf(session, kind.name));
    return changedEntries(changedProperties(kind.properties, olds, wanted), olds, wanted);
  };
  const replaces = replacing(kind, session.backend, state, inputs);
  const object = objectId({ kind: kind.name, id, outputs: state });
  if (replaces.length > 0) {
    const key = kind.keyOf?.(inputs, session);
    const sameKey = kind.keyOf?.(state, session) === key;
    if (key !== undefined && !sameKey) session.replacements.plan(kind.name, key, { id, state });
    if (sameKey) session.registry.deleteFirst(kind.name, resourceName(inputs), object);
    return { changes: true, replaces, deleteBeforeReplace: sameKey, entries: entriesOf(state) };
  }
  session.registry.identify(kind.name, resourceName(inputs), object);
  const olds = kind.known?.(session, id, state) ?? state;
  rememberMadeAnew(session, kind.properties, inputs, state);
  noteNamed(session, kind, inputs, state);
  const isPlanned = kind.plan?.(session, olds, inputs) === true;
  const entries = entriesOf(olds);
  if (isPlanned || namesMadeAnew(session, kind.properties, inputs)) {
    return { changes: true, entries };
  }
  if (entries.length === 0) return { changes: false, entries };
  const isCleared = entries.some(({ path: [key = ""] }) => clearsAnew(olds[key], inputs[key]));
  return isCleared ? { changes: true, entries } : { entries };
}
