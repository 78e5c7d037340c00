import { NotFoundError } from "../backends/errors";
import { labelOf } from "../run/preview";
import { resourceName } from "../run/origin";
import type { Session } from "../run/session";
import type { Takeover } from "../run/takeover";
import { adoptOf, nothingToAdopt, severalToAdopt } from "./adoption";
import { changedEntries, changedProperties, pathText, valueText } from "./changed";
import type { Existing, Kind, Values } from "./kind";
import { isUnknown, UNKNOWN } from "./unknown";

/** Whether a create may take over what exists, and a preview may ask. */
export const mayTakeOver = (session: Session, inputs: Values): boolean =>
  adoptOf(session, inputs) !== "never" && session.configuration.verify;

/** Tells who previews of a takeover. */
export type TellTakeover = (
  session: Session,
  inputs: Values,
  what: string,
  takeover: Takeover,
) => void;

/** In a line of its own. */
export const warnOfTakeover: TellTakeover = (session, inputs, what, { id, changes }) => {
  const told = changes.map(
    (one) => `${pathText(one.path)} (${valueText(one.old)} → ${valueText(one.new)})`,
  );
  const does = told.length === 0 ? "changes nothing of it" : `changes ${told.join(", ")}`;
  session.warn(`${resourceName(inputs)} takes over ${what} (${id}): ${does}`);
};

/**
 * Says at preview what a create will take over, and what it will change of that.
 * @throws ConflictError, NotFoundError as the create would
 */
export async function announceTakeover(
  kind: Kind,
  session: Session,
  inputs: Values,
  tell = warnOfTakeover,
): Promise<void> {
  const found = await existing(kind, session, inputs);
  if (found === undefined) return;
  const { ids, what } = found;
  const [id, ...others] = ids;
  if (others.length > 0) throw severalToAdopt(what, ids);
  if (id === undefined) {
    if (adoptOf(session, inputs) === "only") throw nothingToAdopt(what);
    return;
  }
  const { changes } = await noteTakeover(kind, session, id, inputs);
  session.planFile.add({
    ...{ kind: kind.name, resource: resourceName(inputs) },
    takesOver: { id, changes: changes.map(({ path, old }) => ({ path, from: old })) },
  });
  tell(session, inputs, what, { id, changes });
}

/** Keeps for this preview what a create will change of an object that exists. */
export async function noteTakeover(
  kind: Kind,
  session: Session,
  id: string,
  inputs: Values,
): Promise<Takeover> {
  const takeover = { id, changes: await changesOf(kind, session, id, inputs) };
  session.takenOver.set(labelOf(kind.name, resourceName(inputs)), takeover);
  return takeover;
}

/** `undefined` while it is unknown, or of a kind that can't be adopted. */
async function existing(kind: Kind, session: Session, inputs: Values) {
  const { properties } = kind;
  const isOpen = Object.keys(properties).some(
    (key) => properties[key]?.immutable === true && isUnknown(inputs[key]),
  );
  if (isOpen || kind.keyOf?.(inputs, session).includes(UNKNOWN) === true) return undefined;
  // What it would be in may be made by this very run.
  return kind.existing?.(session, knownOf(inputs)).catch((error: unknown): Existing | undefined => {
    if (!(error instanceof NotFoundError)) throw error;
    return undefined;
  });
}

/** A read shows each declared value that the server has differently. */
async function changesOf(kind: Kind, session: Session, id: string, inputs: Values) {
  const known = knownOf(inputs);
  const live = await kind.read(session, id, known);
  const { properties } = kind;
  const keys = changedProperties(properties, live, known).filter(
    (key) => properties[key]?.secret !== true && key in live,
  );
  return changedEntries(keys, live, known);
}

const knownOf = (inputs: Values): Values =>
  Object.fromEntries(Object.entries(inputs).filter(([, value]) => value !== UNKNOWN));
