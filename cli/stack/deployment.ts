import {
  currentValues,
  heldIn,
  isBulk,
  kindIn,
  kinds,
  nameIn,
  parseExport,
  providerSettings,
  type ExportedResource,
  type StackSettings,
} from "../../provider/inspect";
import { plain, secretsOf } from "./secrets";
import { sourceIn } from "./source";
import type { StackResource } from "./stack-resource";

/** What a stack's state holds. */
export interface StackState {
  /** `<project>/<stack>`; `undefined` for a stack without any resource. */
  readonly name: string | undefined;
  readonly resources: readonly StackResource[];
  /** Settings of each provider resource of ours, by its reference. */
  readonly connections: ReadonlyMap<string, StackSettings>;
  /** What an interrupted run had begun: `creating urn:…`. */
  readonly pending: readonly string[];
}

/**
 * Reads what `pulumi stack export --show-secrets` prints.
 * @throws Error with a sentence, where it is no state, its secrets are encrypted, or a newer version of
 * this package wrote it
 */
export function parseDeployment(text: string): StackState {
  const { stack, resources, pending } = parseExport(text);
  return {
    name: stack && `${stack.project}/${stack.name}`,
    resources: resources.flatMap(toResource),
    connections: new Map(resources.flatMap((one) => toConnection(one, stack?.project))),
    pending,
  };
}

function toResource(resource: ExportedResource): StackResource[] {
  const { urn, type, id, ...rest } = resource;
  if (isBulk(type)) return heldBy(resource);
  const kind = kinds.find((one) => one === kindIn(type));
  if (kind === undefined) return [];
  const source = sourceIn(rest.stackTrace);
  const [inputs, outputs] = [currentValues(kind, rest.inputs), currentValues(kind, rest.outputs)];
  return [
    {
      ...{ urn, kind, id, name: nameIn(urn) },
      inputs: plain(inputs),
      outputs: plain(outputs),
      secrets: new Set([...secretsOf(inputs), ...secretsOf(outputs)]),
      provider: rest.provider,
      ...(source !== undefined && { source }),
      isKept: !rest.external && !rest.delete,
    },
  ];
}

/** A finding has the same id whether its resource is one of its own or in a bulk one. */
function heldBy({ urn, inputs, outputs, ...rest }: ExportedResource): StackResource[] {
  const bulk = { urn, inputs: plain(inputs), outputs: plain(outputs) };
  const around = sourceIn(rest.stackTrace);
  return heldIn(bulk).map(({ place, hasLeft, ...one }) => {
    const source = place ?? around;
    return {
      ...one,
      secrets: new Set<string>(),
      provider: rest.provider,
      ...(source !== undefined && { source }),
      isKept: !rest.external && !rest.delete && !hasLeft,
    };
  });
}

function toConnection({ urn, id, type, inputs }: ExportedResource, project?: string) {
  const settings = providerSettings(type, plain(inputs), project);
  return settings === undefined ? [] : [[`${urn}::${id}`, settings] as const];
}
