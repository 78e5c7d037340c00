import { existsSync } from "node:fs";
import { kinds } from "../../provider/inspect";
import { connectionsOf } from "../connection/connections";
import { chosenOrgs } from "../connection/managed-orgs";
import { requireOrgIds } from "../connection/org-ids";
import { categories, type Category } from "../findings/finding";
import { outputsOf, wholeIn, writeOutputs } from "../output/outputs";
import { readStack, type Stack } from "../stack/stack";
import { colorsOf } from "../terminal/colors";
import { Progress } from "../terminal/progress";
import { wordsAmong } from "../usage/options";
import { WrongUsage } from "../usage/wrong-usage";
import { readBaseline, updatedBaseline, writeBaseline, type Baseline } from "./baseline";
import { detect, type Detected } from "./detect";
import { asPattern, isFiltered, type Filter } from "./filter";
import { formatNames, formats } from "./formats";
import { textIn } from "./formats/text";
import { narrowed } from "./narrow";
import type { DriftReport } from "./report";
import { EXIT_CODES, reportOf, type Check } from "./settle";
import { tellWho } from "./who";

/** The options of the command. */
export interface DriftOptions {
  readonly stack?: string;
  readonly cwd?: string;
  readonly org?: readonly string[];
  readonly format?: readonly string[];
  readonly output?: string;
  readonly baseline?: string;
  readonly updateBaseline?: boolean;
  readonly failOn?: readonly string[];
  readonly ignore?: readonly string[];
  readonly only?: readonly string[];
  readonly who?: boolean;
  readonly fix?: boolean;
}

/**
 * Checks a stack and writes the reports.
 * @returns the exit code
 * @throws WrongUsage before anything is asked; Error when the check can't be done
 */
export async function check(options: DriftOptions): Promise<number> {
  const outputs = outputsOf(formatNames, options.format, options.output);
  const failOn = wordsAmong(categories, options.failOn ?? DEFAULT_FAIL_ON, "--fail-on");
  const filter = filterOf(options);
  const baseline = baselineOf(options);
  const checkedAt = new Date();
  const stack = await readStack(options);
  const progress = new Progress("Looking for drift");
  const asked = { ...options, filter, at: checkedAt };
  const found = await findDrift(stack, asked, progress).finally(() => progress.stop());
  const given = { ...found, checkedAt, failOn, stack: nameOf(stack, options) };
  const report = judged(given, baseline, filter, options);
  const whole = wholeIn(outputs);
  writeOutputs(outputs, (format, isShown) => {
    const write = isShown && format === "text" ? textIn(colorsOf()) : formats[format];
    return write(report, whole);
  });
  return EXIT_CODES[report.verdict];
}

const DEFAULT_FAIL_ON: readonly Category[] = ["changed", "missing", "unmanaged", "overdue"];

/** The report; with `--update-baseline` it goes by the new baseline, and writes that. */
function judged(
  given: Omit<Check, "baseline">,
  baseline: Baseline,
  filter: Filter,
  { updateBaseline, baseline: file, org }: DriftOptions,
): DriftReport {
  const report = reportOf({ ...given, baseline });
  if (updateBaseline !== true || file === undefined) return report;
  const isPart = report.verdict === "incomplete" || isFiltered(filter) || org !== undefined;
  const updated = updatedBaseline(baseline, report, isPart);
  writeBaseline(file, updated);
  return reportOf({ ...given, baseline: updated });
}

/** What is looked for, and the time of the check. */
interface Asked extends Pick<DriftOptions, "org" | "who" | "fix"> {
  readonly filter: Filter;
  readonly at: Date;
}

async function findDrift(stack: Stack, { org, who, fix, filter, at }: Asked, progress: Progress) {
  const connections = connectionsOf(stack, progress.onRequest);
  requireOrgIds(
    org,
    connections.map(({ inspector }) => inspector),
  );
  const detected: Detected[] = [];
  const notes = notesOn(stack);
  for (const [index, connection] of connections.entries()) {
    const orgs = chosenOrgs(connections, index, org);
    const found = narrowed(await detect(connection, orgs, progress.onDone, at, fix), filter);
    const told = who === true ? await tellWho(connection.inspector.backend, found) : undefined;
    detected.push(told?.detected ?? found);
    notes.push(...(told?.notes ?? []));
  }
  const seen = new Set(detected.flatMap(({ orgs }) => orgs.map(({ id }) => id)));
  const gone = org?.find((id) => !seen.has(id));
  if (gone !== undefined) {
    throw new Error(`there is no org ${gone}, or this account may not see it: correct --org`);
  }
  return {
    detected,
    tenants: await Promise.all(connections.map(({ inspector }) => inspector.tenant())),
    notes,
    requests: connections.reduce((sum, { requests }) => sum + (requests?.() ?? 0), 0),
  };
}

function notesOn({ resources, pending }: Stack): string[] {
  const empty = "the stack declares nothing, so there was nothing to compare";
  const interrupted = `a run of the stack was interrupted (${pending.join(", ")}): what it has made may show as unmanaged until the next \`pulumi up\``;
  return [...(resources.length === 0 ? [empty] : []), ...(pending.length > 0 ? [interrupted] : [])];
}

const nameOf = ({ name }: Stack, { stack }: DriftOptions) => name ?? stack ?? "the selected stack";

function filterOf({ ignore = [], only = [] }: DriftOptions): Filter {
  return { ignore: ignore.map(asPattern), only: wordsAmong(kinds, only, "--only") };
}

function baselineOf({ baseline, updateBaseline }: DriftOptions): Baseline {
  if (baseline === undefined && updateBaseline === true) {
    throw new WrongUsage("--update-baseline needs to know which: give --baseline FILE");
  }
  const isNew = updateBaseline === true && baseline !== undefined && !existsSync(baseline);
  return baseline === undefined || isNew ? new Map() : readBaseline(baseline);
}
