import type { Values } from "../../../provider/engine/kind";
import type { KindName } from "../../../provider/kinds";
import { withoutProvider } from "../../../provider/adapters/values";
import { kinds as byName } from "../../../provider/kinds";
import { migrated } from "../../../provider/engine/migrations";
import {
  kindIn,
  nameIn,
  parseExport,
  type ExportedResource,
} from "../../../provider/run/stack/exported";
import { kinds } from "../kinds";
import { plain, secretsOf } from "./secrets";

/** A resource of this provider in a stack's state. */
export interface StackResource {
  readonly urn: string;
  readonly kind: KindName;
  /** The name in the program. */
  readonly name: string;
  /** The backend's id; empty where a create was not finished. */
  readonly id: string;
  readonly inputs: Values;
  readonly outputs: Values;
  /** Properties that hold a secret. */
  readonly secrets: ReadonlySet<string>;
  /** Reference of the provider resource: whose connection it is. */
  readonly provider: string;
  /** Only looked at, or about to be deleted: known to the stack, and not kept by it as it is. */
  readonly isKept: boolean;
}

/** What a stack's state tells. */
export interface StackState {
  /** `<project>/<stack>`; `undefined` for a stack without any resource. */
  readonly name: string | undefined;
  readonly resources: readonly StackResource[];
  /** Settings by `identity:<name>` of each provider resource of ours, by its reference. */
  readonly connections: ReadonlyMap<string, Readonly<Record<string, string>>>;
  /** What an interrupted run had begun: «creating urn:…». */
  readonly pending: readonly string[];
}

const PROVIDER = "pulumi:providers:pulumi-nodejs";

/**
 * Reads what `pulumi stack export --show-secrets` prints.
 * @throws Error with a sentence, where it is no state, its secrets are not in plain, or a newer version wrote it
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
  const [inputs, outputs] = [
    migrated(byName[kind], rest.inputs),
    migrated(byName[kind], rest.outputs),
  ];
  return [
    {
      ...{ urn, kind, id, name: nameIn(urn) },
      inputs: withoutProvider(plain(inputs)),
      outputs: withoutProvider(plain(outputs)),
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
