import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Rules } from "../../access/policy";
import { outputsOf, wholeIn, writeOutputs } from "../output/outputs";
import { readRules } from "../rules/read-rules";
import { readStack } from "../stack/stack";
import { colorsOf } from "../terminal/colors";
import { Progress } from "../terminal/progress";
import { formatNames, formats } from "./formats";
import { textIn } from "./formats/text";
import { makeReport } from "./make-report";
import type { PlanOptions } from "./options";
import { readPreview, runPreview } from "./preview/read";
import type { PlanReport } from "./report";

const BROKEN = 9;

/**
 * Plans, and writes the reports.
 * @returns the exit code
 * @throws WrongUsage before anything is asked; Error where the preview fails, or nothing can be planned
 */
export async function runPlan(options: PlanOptions): Promise<number> {
  const outputs = outputsOf(formatNames, options.format, options.output);
  const rules = rulesFor(options);
  const stack = await readStack(options);
  const { from } = options;
  const preview = from === undefined ? await runPreview(options) : readPreview(from);
  const progress = new Progress("Planning");
  const report = await makeReport(
    preview,
    stack,
    { ...options, rules },
    progress.onRequest,
  ).finally(() => progress.stop());
  const whole = wholeIn(outputs);
  writeOutputs(outputs, (format, isShown) => {
    const write = isShown && format === "text" ? textIn(colorsOf()) : formats[format];
    return write(report, whole);
  });
  return exitCodeOf(report);
}

const RULES = "identity-rules.yaml";

function rulesFor({ rules, cwd = "." }: PlanOptions): Rules | undefined {
  if (rules !== undefined) return readRules(rules);
  const file = cwd === "." ? RULES : join(cwd, RULES);
  return existsSync(file) ? readRules(file) : undefined;
}

/** A broken rule counts for more than what could not be seen: it stays broken. */
function exitCodeOf({ broken, unseen }: PlanReport): number {
  if (broken.length > 0) return BROKEN;
  return unseen.length > 0 ? 1 : 0;
}
