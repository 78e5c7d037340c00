import type { AccessGraph, GraphBuilder } from "../../../access";
import { isUnknown, kindOf, type Inspector, type Values } from "../../../provider/inspect";
import type { GraphResource } from "../../graph/graph-resource";
import type { Ids } from "../../graph/ids";
import { labelOf } from "../../graph/label";
import type { PlanStep } from "../preview/step";
import type { Change } from "../report";

/** One connection while its steps are translated, one after the other. */
export interface Scene {
  readonly inspector: Pick<Inspector, "backend" | "configuration">;
  /** As it was. */
  readonly before: AccessGraph;
  /** As it is after the steps so far. */
  readonly builder: GraphBuilder;
  readonly ids: Ids;
  /** Who is in an org, by its id, after the steps so far. */
  readonly orgMembers: ReadonlyMap<string, Set<string>>;
  /** Whom lists name that stay. */
  readonly kept: Kept;
  /** Ids of what this plan deletes, with what goes along: nodes, perms, apps, orgs. */
  readonly going: ReadonlySet<string>;
  /** Ids of those that it leaves on the server, as they are: `onRemove: "keep"`. */
  readonly staying: ReadonlySet<string>;
  readonly at: Date;
}

/** Whom the resources that stay name in each list. */
export interface Kept {
  has(list: string, member: string): boolean;
}

/** What all changes of a step have in common. */
export function changeOf(step: PlanStep, object: string): Omit<Change, "what"> {
  const { kind, name: resource, urn, source } = step;
  return { kind, object, resource, urn, ...(source !== undefined && { source }) };
}

/** Its inputs with the label of a resource, `Node "platform"`, for each single value that is unknown. */
export function labelled({ inputs = {}, told, waitsFor }: PlanStep): Values {
  const entries = Object.entries(inputs).map(([key, value]) => {
    if (typeof value !== "string" || !isUnknown(value)) return [key, value] as const;
    const awaited = told.awaited?.[key];
    const label = typeof awaited === "string" ? awaited : labelIn(waitsFor[key]);
    return [key, label ?? value] as const;
  });
  return Object.fromEntries(entries);
}

/** What a value waits for, where it is one resource of ours. */
function labelIn([urn, ...others]: readonly string[] = []): string | undefined {
  const kind = kindOf(urn ?? "");
  return urn === undefined || kind === undefined || others.length > 0
    ? undefined
    : labelOf(kind, urn);
}

/** The id by which the graph has the object of a step: what is new goes by its URN, a person by their username. */
export function objectOf(step: PlanStep): string {
  const { kind, urn, old, op, told } = step;
  if (kind === "User") return usernameOf(step) ?? urn;
  if (op === "create" || op === "replace") return told.takesOver?.id ?? urn;
  return old?.id ?? urn;
}

/** As it will be; `undefined` while it is unknown. */
export function usernameOf({ inputs, old }: PlanStep): string | undefined {
  const username = inputs === undefined ? oldUsernameOf(old) : inputs.username;
  return typeof username === "string" && !isUnknown(username) ? username : undefined;
}

/** As it is: where a username changes in place, the id of the resource is the first one. */
export function oldUsernameOf(old: PlanStep["old"]): string | undefined {
  const username = old?.outputs.username;
  return typeof username === "string" ? username : old?.id;
}

/** As the graph needs to know it. */
export function resourceOf(step: PlanStep, values: Values = labelled(step)): GraphResource {
  const { kind, urn, name, source } = step;
  return { kind, id: objectOf(step), urn, name, source, values };
}
