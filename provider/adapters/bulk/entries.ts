import { isDeepStrictEqual } from "node:util";
import type { Calls } from "../calls";
import { ProviderError } from "../../backends/errors";
import type { ChangedEntry } from "../../engine/changed";
import type { Values } from "../../engine/kind";
import { isUnknown } from "../../engine/unknown";
import { kindOf, kinds } from "../../kinds";
import type { Session } from "../../run/session";
import { objectId } from "../../run/object-id";
import { resourceName } from "../../run/origin";
import { heldValues, valuesOf, type Common, type Held } from "../../run/stack/held";
import type { HeldKind } from "./declarations";

/** How a declared entry differs from what is held of it. */
type Comparison =
  | { readonly is: "same" }
  | { readonly is: "other"; readonly inputs: Values; readonly entries: readonly ChangedEntry[] };

/** The engine's calls for the entries of a bulk resource, as it makes them for resources. */
export class Entries {
  constructor(
    private readonly session: Session,
    private readonly calls: Readonly<Record<HeldKind, Calls>>,
    /** What the states of all have in common. */
    private readonly common: Common,
  ) {}

  /** What becomes of people who leave. */
  get onRemove(): unknown {
    return this.common.onRemove ?? this.session.configuration.onRemove;
  }

  callsOf = (kind: string): Calls => this.calls[kind as HeldKind];

  /** What a resource of its own would have in the state. */
  valuesOf = (held: Held) => valuesOf(held, this.common);

  /**
   * Compares a declaration with what is held; what is equal costs next to nothing.
   * @throws ProviderError for invalid inputs, as a check has them
   */
  async compare(held: Held, kind: HeldKind, raw: Values): Promise<Comparison> {
    if (isSame(kind, held, raw)) {
      this.keep(kind, held, raw);
      return { is: "same" };
    }
    const values = this.valuesOf(held);
    // What the tree says for all is compared once, for the tree.
    const policies = Object.fromEntries(POLICIES.map((key) => [key, raw[key]]));
    const outputs = { ...values.outputs, ...policies };
    const calls = this.calls[kind];
    const checked = await calls.check({ ...values.inputs, ...policies }, raw);
    const [failure] = checked.failures;
    if (failure !== undefined) throw new ProviderError(failure.reason, failure.property);
    const { changes, entries } = await calls.diff(held.id, outputs, checked.inputs);
    const isChanged = changes ?? entries.length > 0;
    return isChanged ? { is: "other", inputs: checked.inputs, entries } : { is: "same" };
  }

  /** What a comparison of the engine registers of a resource that has not changed. */
  private keep(kind: HeldKind, { id, outputs }: Held, inputs: Values): void {
    this.session.registry.identify(kind, resourceName(inputs), objectId({ kind, id, outputs }));
    kinds[kind].register?.(this.session, id, outputs, outputs);
  }
}

/**
 * Values of an entry as a bulk resource holds them: without secrets, without what all have in common, and
 * without what only the check or the create that it comes with reads.
 */
export const heldOf = (kind: string, values: Values): Values =>
  without("transient", kind, withoutSecrets(kind, heldValues(values)));

export const withoutSecrets = (kind: string, values: Values): Values =>
  without("secret", kind, values);

function without(which: "secret" | "transient", kind: string, values: Values): Values {
  const properties = kindOf(kind)?.properties;
  return Object.fromEntries(
    Object.entries(values).filter(([key]) => properties?.[key]?.[which] !== true),
  );
}

/** What no state of a settled entry has: there is more to do than its inputs show. */
const OPEN = ["passwordPending", "inherits"];
/** What `check` may set. */
const SET_BY_CHECK = ["uid"];
/** What the tree says for all of its entries. */
const POLICIES = ["onRemove", "forceDestroy"];

/** Whether an entry is as it was applied; `false` where only a check and a comparison can tell. */
function isSame(kind: HeldKind, { outputs, inputs }: Held, raw: Values): boolean {
  if (OPEN.some((key) => key in outputs)) return false;
  const isCompared = (key: string) =>
    kinds[kind].properties[key]?.silent !== true && !POLICIES.includes(key);
  const keys = Object.keys(raw).filter(isCompared);
  const declared = Object.keys(inputs).filter(isCompared);
  if (declared.some((key) => !(key in raw) && !SET_BY_CHECK.includes(key))) return false;
  return keys.every((key) => {
    if (kind === "NodeMembers" && key === "users") return isSameList(outputs, raw);
    return isDeepStrictEqual(outputs[key], raw[key]);
  });
}

/** An end date may have passed, and an exact list may hold somebody who goes. */
function isSameList({ users, unmanaged }: Values, raw: Values): boolean {
  const list = raw.users as readonly unknown[];
  const names = list.filter((one) => typeof one === "string");
  if (names.length < list.length || names.some(isUnknown)) return false;
  const others = Array.isArray(unmanaged) ? unmanaged.length : 0;
  if (raw.mode === "exact" && others > 0) return false;
  const held = Object.entries(users ?? {});
  const declared = new Set(names);
  return (
    held.length === declared.size &&
    held.every(([name, value]) => value === "member" && declared.has(name))
  );
}
