import { containersOf } from "../run/containers";
import { ProviderError } from "../backends/errors";
import type { Failure, Handler, Values } from "./handler";
import { checkProperties, replacing } from "./properties";
import { isUnknown, UNKNOWN } from "./unknown";
import { newNameOf } from "./migrations";
import { resourceName, type Origin } from "../run/origin";
import type { Session } from "../run/session";
import { defined } from "../adapters/values";

/** Completes and checks the inputs. What can be expected to go wrong is a failure of a property. */
export async function check(
  handler: Handler,
  open: () => Session,
  olds: Values,
  news: Values,
): Promise<{ inputs: Values; failures: Failure[] }> {
  try {
    const session = open();
    await session.verify();
    const inputs = defined(handler.complete?.(session, news, olds) ?? news);
    declare(handler, session, inputs);
    const failures = [
      ...checkProperties(handler.properties, inputs, (name) => newNameOf(handler.kind, name)),
      ...refuseLacking(handler, session, inputs),
      ...refuseReplacement(handler, session, olds, inputs),
    ];
    if (failures.length > 0) return { inputs, failures };
    const refused = handler.check?.(session, inputs, olds) ?? [];
    // The engine has no old inputs for what it is to create, be it a replacement.
    if (refused.length + Object.keys(olds).length === 0) planMade(handler, session, inputs);
    return { inputs, failures: refused };
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    return { inputs: news, failures: [{ property: error.property ?? "", reason: error.message }] };
  }
}

/** A preview makes nothing; what is to be made is known by its natural key, where that is the id. */
function planMade(handler: Handler, session: Session, inputs: Values): void {
  const key = handler.keyOf?.(inputs, session);
  if (key !== undefined && !isUnknown(key)) session.made.add(handler.kind, key);
}

/** Also of what is refused: no delete may take it meanwhile. */
function declare(handler: Handler, session: Session, inputs: Values): void {
  const key: unknown = handler.keyOf?.(inputs, session);
  session.registry.origin ??= inputs.origin as Origin | undefined;
  session.registry.declare(handler.kind, resourceName(inputs), {
    key: typeof key === "string" && !key.includes(UNKNOWN) ? key : undefined,
    parts: handler.parts?.(inputs) ?? [],
    within: containersOf(handler.kind, inputs),
  });
}

/** What the system can't keep must not look as if it were kept. */
function refuseLacking(handler: Handler, { backend }: Session, inputs: Values): Failure[] {
  return Object.entries(backend.capabilities.lacks[handler.kind] ?? {})
    .filter(([property]) => inputs[property] !== undefined && inputs[property] !== null)
    .map(([property, why]) => ({ property, reason: `${backend.name} ${why}: leave it out` }));
}

/** A replacement loses what hangs on the object, so it must be meant. */
function refuseReplacement(
  handler: Handler,
  session: Session,
  olds: Values,
  news: Values,
): Failure[] {
  if (news.allowReplace === true) return [];
  // A reference that follows a replaced object is meant as much as that replacement is.
  const meant = (property: string) =>
    session.replacements.isSuccession(olds[property], news[property]);
  const changed = replacing(handler.properties, olds, news).filter((one) => !meant(one));
  return changed.map((property) => ({
    property,
    reason: `${property} can't change on ${session.backend.name} (${String(olds[property])} → ${String(news[property])}); replacing deletes the ${handler.kind} and all that hangs on it: set allowReplace: true if meant`,
  }));
}
