import type { Kind, Values } from "./kind";
import { namesMadeAnew } from "./made-anew";
import { changedProperties, clearsAnew, replacing } from "./changed";
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
}

/**
 * `{}` lets the engine compare the inputs itself and so show the plan per property; `changes: true`
 * is for changes that the inputs do not show.
 */
export function diff(
  handler: Kind,
  session: Session,
  id: string,
  state: Values,
  inputs: Values,
): Difference {
  handler.register?.(session, id, inputs, state);
  session.replacements.finish(replacedBy(state), id);
  const replaces = replacing(handler.properties, state, inputs);
  if (replaces.length > 0) {
    const key = handler.keyOf?.(inputs, session);
    const sameKey = handler.keyOf?.(state, session) === key;
    if (key !== undefined && !sameKey) session.replacements.plan(handler.name, key, { id, state });
    if (sameKey) session.registry.deleteFirst(handler.name, resourceName(inputs), id);
    return { changes: true, replaces, deleteBeforeReplace: sameKey };
  }
  session.registry.identify(handler.name, resourceName(inputs), id);
  if (handler.plan?.(session, state, inputs) === true) return { changes: true };
  if (namesMadeAnew(session, handler.properties, inputs)) return { changes: true };
  const changed = changedProperties(handler.properties, state, inputs);
  if (changed.some((key) => clearsAnew(state[key], inputs[key]))) return { changes: true };
  return changed.length > 0 ? {} : { changes: false };
}
