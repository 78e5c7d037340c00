import type { Kind, Values } from "./kind";
import { namesMadeAnew } from "./made-anew";
import { changedEntries, changedProperties, clearsAnew, pathText, replacing } from "./changed";
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
  /** Each entry that differs, as a path such as `users["adalovelace"]`. */
  readonly paths?: string[];
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
  const replaces = replacing(kind.properties, state, inputs);
  if (replaces.length > 0) {
    const key = kind.keyOf?.(inputs, session);
    const sameKey = kind.keyOf?.(state, session) === key;
    if (key !== undefined && !sameKey) session.replacements.plan(kind.name, key, { id, state });
    if (sameKey) session.registry.deleteFirst(kind.name, resourceName(inputs), id);
    return { changes: true, replaces, deleteBeforeReplace: sameKey };
  }
  session.registry.identify(kind.name, resourceName(inputs), id);
  if (kind.plan?.(session, state, inputs) === true) return { changes: true };
  if (namesMadeAnew(session, kind.properties, inputs)) return { changes: true };
  const changed = changedProperties(kind.properties, state, inputs);
  if (changed.length === 0) return { changes: false };
  const paths = changedEntries(changed, state, inputs).map(({ path }) => pathText(path));
  const isCleared = changed.some((key) => clearsAnew(state[key], inputs[key]));
  return isCleared ? { changes: true, paths } : { paths };
}
