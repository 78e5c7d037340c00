import { readFileSync } from "node:fs";
import { z } from "zod";
import { labelOf } from "../../graph/label";

const names = z.record(z.string(), z.array(z.string()));
const values = z.record(z.string(), z.unknown());
const entry = z.object({
  what: z.enum(["create", "update", "return", "leave", "delete", "take over", "hand over"]),
  kind: z.string(),
  name: z.string(),
  id: z.string().optional(),
  old: z.object({ inputs: values, outputs: values }).optional(),
  inputs: values.optional(),
  place: z.string().optional(),
});
const line = z.object({
  kind: z.string(),
  resource: z.string(),
  awaited: z.record(z.string(), z.union([z.string(), z.record(z.string(), z.string())])).optional(),
  takesOver: z
    .object({
      id: z.string(),
      changes: z.array(z.object({ path: z.array(z.string()), from: z.unknown() })),
    })
    .optional(),
  removes: names.optional(),
  entries: z.array(entry).optional(),
});

/** What a preview has told of one entry of a bulk resource. */
export type ToldEntry = z.infer<typeof entry>;

/** What a preview has told of one resource: provider/run/plan-file.ts says what that is. */
export type Told = Partial<Omit<z.infer<typeof line>, "kind" | "resource">>;

/** What a preview has told of its resources; nothing of one that was made before. */
export type ToldOf = (kind: string, urn: string) => Told;

/** Of a preview that somebody else has made. */
export const nothingTold: ToldOf = () => ({});

/**
 * Reads the file that a preview has written.
 * @throws Error where it can't be read, or is none of ours
 */
export function readTold(file: string): ToldOf {
  const told = new Map<string, Told>();
  for (const text of readFileSync(file, "utf8").split("\n")) {
    if (text === "") continue;
    const { kind, resource, ...rest } = line.parse(JSON.parse(text));
    const label = `${kind} "${resource}"`;
    told.set(label, { ...told.get(label), ...rest });
  }
  return (kind, urn) => told.get(labelOf(kind, urn)) ?? {};
}
