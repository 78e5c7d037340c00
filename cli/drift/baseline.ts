import { existsSync } from "node:fs";
import { parse, stringify } from "yaml";
import { z } from "zod";
import { writeText } from "../output/write-text";
import { bytesOf, FileError } from "../../provider/files/read";
import { printable } from "../../provider/printable";
import { WrongUsage } from "../usage/wrong-usage";
import type { DriftReport } from "./report";
import type { Finding } from "../findings/finding";

const SCHEMA = 1;
const DAY = "give a day such as 2026-12-31";

const entry = z.strictObject({
  id: z.string().min(1),
  /** For people who review the file; only the id counts. */
  what: z.string(),
  reason: z.string().trim().min(1, "say why"),
  expires: z.iso.date({ error: DAY }).optional(),
});
const file = z.strictObject({
  schema: z.literal(SCHEMA),
  accepted: z.array(entry),
});

/** Something unmanaged that is accepted, why, and until the end of which day (UTC). */
export type Entry = z.infer<typeof entry>;
/** What is accepted, by the id of the finding. */
export type Baseline = ReadonlyMap<string, Entry>;

/** @throws WrongUsage naming the file and what in it is invalid */
export function readBaseline(path: string): Baseline {
  const result = file.safeParse(parsed(path));
  if (result.success) return new Map(result.data.accepted.map((one) => [one.id, one]));
  const [issue] = result.error.issues;
  throw new WrongUsage(`${path}: ${issue?.path.join(".") || "the file"}: ${issue?.message}`);
}

function parsed(path: string): unknown {
  if (!existsSync(path)) {
    throw new WrongUsage(`there is no baseline ${path}: --update-baseline makes it`);
  }
  try {
    return parse(bytesOf(path, "a YAML file").toString("utf8"));
  } catch (error) {
    if (error instanceof FileError) throw new WrongUsage(error.message, { cause: error });
    throw new WrongUsage(`${path}: ${sentenceOf(error)}`);
  }
}

/** The parser's message, without the lines of the file that it shows below. */
const sentenceOf = (error: unknown) =>
  (error instanceof Error ? error.message : String(error)).split("\n")[0]?.replace(/:$/, "");

/** Why a finding does not count. Only unmanaged things can be accepted, until the day of their entry. */
export function acceptedBy(
  baseline: Baseline,
  { id, category }: Finding,
  at: Date,
): Finding["accepted"] {
  const found = baseline.get(id);
  if (found === undefined || !canBeAccepted(category) || isOver(found, at)) return undefined;
  const { reason, expires } = found;
  return { reason, ...(expires !== undefined && { expires }) };
}

/** The entry that accepted a finding to a day that is over. */
export function expiredBy(
  baseline: Baseline,
  { id, category }: Finding,
  at: Date,
): Finding["expired"] {
  const found = baseline.get(id);
  if (found?.expires === undefined || !canBeAccepted(category) || !isOver(found, at)) {
    return undefined;
  }
  return { reason: found.reason, expires: found.expires };
}

const isOver = ({ expires }: Entry, at: Date): boolean =>
  expires !== undefined && at.toISOString().slice(0, DAY_LENGTH) > expires;

const DAY_LENGTH = "2026-12-31".length;

const canBeAccepted = (category: Finding["category"]) =>
  category === "unmanaged" || category === "tolerated";

/**
 * The baseline that accepts everything unmanaged that a report counts. Known entries keep their reasons
 * and their dates: one that has expired still counts, until somebody changes its date.
 *
 * @param keepOthers whether to keep entries that are not in the report, which is of a part only
 */
export function updatedBaseline(old: Baseline, report: DriftReport, keepOthers: boolean): Baseline {
  const reason = `accepted on ${report.checkedAt.slice(0, DAY_LENGTH)}: say why`;
  const met = report.findings
    .filter(({ category }) => canBeAccepted(category) && report.failOn.includes(category))
    .map((one) => ({ reason, ...old.get(one.id), id: one.id, what: whatIs(one) }));
  const all = [...(keepOthers ? old.values() : []), ...met];
  return new Map(all.map((one) => [one.id, one]));
}

/** For people who review the file: printable, so that no name hides or reverses any text. */
const whatIs = ({ kind, path, list }: Finding) =>
  printable(
    `${kind} ${path.join(" / ")}${list === undefined || list === "users" ? "" : ` (${list})`}`,
  );

export function writeBaseline(path: string, baseline: Baseline): void {
  const accepted = [...baseline.values()].sort(
    (a, b) => order(a.what, b.what) || order(a.id, b.id),
  );
  const entries = accepted.map(({ id, what, reason, expires }) => ({ id, what, reason, expires }));
  const text = stringify({ schema: SCHEMA, accepted: entries }, { lineWidth: 0 });
  writeText(path, `${HEADER}${text}`);
}

const order = (a: string, b: string) => (a === b ? 0 : a < b ? -1 : 1);

const HEADER = `# What nobody declared and \`pulumi-identity drift --baseline\` accepts. Give each a reason, and a day in
# \`expires\` where it is for a while.
`;
