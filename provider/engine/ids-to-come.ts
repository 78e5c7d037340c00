import { nameInLabel, partsOfLabel, type Preview } from "../run/preview";
import type { Session } from "../run/session";
import type { Values } from "./kind";
import { isUnknown } from "./unknown";

/**
 * The ids that a preview does not know and an apply will have: of a node that the program declares,
 * where the system makes a node's id of its key.
 */
export function withIdsToCome(
  { backend, registry }: Pick<Session, "backend" | "registry">,
  inputs: Values,
  awaited: NonNullable<Preview["awaited"]>,
): Values {
  // There the key of a node is its id.
  if (backend.capabilities.nodeId("department", "key") === undefined) return inputs;
  const ids = Object.entries(awaited).flatMap(([property, label]) => {
    if (typeof label !== "string" || !isUnknown(inputs[property])) return [];
    const [resource, rest] = partsOfLabel(label);
    if (rest !== "" || !resource.startsWith('Node "')) return [];
    const id = registry.keyOf("Node", nameInLabel(resource));
    return id === undefined ? [] : [[property, id] as const];
  });
  return { ...inputs, ...Object.fromEntries(ids) };
}
