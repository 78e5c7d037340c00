import { printable } from "../../printable";
import { completed } from "../../engine/check";
import { kinds } from "../../kinds";
import type { Session } from "../../run/session";
import { resourceName } from "../../run/origin";
import type { PlannedEntry } from "../../run/plan-file";
import { BULK_TREE, valuesOf, type Common, type Held } from "../../run/stack/held";
import { tell } from "../engine-log";
import { isGone, type Change } from "./changes";
import type { Given } from "./declarations";
import { withoutSecrets } from "./entries";
import { linesOf } from "./lines";
import { takeoverOf } from "./takeovers";

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
export async function report(
  session: Session,
  given: Given,
  changes: readonly Change[],
  { state, taken, isPrinted }: How,
): Promise<void> {
  const resource = resourceName(given);
  const entries = changes.map((change) => entryOf(session, change, isGone(change) ? state : given));
  const handed = taken.map(({ kind, name, id }) => ({
    what: "take over" as const,
    kind,
    name,
    id,
  }));
  session.planFile.add({ kind: BULK_TREE, resource, entries: [...handed, ...entries] });
  const found = changes.map((change) =>
    change.what === "create" ? takeoverOf(session, given, change.declaration) : undefined,
  );
  const { onRemove = session.configuration.onRemove } = state;
  const lines = changes.flatMap((change, index) => {
    const [takeover, declared] = [found[index], entries[index]?.inputs];
    // The engine shows the rest by itself, in a map.
    return isPrinted || takeover ? linesOf(change, { onRemove, declared, takeover }) : [];
  });
  const existing = entries.filter((_, index) => found[index] !== undefined);
  const head = headOf(existing, isPrinted ? taken.length : 0, lines.length);
  if (head === "") return;
  const more = lines.length > MOST ? [`… and ${lines.length - MOST} more`] : [];
  const shown = lines.slice(0, MOST).map((one) => `  ${one}`);
  await tell([`${given.logicalName}: ${head}`, ...shown, ...more].map(printable));
}

/** `takes over 2 nodes and 1 person; 3 changes`; empty where there is nothing to tell. */
function headOf(existing: readonly PlannedEntry[], handedOver: number, changes: number): string {
  const count = (kind: string) => existing.filter((one) => one.kind === kind).length;
  const takesOver = [
    ...counted(count("Node"), "node", "nodes"),
    ...counted(count("User"), "person", "people"),
  ];
  const nothing = takesOver.length > 0 ? ["changes nothing of them"] : [];
  return [
    ...(takesOver.length > 0 ? [`takes over ${takesOver.join(" and ")}`] : []),
    ...(handedOver > 0
      ? [`goes on with ${handedOver} objects that have resources of their own`]
      : []),
    ...(changes > 0 ? counted(changes, "change", "changes") : nothing),
  ].join("; ");
}

const counted = (count: number, one: string, several: string): string[] =>
  count === 0 ? [] : [`${count} ${count === 1 ? one : several}`];

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
