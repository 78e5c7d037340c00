import { ProviderError } from "../backends/errors";
import { completed, failuresOf } from "../engine/check";
import type { Failure, Kind, Values } from "../engine/kind";
import { announceTakeover, mayTakeOver, warnOfTakeover } from "../engine/takeover";
import { refusedByServer, withoutIgnored } from "../engine/unkept";
import { missingNames } from "../engine/undeclared";
import { requireMadeBefore } from "../engine/made-late";
import { warnLeftOut } from "../engine/left-out";
import { warnOfSpellings } from "../engine/spelling";
import { isUnknown, UNKNOWN } from "../engine/unknown";
import { containersOf } from "../run/containers";
import { resourceName, type Origin } from "../run/origin";
import type { Preview } from "../run/preview";
import type { Session } from "../run/session";
import { followed } from "./followed";
import { requireNotLeaving } from "./leavers";
import { defined } from "./values";

/** Completed inputs, and what is wrong with them. */
export interface Checked {
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
  tellTakeover = warnOfTakeover,
): Promise<Checked> {
  const { preview, ...declared } = news;
  let given: Values = declared;
  try {
    const session = open();
    await session.tenant.verify();
    given = withoutIgnored(kind, session, declared);
    const { awaited, undeclared } = (preview ?? {}) as Preview;
    const inputs = defined(completed(kind, session, given, olds, awaited));
    if (preview !== undefined) {
      session.planFile.begin();
      const resource = resourceName(inputs);
      if (awaited) session.planFile.add({ kind: kind.name, resource, awaited });
    }
    registerDeclared(kind, session, inputs);
    const failures = failuresOf(kind, session, inputs, olds, awaited);
    if (failures.length > 0) return { inputs, failures };
    const refused = await refusedByServer(kind, session, inputs, olds);
    if (refused.length > 0) return { inputs, failures: refused };
    registerAlone(kind, session, inputs);
    warnLeftOut(kind, session, inputs, olds);
    warnOfSpellings(kind, session, inputs);
    const missing = await missingNames(session, undeclared ?? [], inputs, olds);
    // Without old inputs the engine is about to create it, maybe as a replacement.
    if (Object.keys(olds).length === 0) {
      const key = kind.keyOf?.(inputs, session);
      requireNotLeaving(kind, session, inputs);
      await requireMadeBefore(session, kind, inputs, key);
      registerMade(kind, session, key);
      if (preview !== undefined && mayTakeOver(session, inputs)) {
        const known = defined(completed(kind, session, followed(session, given, awaited), olds));
        await announceTakeover(kind, session, known, tellTakeover);
      }
    }
    return { inputs: missing.length === 0 ? inputs : { ...inputs, missing }, failures };
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    return { inputs: given, failures: [{ property: error.property ?? "", reason: error.message }] };
  }
}

/** Registers a resource that an earlier check has found valid, and that has not changed since. */
export function registerUnchanged(kind: Kind, session: Session, inputs: Values): void {
  registerDeclared(kind, session, inputs);
  registerAlone(kind, session, inputs);
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
  for (const [what, key] of kind.unique?.(inputs, session) ?? []) {
    if (isUnknown(what) || key.includes(UNKNOWN)) continue;
    session.unique.registerKey(what, key, resourceName(inputs));
  }
  for (const { list, mode } of kind.lists?.(inputs) ?? []) {
    if (mode === "observe" || isUnknown(mode) || list.includes(UNKNOWN)) continue;
    session.unique.registerList(list, resourceName(inputs), mode === "exact");
  }
}

/** A preview creates nothing: what an apply would create is registered by its natural key. */
function registerMade(kind: Kind, session: Session, key: string | undefined): void {
  if (key !== undefined && !key.includes(UNKNOWN)) session.made.add(kind.name, key);
}
