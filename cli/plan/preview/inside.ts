import { heldIn, isBulk, kinds, nameIn, urnBeside } from "../../../provider/inspect";
import type { Gap } from "../../live-org/gap";
import { plain } from "../../stack/secrets";
import { sourceIn } from "../../stack/source";
import type { EngineState, EngineStep } from "./parse";
import { OPS, type OldResource, type PlanStep } from "./step";
import type { ToldEntry, ToldOf } from "./told";

/** What a bulk resource holds, with what the state has of each. */
type Held = ReturnType<typeof heldIn>[number];

/**
 * What a step of a bulk resource does with what it holds: a step for each, as if it were a resource of its
 * own. A preview that has not told it shows what stays and what goes alone.
 */
export function stepsInside(step: EngineStep, told: ToldOf): PlanStep[] {
  const op = OPS[step.op];
  const state = step.newState ?? step.oldState;
  if (op === undefined || state == null || state.external) return [];
  const isNew = op === "create" || op === "replace";
  const inside = new Inside(step, state, told, isNew ? [] : heldBefore(step));
  if (op === "delete") return inside.deletes();
  return inside.all(told(kindOf(step), step.urn).entries ?? []);
}

/** Where it can't be seen what a step does with what a bulk resource holds. */
export function unseenInside(steps: readonly EngineStep[], told: ToldOf): Gap[] {
  return steps.flatMap((step) => {
    const op = OPS[step.op];
    if (!isBulk(typeIn(step)) || op === undefined || op === "same" || op === "delete") return [];
    return told(kindOf(step), step.urn).entries === undefined
      ? [{ part: "OrgTree", id: nameIn(step.urn), reason: NOT_TOLD }]
      : [];
  });
}

const NOT_TOLD =
  "what happens to its people and nodes is not in a preview that was made before: plan without --from";

/** The type of what a step is about. */
export const typeIn = ({ newState, oldState }: EngineStep): string =>
  (newState ?? oldState)?.type ?? "";

const kindOf = (step: EngineStep): string => typeIn(step).split(":").at(-1) ?? "";

function heldBefore({ urn, oldState }: EngineStep): Held[] {
  if (oldState == null) return [];
  return heldIn({ urn, inputs: plain(oldState.inputs), outputs: plain(oldState.outputs) });
}

/** One step of a bulk resource. */
class Inside {
  private readonly around: string | undefined;

  constructor(
    private readonly step: EngineStep,
    private readonly state: EngineState,
    private readonly told: ToldOf,
    private readonly held: readonly Held[],
  ) {
    this.around = sourceIn(state.stackTrace ?? []);
  }

  deletes(): PlanStep[] {
    return this.held.map((one) => ({
      ...this.common(one),
      ...{ op: "delete", old: this.oldOf(one), ...(one.hasLeft && { departure: "ends" }) },
    }));
  }

  /** What changes, and what stays. */
  all(entries: readonly ToldEntry[]): PlanStep[] {
    const leavers = new Set(this.held.filter(({ hasLeft }) => hasLeft).map(keyOf));
    const changed = new Set(entries.map(keyOf));
    const staying = this.held.filter((one) => !one.hasLeft && !changed.has(keyOf(one)));
    return [
      ...entries.flatMap((one) => this.entry(one, leavers.has(keyOf(one)))),
      ...staying.map((one) => ({
        ...this.common(one),
        ...{ op: "same" as const, old: this.oldOf(one), inputs: one.inputs },
      })),
    ];
  }

  private entry(entry: ToldEntry, hasLeft: boolean): PlanStep[] {
    const { what, id, old, inputs = {}, place } = entry;
    const kind = kinds.find((one) => one === entry.kind);
    if (kind === undefined) return [];
    const urn = urnBeside(this.step.urn, entry);
    const common = this.common({ ...entry, kind, urn, place });
    const { isRetained } = this;
    const before = id !== undefined && old !== undefined && { old: { id, ...old, isRetained } };
    switch (what) {
      case "create":
        return [{ ...common, op: "create", inputs }];
      case "update":
        return [{ ...common, op: "update", ...before, inputs }];
      case "return":
        return [{ ...common, op: "update", ...before, inputs, departure: "undone" }];
      case "leave":
        return [{ ...common, op: "delete", ...before, departure: "begins", ...this.grace() }];
      case "delete":
        return [{ ...common, op: "delete", ...before, ...(hasLeft && { departure: "ends" }) }];
      // The other one has a step of its own.
      case "hand over":
        return [];
      case "take over":
        return [{ ...common, op: "same", ...(id !== undefined && { takesOver: id }) }];
    }
  }

  private common({ urn, kind, name, place }: Pick<Held, "urn" | "kind" | "name" | "place">) {
    const { urn: heldBy, provider } = this.step;
    const source = place ?? this.around;
    return {
      ...{ urn, kind, name, heldBy, provider, source },
      ...{ waitsFor: {}, differs: [], told: this.told(kind, urn) },
    };
  }

  private oldOf({ id, inputs, outputs }: Held): OldResource {
    return { id, inputs, outputs, isRetained: this.isRetained };
  }

  private get isRetained(): boolean {
    return this.step.oldState?.retainOnDelete ?? false;
  }

  private grace() {
    const { graceDays } = this.state.inputs;
    return typeof graceDays === "number" ? { graceDays } : {};
  }
}

const keyOf = ({ kind, id = "" }: { readonly kind: string; readonly id?: string | undefined }) =>
  `${kind} ${id}`;
