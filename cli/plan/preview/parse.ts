import { z } from "zod";

const values = z.record(z.string(), z.unknown()).default({});
const state = z.object({
  type: z.string(),
  id: z.string().default(""),
  inputs: values,
  outputs: values,
  retainOnDelete: z.boolean().default(false),
  external: z.boolean().default(false),
  /** By property, the URNs of the resources that its value waits for. */
  propertyDependencies: z.record(z.string(), z.array(z.string()).nullable()).nullish(),
  stackTrace: z.array(z.object({ sourcePosition: z.string().optional() })).nullish(),
});
const step = z.object({
  op: z.string(),
  urn: z.string(),
  provider: z.string().default(""),
  oldState: state.nullish(),
  newState: state.nullish(),
  diffReasons: z.array(z.string()).nullish(),
});
const diagnostic = z.object({
  urn: z.string().nullish(),
  message: z.string().default(""),
  severity: z.string().default("info"),
});
const preview = z.object({
  steps: z.array(step).nullish(),
  diagnostics: z.array(diagnostic).nullish(),
});

/** One step of a preview, as the engine tells it. */
export type EngineStep = z.infer<typeof step>;
/** A resource before or after a step. */
export type EngineState = z.infer<typeof state>;

/** What `pulumi preview --json` prints. */
export interface EnginePreview {
  readonly steps: readonly EngineStep[];
  /** What the engine, the program or a provider has to say against it: one sentence each at least. */
  readonly errors: readonly string[];
}

/** @throws Error with a sentence, where the text is no preview */
export function parsePreview(text: string): EnginePreview {
  const { steps, diagnostics } = previewIn(text);
  const errors = (diagnostics ?? []).filter(({ severity }) => severity === "error");
  return {
    steps: steps ?? [],
    errors: errors.map(({ message }) => message.replace(/^error: /, "").trim()),
  };
}

/** The CLI may print warnings of its own before it. */
function previewIn(text: string): z.infer<typeof preview> {
  try {
    return preview.parse(JSON.parse(text.slice(Math.max(0, text.search(/^\{/m)))));
  } catch (cause) {
    const [where] = cause instanceof z.ZodError ? cause.issues : [];
    const place = where === undefined ? "it is no JSON" : `at ${where.path.join(".")}`;
    throw new Error(`it is not what \`pulumi preview --json\` prints (${place})`, { cause });
  }
}
