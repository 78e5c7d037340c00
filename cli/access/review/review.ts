import { readFileSync } from "node:fs";
import { version } from "../../../sdk/version";
import { connectionsOf } from "../../connection/connections";
import type { Gap } from "../../live-org/gap";
import { outputsOf, writeOutputs } from "../../output/outputs";
import { writeText } from "../../output/write-text";
import { readStack } from "../../stack/stack";
import { Progress } from "../../terminal/progress";
import { WrongUsage } from "../../usage/wrong-usage";
import type { AccessOptions } from "../ask";
import { readGraphs, requireOneBase } from "../readings";
import { SCHEMA, type AnswersReport } from "./answers-report";
import { entriesIn, type ReviewEntry } from "./entry";
import { formatNames, formats } from "./formats";
import { handOut, requireNoSheets } from "./hand-out";
import { answeredOf, editsByFile, type Answered } from "./outcome";
import { readAnswers } from "./read-answers";
import { editTree, type TreeEdit } from "./tree-file";

/** The options of a review. */
export interface ReviewOptions extends AccessOptions {
  /** The folder to write the sheets to. */
  readonly out?: string;
  /** The folder of answered sheets. */
  readonly answers?: string;
  /** Whether to edit the files of trees. */
  readonly write?: boolean;
}

/**
 * Writes the sheets of a review, or reads answered ones.
 * @returns the exit code
 * @throws WrongUsage, also for what is invalid in a sheet; Error when it can't be done
 */
export async function review(options: ReviewOptions): Promise<number> {
  requireOneBase(options);
  const { out, answers, write } = options;
  if ((out === undefined) === (answers === undefined)) {
    throw new WrongUsage("give --out FOLDER to write a review, or --answers FOLDER to read one");
  }
  if (out === undefined) return await readBack(options, answers ?? "");
  if (write !== undefined || options.format !== undefined || options.output !== undefined) {
    throw new WrongUsage("--write, --format and --output go with --answers");
  }
  requireNoSheets(out);
  const { entries, unseen } = await readEntries(options);
  process.stdout.write(handOut(out, entries));
  return codeOf(unseen, []);
}

async function readBack(options: ReviewOptions, folder: string): Promise<number> {
  const outputs = outputsOf(formatNames, options.format, options.output);
  const { entries, unseen, stack, now } = await readEntries(options);
  const people = new Map(entries.map(({ key, username }) => [key, username]));
  const answers = readAnswers(folder, (key) => people.get(key), now);
  const answered = entries.flatMap((entry) => {
    const answer = answers.get(entry.key);
    return answer === undefined ? [] : [answeredOf(entry, answer)];
  });
  const writable = editTrees(answered, options);
  const report: AnswersReport = {
    schema: SCHEMA,
    tool: { name: "pulumi-identity", version },
    ...{ readAt: now.toISOString(), stack, answered, writable, unseen },
    written: options.write === true ? writable : [],
    unanswered: entries.filter(({ key }) => !answers.has(key)),
    gone: [...answers.values()].filter(({ key }) => !people.has(key)),
  };
  writeOutputs(outputs, (format) => formats[format](report));
  return codeOf(unseen, report.unanswered);
}

async function readEntries(options: ReviewOptions) {
  const now = new Date();
  const stack = await readStack(options);
  const progress = new Progress("Reading the org");
  const connections = connectionsOf(stack, progress.onRequest);
  const readings = await readGraphs(connections, options, now).finally(() => progress.stop());
  return {
    entries: entriesIn(readings),
    unseen: readings.flatMap(({ gaps }) => gaps),
    stack: stack.name ?? options.stack ?? "the selected stack",
    now,
  };
}

/** @returns what the files of trees have an entry for */
function editTrees(
  answered: readonly Answered[],
  { cwd = ".", write }: ReviewOptions,
): readonly Answered[] {
  const done = new Set<TreeEdit>();
  for (const [file, edits] of editsByFile(answered, cwd)) {
    const edited = editTree(textOf(file), edits);
    if (write === true && edited.done.length > 0) writeText(file, edited.text);
    for (const one of edited.done) done.add(one);
  }
  return answered.filter(({ edit }) => edit !== undefined && done.has(edit));
}

/** Empty where it can't be read: then nothing of it can be edited. */
function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

function codeOf(unseen: readonly Gap[], unanswered: readonly ReviewEntry[]): number {
  if (unseen.length > 0) console.error("Not all could be seen: the review may lack something.");
  return unseen.length + unanswered.length > 0 ? 1 : 0;
}
