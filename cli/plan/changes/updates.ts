import {
  isShownProperty,
  isUnknown,
  secretNames,
  updatedEntries,
  type Values,
} from "../../../provider/inspect";
import { HIDDEN, type OldResource, type PlanStep } from "../preview/step";
import type { Change } from "../report";
import { isList } from "./entry";
import { changeOf, labelled, objectOf, type Scene } from "./scene";

/** One value that changes. */
interface Update {
  readonly path: readonly string[];
  readonly old: unknown;
  readonly new: unknown;
}

/** What an update writes: each property by itself, a list's entries left out. */
export function updates(scene: Scene, step: PlanStep, old: OldResource): Change[] {
  const { inspector } = scene;
  const values = labelled(step);
  const all = updatedEntries(inspector.backend, step.kind, old.outputs, values);
  const isEntry = ({ path }: Update) => isList(step) && typeof values[path[0] ?? ""] === "object";
  const seen = new Set(all.map(({ path }) => path[0]));
  // The engine shows no secret, and so not how it changes.
  const hidden = step.differs
    .map((key) => key.split(/[.[]/, 1)[0] ?? "")
    .filter((key) => isShownProperty(step.kind, key) && !seen.has(key) && holdsHidden(values[key]))
    .map((key): Update => ({ path: [key], old: HIDDEN, new: HIDDEN }));
  return (
    [...all, ...hidden]
      .filter((one) => !isEntry(one))
      .map((one) => changeFor(scene, step, one))
      // A label may be of the node that it is in already.
      .filter(({ what, from, to }) => what !== "move" || from !== to)
  );
}

/** The same for what is taken over, as the preview has told it. */
export function updatesOfTakeover(scene: Scene, step: PlanStep): Change[] {
  const values = labelled(step);
  return (step.told.takesOver?.changes ?? []).map(({ path, from }) =>
    changeFor(scene, step, { path, old: from, new: valueAt(values, path) }),
  );
}

function changeFor(
  { ids, builder, before }: Scene,
  step: PlanStep,
  { path, old, new: value }: Update,
): Change {
  const change = changeOf(step, objectOf(step));
  const [property = ""] = path;
  if (step.kind === "Node" && property === "parent") {
    const from = builder.nodes.get(objectOf(step))?.parent ?? ids.node(String(old));
    return { what: "move", ...change, from, to: ids.node(String(value)) };
  }
  const isSecret = secretNames.has(property) || holdsHidden(old) || holdsHidden(value);
  const [from, to] = isSecret ? [] : [textOf(old), textOf(value)];
  const values = { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
  if (property === "name") {
    // A name that no program has declared is there all the same.
    const { name } = before.people.get(objectOf(step)) ?? {};
    return {
      what: "rename",
      ...change,
      ...(from === undefined && name && { from: name }),
      ...values,
    };
  }
  const what = step.kind === "User" && property === "username" ? "rename" : "update";
  const reason = whyOf(old, value);
  return { what, ...change, property: path.join("."), ...values, ...(reason && { reason }) };
}

/** What two values that have no text leave open. */
function whyOf(old: unknown, value: unknown): string | undefined {
  if (isUnknown(value)) return "known only at the apply";
  return value === null && old === undefined ? "null clears it" : undefined;
}

/** `undefined` for what is not there, cleared, or unknown as yet. */
function textOf(value: unknown): string | undefined {
  if (value === undefined || value === null || isUnknown(value)) return undefined;
  return typeof value === "string" ? value : JSON.stringify(value);
}

function holdsHidden(value: unknown): boolean {
  if (value === HIDDEN) return true;
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value).some(holdsHidden);
}

function valueAt(values: Values, [key = "", ...rest]: readonly string[]): unknown {
  const value = values[key];
  if (rest.length === 0 || typeof value !== "object" || value === null) return value;
  return valueAt(value as Values, rest);
}
