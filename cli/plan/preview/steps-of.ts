import {
  currentValues,
  isBulk,
  kindIn,
  kinds,
  nameIn,
  type KindName,
  type Values,
} from "../../../provider/inspect";
import { plain } from "../../stack/secrets";
import { sourceIn } from "../../stack/source";
import { handedOver } from "./handed-over";
import { stepsInside, typeIn } from "./inside";
import { OPS, type OldResource, type PlanStep } from "./step";
import type { EngineState, EngineStep } from "./parse";
import type { ToldOf } from "./told";
import { withLabels } from "./unnamed";

/**
 * The steps that concern resources of ours, in the engine's order: those that are only read, and what
 * stands for a part of another step, are left out. What is inside a bulk resource has steps as if it were
 * resources of its own.
 * @param told by label, what the preview itself has told
 */
export function stepsOf(all: readonly EngineStep[], told: ToldOf): PlanStep[] {
  const replaced = new Set(all.filter(({ op }) => op === "replace").map(({ urn }) => urn));
  const steps = all.flatMap((one) => {
    const { op, urn, oldState, newState } = one;
    // The engine tells the halves of a replacement beside it only where it is asked to.
    if (op === "delete-replaced" && replaced.has(urn)) return [];
    if (isBulk(typeIn(one))) return wholeInside(one, told);
    const found = OPS[op];
    const state = newState ?? oldState;
    const kind = kinds.find((name) => name === kindIn(state?.type ?? ""));
    if (found === undefined || kind === undefined || state?.external) return [];
    const old = found === "create" ? undefined : oldState;
    return [
      {
        ...{ op: found, kind, urn, name: nameIn(urn), provider: one.provider },
        ...(old && { old: oldOf(kind, old) }),
        ...(newState && found !== "delete" && { inputs: valuesOf(kind, newState.inputs) }),
        waitsFor: waitsFor(newState ?? undefined),
        differs: one.diffReasons ?? [],
        source: sourceIn(state?.stackTrace ?? []),
        told: told(kind, urn),
      },
    ];
  });
  return withLabels(handedOver(steps));
}

/** A replacement makes what is inside anew, and deletes what was. */
function wholeInside(step: EngineStep, told: ToldOf): PlanStep[] {
  const old = step.op === "replace" ? stepsInside({ ...step, op: "delete" }, told) : [];
  return [...stepsInside(step, told), ...old];
}

function oldOf(kind: KindName, { id, inputs, outputs, retainOnDelete }: EngineState): OldResource {
  const [before, found] = [valuesOf(kind, inputs), valuesOf(kind, outputs)];
  return { id, inputs: before, outputs: found, isRetained: retainOnDelete };
}

const valuesOf = (kind: KindName, values: Values): Values => plain(currentValues(kind, values));

function waitsFor({ propertyDependencies }: Partial<EngineState> = {}) {
  const all = Object.entries(propertyDependencies ?? {});
  return Object.fromEntries(all.map(([key, urns]) => [key, urns ?? []]));
}
