import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PLAN_FILE, PulumiError } from "../../../provider/inspect";
import { printable } from "../../../provider/printable";
import { pulumi } from "../../stack/pulumi";
import type { StackChoice } from "../../stack/stack-choice";
import { parsePreview, type EnginePreview, type EngineStep } from "./parse";
import { nothingTold, readTold, type ToldOf } from "./told";

/** A preview that came to its end. */
export interface ReadPreview {
  readonly steps: readonly EngineStep[];
  /** What it has told beside them. */
  readonly told: ToldOf;
}

/** With the unchanged ones, to which others may refer. */
const COMMAND = ["preview", "--json", "--show-sames"];

/**
 * Runs a preview.
 * @throws Error with what the engine has against it
 */
export async function runPreview(choice: StackChoice): Promise<ReadPreview> {
  const folder = mkdtempSync(join(tmpdir(), "identity-plan-"));
  const file = join(folder, "plan.jsonl");
  try {
    const env = { [PLAN_FILE]: file, PULUMI_ENABLE_STREAMING_JSON_PREVIEW: "" };
    let failure: unknown;
    const text = await pulumi(COMMAND, choice, env).catch((error: unknown) => {
      failure = error;
      return printedBy(error);
    });
    const { steps } = succeeded(parsePreview(text));
    if (failure !== undefined) throw failure as Error;
    return { steps, told: existsSync(file) ? readTold(file) : nothingTold };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Reads what `pulumi preview --json` has printed before.
 * @throws Error where it can't be read, or that preview failed
 */
export function readPreview(file: string): ReadPreview {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (cause) {
    const { code = "" } = cause as NodeJS.ErrnoException;
    throw new Error(`${file} can't be read (${code}): correct --from`, { cause });
  }
  try {
    return { steps: succeeded(parsePreview(text)).steps, told: nothingTold };
  } catch (cause) {
    throw new Error(`${file}: ${(cause as Error).message}`, { cause });
  }
}

/** A preview that fails says why in what it prints. */
function printedBy(error: unknown): string {
  const { cause } = error as Error;
  if (cause instanceof PulumiError && /^\{/m.test(cause.stdout)) return cause.stdout;
  throw error;
}

/** @throws Error with all that the engine has against it */
function succeeded(preview: EnginePreview): EnginePreview {
  const { errors } = preview;
  if (errors.length === 0) return preview;
  const lines = errors.flatMap((one) => one.split("\n")).filter((one) => one.trim() !== "");
  throw new Error(["the preview failed:", ...lines.map(printable)].join("\n  "));
}
