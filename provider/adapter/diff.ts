import type { DiffResult } from "@pulumi/pulumi/dynamic";
import type { Handler, Values } from "../handlers/handler";
import { changedProperties, replacing } from "../handlers/properties";
import { resourceName } from "../origin";
import type { Session } from "../session";

/**
 * `{}` lets the engine compare the inputs itself and so show the plan per property; `changes: true`
 * is for what the inputs don't tell.
 */
export function diff(
  handler: Handler,
  session: Session,
  id: string,
  state: Values,
  inputs: Values,
): DiffResult {
  handler.meet?.(session, id, inputs, state);
  if (typeof state.replaces === "string") session.replacements.finish(state.replaces, id);
  const replaces = replacing(handler.properties, state, inputs);
  if (replaces.length > 0) {
    const key = handler.keyOf?.(inputs, session);
    const sameKey = handler.keyOf?.(state, session) === key;
    if (key !== undefined && !sameKey) session.replacements.plan(handler.kind, key, { id, state });
    if (sameKey) session.registry.deleteFirst(handler.kind, resourceName(inputs), id);
    return { changes: true, replaces, deleteBeforeReplace: sameKey };
  }
  session.registry.identify(handler.kind, resourceName(inputs), id);
  if (handler.plan?.(session, state, inputs) === true) return { changes: true };
  return changedProperties(handler.properties, state, inputs).length > 0 ? {} : { changes: false };
}
