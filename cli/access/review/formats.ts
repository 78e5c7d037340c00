import { printable } from "../../../provider/printable";
import { safeJson } from "../../output/safe-json";
import { called } from "../../live-org/called";
import { gapsIn } from "../../live-org/gap";
import type { AnswersReport } from "./answers-report";
import type { ReviewEntry } from "./entry";
import type { Answered } from "./outcome";

/** By the name that `--format` takes. */
export const formats = { text, json } as const;
export const formatNames = Object.keys(formats) as (keyof typeof formats)[];

/** What there is to do, and how much is done. */
function text(report: AnswersReport): string {
  const { answered, unanswered, gone, unseen } = report;
  const count = (outcome: string) => answered.filter((one) => one.outcome === outcome).length;
  const parts: readonly (readonly [count: number, words: string])[] = [
    [count("kept"), "kept"],
    [report.written.length, "written"],
    [answered.length - count("kept") - report.written.length, "to do"],
    [unanswered.length, "not answered"],
    [gone.length, "not there any more"],
  ];
  const lines = [
    ...answered.filter(({ outcome }) => outcome !== "kept").map((one) => lineOf(report, one)),
    ...unanswered.map((one) => `Not answered: ${entryWords(one)}`),
    ...gone.map(({ at, person, by }) => `Not there any more: ${person}, ${by} (${at})`),
    ...gapsIn(unseen).map((gap) => `Not seen: ${gap.text}`),
    parts.flatMap(([many, words]) => (many > 0 ? [`${many} ${words}`] : [])).join(", ") ||
      "Nothing to review",
  ];
  return `${lines.map(printable).join("\n")}\n`;
}

const entryWords = ({ username, name, what, place }: ReviewEntry) =>
  `${called(username, name)}, ${what === "membership" ? "member of" : "granted"} ${place}`;

function lineOf(report: AnswersReport, one: Answered): string {
  const { entry, answer } = one;
  const place = entry.declared?.source ?? entry.declared?.resource ?? "not in the stack";
  return `${place}: ${entryWords(entry)}: ${taskOf(report, one)} (${answer.at})`;
}

function taskOf({ written, writable }: AnswersReport, one: Answered): string {
  const { entry, answer } = one;
  const words = answer.decision.decision === "until" ? `until ${answer.decision.until}` : "remove";
  if (written.includes(one)) return `${words}, written`;
  if (writable.includes(one)) return `${words}, by --write`;
  if (one.outcome === "undeclared") {
    return `${words}; nothing of the stack declares it, so declare it or take it out by hand`;
  }
  const list = entry.declared?.resource ?? "";
  return entryOf(one) === undefined
    ? `remove the entry from ${list}`
    : `${list} gets the entry ${entryOf(one)}`;
}

/** As a program, or the file of a tree, says it; none of what is to be removed. */
function entryOf({ entry, answer, outcome }: Answered): string | undefined {
  if (answer.decision.decision !== "until") return undefined;
  const [who, until] = [JSON.stringify(entry.username), JSON.stringify(answer.decision.until)];
  return `{ ${outcome === "tree" ? "person" : "user"}: ${who}, until: ${until} }`;
}

function json(report: AnswersReport): string {
  const { answered, written, writable, unanswered, gone, ...rest } = report;
  return safeJson({
    ...rest,
    answers: answered.map((one) => ({
      ...entryJson(one.entry),
      ...one.answer.decision,
      ...{ comment: one.answer.comment, at: one.answer.at, outcome: one.outcome },
      ...(one.outcome === "tree" && {
        written: written.includes(one),
        writable: writable.includes(one),
      }),
      ...(entryOf(one) !== undefined && { entry: entryOf(one) }),
    })),
    unanswered: unanswered.map(entryJson),
    gone: gone.map(({ at, person, by }) => ({ at, person, by })),
  });
}

const entryJson = ({ username, name, what, object, place, gives, declared }: ReviewEntry) => ({
  ...{ username, name, what, object, place, gives },
  ...declared,
});
