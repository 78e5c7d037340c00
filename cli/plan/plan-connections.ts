import {
  isUnknown,
  providerSettings,
  type OnRequest,
  type StackSettings,
} from "../../provider/inspect";
import { connectionsOf, type Connection } from "../connection/connections";
import type { Stack } from "../stack/stack";
import type { StackResource } from "../stack/stack-resource";
import type { EngineStep } from "./preview/parse";
import { HIDDEN, type PlanStep } from "./preview/step";

/** A connection of a plan, and what the plan does on it. */
export interface PlannedConnection extends Connection {
  readonly steps: readonly PlanStep[];
  /** It is new, and a preview does not show its credentials: nothing can be asked there. */
  readonly isBlind: boolean;
}

/** How the engine calls the id of a provider that is yet to be made. */
const UNKNOWN_ID = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/**
 * The connections of a stack and of what a preview creates, with the steps on each.
 * @throws ConfigurationError naming the setting
 */
export function plannedConnections(
  stack: Stack,
  steps: readonly PlanStep[],
  engine: readonly EngineStep[],
  onRequest: OnRequest,
): PlannedConnection[] {
  const fresh = new Set(steps.flatMap(asResource));
  const made = new Map(engine.flatMap(newConnection));
  const all = {
    resources: [...stack.resources, ...fresh],
    connections: new Map([...made, ...stack.connections]),
    settings: stack.settings,
  };
  const known = new Set(all.resources.map(({ urn }) => urn));
  return connectionsOf(all, onRequest).map((connection) => {
    const urns = new Set(connection.resources.map(({ urn }) => urn));
    const providers = new Set(connection.resources.map(({ provider }) => provider));
    const isBlind = connection.resources.some(
      ({ provider }) => !stack.connections.has(provider) && lacksSecrets(made.get(provider)),
    );
    // A new org has no id as yet.
    const isPlace = (one: StackResource) => !fresh.has(one) || one.kind !== "Org" || one.id !== "";
    const resources = connection.resources.filter(isPlace);
    // The state has what is renamed under its former URN.
    const own = steps.filter(({ urn, provider }) =>
      known.has(urn) ? urns.has(urn) : providers.has(provider),
    );
    return { ...connection, resources, steps: own, isBlind };
  });
}

/** What is new, as far as it tells which connection it is on, and which orgs are concerned. */
function asResource(step: PlanStep): StackResource[] {
  const { op, urn, kind, name, inputs = {}, provider, told } = step;
  if (op !== "create" && op !== "replace") return [];
  const known = Object.entries(inputs).filter(([, value]) => !isUnknown(value));
  return [
    {
      ...{ urn, kind, name, provider, id: told.takesOver?.id ?? "" },
      ...{ inputs: Object.fromEntries(known), outputs: {}, secrets: new Set<string>() },
      isKept: false,
    },
  ];
}

function newConnection({ urn, newState }: EngineStep): [string, StackSettings][] {
  const { type = "", inputs = {}, id = "" } = newState ?? {};
  const settings = providerSettings(type, inputs, urn.split("::")[1]);
  return settings === undefined ? [] : [[`${urn}::${id === "" ? UNKNOWN_ID : id}`, settings]];
}

const lacksSecrets = (settings: StackSettings = {}): boolean =>
  Object.values(settings).some((value) => value === HIDDEN || isUnknown(value));
