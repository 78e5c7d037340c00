import type { PlanStep } from "./step";

/**
 * Brings together what is one object: what resources of their own had goes on inside a bulk resource
 * (their deletes touch nothing), or the other way round.
 */
export function handedOver(steps: readonly PlanStep[]): PlanStep[] {
  const inside = steps.filter(({ heldBy }) => heldBy !== undefined);
  if (inside.length === 0) return [...steps];
  const own = steps.filter(({ heldBy }) => heldBy === undefined);
  const deletes = new Map(own.filter(isDelete).map((one) => [keyOf(one), one]));
  const kept = new Map(inside.filter((one) => !isDelete(one)).map((one) => [keyOf(one), one]));
  const creates = own.filter(({ op }) => op === "create");
  const created = new Set(creates.map(({ urn }) => urn));
  const adopted = new Set(creates.filter(({ told }) => told.takesOver).map(keyOf));
  const given = new Map(
    inside.filter((one) => isDelete(one) && created.has(one.urn)).map((one) => [one.urn, one]),
  );
  return steps.flatMap((step) => {
    if (step.heldBy === undefined) return fromOwn(step, kept, given);
    if (given.get(step.urn) === step) return [];
    if (isDelete(step) && adopted.has(keyOf(step))) return [];
    return intoBulk(step, deletes, kept);
  });
}

type Steps = ReadonlyMap<string, PlanStep>;

/** A resource of its own: its object goes on in a bulk resource, or was in one. */
function fromOwn(step: PlanStep, kept: Steps, given: Steps): PlanStep[] {
  if (isDelete(step)) return kept.has(keyOf(step)) ? [] : [step];
  const before = step.op === "create" ? given.get(step.urn) : undefined;
  if (before?.old === undefined) return [step];
  const { old, departure } = before;
  return [{ ...step, op: "update", old, ...(departure && { departure: "undone" }) }];
}

/** Where it also changes there is a step that says how. */
function intoBulk(step: PlanStep, deletes: Steps, kept: Steps): PlanStep[] {
  if (step.takesOver === undefined) return [step];
  const { old } = deletes.get(keyOf(step)) ?? {};
  if (kept.get(keyOf(step)) !== step || old === undefined) return [];
  return [{ ...step, old, inputs: old.inputs }];
}

const isDelete = ({ op }: PlanStep): boolean => op === "delete";

/** An object of a tenant. */
const keyOf = ({ provider, kind, old, takesOver, told }: PlanStep): string =>
  JSON.stringify([provider, kind, takesOver ?? old?.id ?? told.takesOver?.id]);
