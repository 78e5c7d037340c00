import { z } from "zod";

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
  protect: z.boolean().default(false),
  retainOnDelete: z.boolean().default(false),
  /** From its constructor outwards; a frame of the runtime has no position. */
  stackTrace: z
    .array(z.object({ sourcePosition: z.string().nullish() }))
    .nullish()
    .transform((frames) => frames ?? []),
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

/** A resource of any provider in a stack's state, as the Pulumi CLI exports it. */
export type ExportedResource = z.infer<typeof resource>;

/** What `pulumi stack export` prints. */
export interface Exported {
  /** `undefined` for a stack without any resource. */
  readonly stack: { readonly project: string; readonly name: string } | undefined;
  readonly resources: readonly ExportedResource[];
  /** What an interrupted run had begun: `creating urn:…`. */
  readonly pending: readonly string[];
}

/** @throws Error with a sentence, where the text is no state */
export function parseExport(text: string): Exported {
  const { deployment } = stateIn(text);
  const resources = deployment?.resources ?? [];
  const [, name, project] = /^urn:pulumi:(.+?)::(.+?)::/.exec(resources[0]?.urn ?? "") ?? [];
  return {
    stack: name === undefined || project === undefined ? undefined : { project, name },
    resources,
    pending: (deployment?.pending_operations ?? []).map(
      ({ type, resource: { urn } }) => `${type} ${urn}`,
    ),
  };
}

/** The name of a resource: all after the third `::`, which a name may contain as well. */
export const nameIn = (urn: string): string => urn.split("::").slice(3).join("::");

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
