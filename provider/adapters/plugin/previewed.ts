import { isDeepStrictEqual } from "node:util";
import type { Kind, Values } from "../../engine/kind";
import { declared } from "../../engine/settle";
import { announceTakeover, mayTakeOver } from "../../engine/takeover";
import { isUnknown, UNKNOWN } from "../../engine/unknown";
import { resourceName } from "../../run/origin";
import { labelOf } from "../../run/preview";
import type { Session } from "../../run/session";

/**
 * The id that a create will give: that of what it takes over, of which the user is told, or the
 * natural key; empty where it is unknown.
 *
 * @throws ConflictError, NotFoundError for a takeover, as the create would
 */
export async function previewedId(kind: Kind, session: Session, inputs: Values): Promise<string> {
  const label = labelOf(kind.name, resourceName(inputs));
  const isAnnounced = session.takenOver.has(label);
  if (!isAnnounced && mayTakeOver(session, inputs)) await announceTakeover(kind, session, inputs);
  const taken = session.takenOver.get(label)?.id;
  if (taken !== undefined) return taken;
  if (kind.idIsKey !== true) return "";
  const key = kind.keyOf?.(inputs, session);
  return key === undefined || isUnknown(key) ? "" : key;
}

/** What is known of a resource that an apply will make. */
export const previewedCreate = ({ properties, outputs }: Kind, inputs: Values): Values => ({
  ...Object.fromEntries(Object.keys(outputs).map((name) => [name, UNKNOWN])),
  tenant: UNKNOWN,
  ...declared(properties, inputs),
  ...missingIn(inputs),
});

/** Names that a check has not found: the constructor of a component that names them tells of them. */
const missingIn = ({ missing }: Values): Values => (missing === undefined ? {} : { missing });

/**
 * What is known of a resource that an apply will change: an output is unknown only where it follows
 * an input that changes, or any change at all.
 */
export function previewedUpdate({ properties, outputs }: Kind, state: Values, inputs: Values) {
  const changed = Object.keys(properties).filter(
    (name) => inputs[name] !== undefined && !isDeepStrictEqual(inputs[name], state[name]),
  );
  const stays = (name: string): boolean => {
    const follows = outputs[name]?.follows;
    return follows !== undefined && !follows.some((one) => changed.includes(one));
  };
  const found = Object.keys(outputs).map((name) => [name, stays(name) ? state[name] : UNKNOWN]);
  const known = { ...declared(properties, inputs), ...missingIn(inputs) };
  return { ...state, ...Object.fromEntries(found), ...known } as Values;
}
