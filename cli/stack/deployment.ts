import {
  currentValues,
  kindIn,
  kinds,
  nameIn,
  parseExport,
  type ExportedResource,
} from "../../provider/inspect";
import { plain, secretsOf } from "./secrets";
import type { StackResource } from "./stack-resource";

/** What a stack's state holds. */
export interface StackState {
  /** `<project>/<stack>`; `undefined` for a stack without any resource. */
  readonly name: string | undefined;
  readonly resources: readonly StackResource[];
  /** Settings by `identity:<name>` of each provider resource of ours, by its reference. */
  readonly connections: ReadonlyMap<string, Readonly<Record<string, string>>>;
  /** What an interrupted run had begun: `creating urn:…`. */
  readonly pending: readonly string[];
}

const PROVIDER = "pulumi:providers:pulumi-nodejs";

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
    connections: new Map(resources.filter(({ type }) => type === PROVIDER).map(toConnection)),
    pending,
  };
}

function toResource(resource: ExportedResource): StackResource[] {
  const { urn, type, id, ...rest } = resource;
  const kind = kinds.find((one) => one === kindIn(type));
  if (kind === undefined) return [];
  const [inputs, outputs] = [currentValues(kind, rest.inputs), currentValues(kind, rest.outputs)];
  return [
    {
      ...{ urn, kind, id, name: nameIn(urn) },
      inputs: plain(inputs),
      outputs: plain(outputs),
      secrets: new Set([...secretsOf(inputs), ...secretsOf(outputs)]),
      provider: rest.provider,
      isKept: !rest.external && !rest.delete,
    },
  ];
}

function toConnection({ urn, id, inputs }: ExportedResource): [string, Record<string, string>] {
  const settings = Object.entries(plain(inputs)).map(([key, value]) => [key, String(value)]);
  return [`${urn}::${id}`, Object.fromEntries(settings) as Record<string, string>];
}
