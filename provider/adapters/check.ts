import { ProviderError } from "../backends/errors";
import { completed, failuresOf } from "../engine/check";
import type { Failure, Kind, Values } from "../engine/kind";
import { isUnknown, UNKNOWN } from "../engine/unknown";
import { containersOf } from "../run/containers";
import { resourceName, type Origin } from "../run/origin";
import type { Session } from "../run/session";
import { defined } from "./values";

interface Checked {
  readonly inputs: Values;
  readonly failures: readonly Failure[];
}

/**
 * Completes and checks the inputs, and registers what the program declares. A ProviderError becomes
 * a failure of a property.
 */
export async function check(
  kind: Kind,
  open: () => Session,
  olds: Values,
  news: Values,
): Promise<Checked> {
  try {
    const session = open();
    await session.tenant.verify();
    const inputs = defined(completed(kind, session, news, olds));
    registerDeclared(kind, session, inputs);
    const failures = failuresOf(kind, session, inputs, olds);
    if (failures.length > 0) return { inputs, failures };
    registerAlone(kind, session, inputs);
    // Without old inputs the engine is about to create it, maybe as a replacement.
    if (Object.keys(olds).length === 0) registerMade(kind, session, inputs);
    return { inputs, failures };
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    return { inputs: news, failures: [{ property: error.property ?? "", reason: error.message }] };
  }
}

/** Registers invalid resources too: their objects must not be deleted in this run. */
function registerDeclared(kind: Kind, session: Session, inputs: Values): void {
  const key: unknown = kind.keyOf?.(inputs, session);
  const above = kind.above?.(inputs);
  session.registry.origin ??= inputs.origin as Origin | undefined;
  session.registry.declare(kind.name, resourceName(inputs), {
    key: typeof key === "string" && !key.includes(UNKNOWN) ? key : undefined,
    parts: kind.parts?.(inputs) ?? [],
    within: containersOf(kind.name, inputs),
  });
  if (typeof key === "string" && above !== undefined) session.hierarchy.declared.put(key, above);
}

/** @throws ConflictError where another resource of the program is the same object, or the same list */
function registerAlone(kind: Kind, session: Session, inputs: Values): void {
  const [what, key] = kind.unique?.(inputs) ?? [];
  if (what !== undefined && key !== undefined && !isUnknown(what) && !key.includes(UNKNOWN)) {
    session.unique.registerKey(what, key, resourceName(inputs));
  }
  for (const { list, mode } of kind.lists?.(inputs) ?? []) {
    if (mode === "observe" || isUnknown(mode) || list.includes(UNKNOWN)) continue;
    session.unique.registerList(list, resourceName(inputs), mode === "exact");
  }
}

/** A preview creates nothing: what an apply would create is registered by its natural key. */
function registerMade(kind: Kind, session: Session, inputs: Values): void {
  const key = kind.keyOf?.(inputs, session);
  if (key !== undefined && !key.includes(UNKNOWN)) session.made.add(kind.name, key);
}
