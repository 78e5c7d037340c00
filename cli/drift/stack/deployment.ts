import { z } from "zod";
import type { Values } from "../../../provider/handlers/handler";
import type { Kind } from "../../../provider/resources/identity-resource";
import { withoutProvider } from "../../../provider/adapter/values";
import { kinds } from "../kinds";
import { plain, secretsOf } from "./secrets";

/** A resource of this provider in a stack's state. */
export interface StackResource {
  readonly urn: string;
  readonly kind: Kind;
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

const values = z.record(z.string(), z.unknown()).default({});
const resource = z.object({
  urn: z.string(),
  type: z.string(),
  id: z.string().default(""),
  inputs: values,
  outputs: values,
  provider: z.string().default(""),
  external: z.boolean().default(false),
  delete: z.boolean().default(false),
});
const exported = z.object({
  deployment: z
    .object({
      resources: z.array(resource).nullish(),
      pending_operations: z
        .array(z.object({ resource: z.object({ urn: z.string() }), type: z.string() }))
        .nullish(),
    })
    .nullish(),
});
type Exported = z.infer<typeof resource>;

const OURS = /^pulumi-nodejs:dynamic\/identity:(\w+)$/;
const PROVIDER = "pulumi:providers:pulumi-nodejs";

/**
 * Reads what `pulumi stack export --show-secrets` prints.
 * @throws Error with a sentence, where it is no state or its secrets are not in plain
 */
export function parseDeployment(text: string): StackState {
  const { deployment } = stateIn(text);
  const all = deployment?.resources ?? [];
  const [, stack, project] = /^urn:pulumi:(.+?)::(.+?)::/.exec(all[0]?.urn ?? "") ?? [];
  return {
    name: stack === undefined ? undefined : `${project}/${stack}`,
    resources: all.flatMap(toResource),
    connections: new Map(all.filter(({ type }) => type === PROVIDER).map(toConnection)),
    pending: (deployment?.pending_operations ?? []).map(
      ({ type, resource: { urn } }) => `${type} ${urn}`,
    ),
  };
}

function stateIn(text: string): z.infer<typeof exported> {
  try {
    return exported.parse(JSON.parse(text));
  } catch (cause) {
    const [where] = cause instanceof z.ZodError ? cause.issues : [];
    const place = where === undefined ? "it is no JSON" : `at ${where.path.join(".")}`;
    throw new Error(`the stack's state can't be read (${place}): look at \`pulumi stack export\``, {
      cause,
    });
  }
}

/** All after the third `::`: a name may hold that as well. */
const nameIn = (urn: string) => urn.split("::").slice(3).join("::");

function toResource({ urn, type, id, inputs, outputs, ...rest }: Exported): StackResource[] {
  const kind = kinds.find((one) => one === OURS.exec(type)?.[1]);
  if (kind === undefined) return [];
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

function toConnection({ urn, id, inputs }: Exported): [string, Record<string, string>] {
  const settings = Object.entries(plain(inputs)).map(([key, value]) => [key, String(value)]);
  return [`${urn}::${id}`, Object.fromEntries(settings) as Record<string, string>];
}
