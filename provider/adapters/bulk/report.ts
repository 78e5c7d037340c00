import { printable } from "../../printable";
import { completed } from "../../engine/check";
import { kinds } from "../../kinds";
import type { Session } from "../../run/session";
import { resourceName } from "../../run/origin";
import type { PlannedEntry } from "../../run/plan-file";
import { BULK_TREE, valuesOf, type Common, type Held } from "../../run/stack/held";
import { isGone, type Change } from "./changes";
import type { Given } from "./declarations";
import { withoutSecrets } from "./entries";
import { linesOf } from "./lines";

/** How many changes a preview prints. */
const MOST = 100;

interface How {
  /** What the tree says for all of its entries, as it was applied: by that people leave. */
  readonly state: Common;
  /** What a new resource takes over from resources of their own. */
  readonly taken: readonly Held[];
  /** Whether the engine can't show it by itself, as in the dynamic form. */
  readonly isPrinted: boolean;
}

/** Tells what a step will do, entry by entry: in lines for who reads, and in the file of the plan. */
export function report(
  session: Session,
  given: Given,
  changes: readonly Change[],
  { state, taken, isPrinted }: How,
): void {
  const resource = resourceName(given);
  const entries = changes.map((change) => entryOf(session, change, isGone(change) ? state : given));
  const handed = taken.map(({ kind, name, id }) => ({
    what: "take over" as const,
    kind,
    name,
    id,
  }));
  session.planFile.add({ kind: BULK_TREE, resource, entries: [...handed, ...entries] });
  if (!isPrinted || changes.length + taken.length === 0) return;
  const { onRemove = session.configuration.onRemove } = state;
  const lines = changes.flatMap((change, index) =>
    linesOf(change, { onRemove, declared: entries[index]?.inputs }),
  );
  const more = lines.length > MOST ? [`… and ${lines.length - MOST} more`] : [];
  const goesOn =
    taken.length > 0
      ? [`goes on with ${taken.length} objects that have resources of their own`]
      : [];
  const head = lines.length === 0 ? [] : [`${lines.length} changes`];
  const text = [`${given.logicalName}: ${[...goesOn, ...head].join("; ")}`];
  for (const line of [...text, ...lines.slice(0, MOST).map((one) => `  ${one}`), ...more]) {
    console.info(printable(line));
  }
}

/** A change as the engine has steps: with what is in the state, and what is declared. */
function entryOf(session: Session, change: Change, common: Common): PlannedEntry {
  if (change.what === "create") {
    const { kind, name, place } = change.declaration;
    const inputs = completed(kinds[kind], session, change.inputs, {});
    return {
      what: "create",
      kind,
      name,
      inputs: withoutSecrets(kind, inputs),
      ...(place && { place }),
    };
  }
  const { held } = change;
  const old = { id: held.id, old: valuesOf(held, common) };
  if (isGone(change)) {
    return { what: change.what, kind: held.kind, name: held.name, ...old };
  }
  const { kind, name, place } = change.declaration;
  const { what, inputs, entries } = change;
  return {
    ...{ what, kind, name, ...old, inputs: withoutSecrets(kind, inputs) },
    changed: entries.map(({ path }) => path),
    ...(place && { place }),
  };
}
