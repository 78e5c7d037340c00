import { printable, printableLines } from "../../../provider/printable";
import { counted } from "../../chart/text";
import { categories, type Category, type Finding, type Who } from "../../findings/finding";
import { tellingsOf, type Piece } from "../../findings/telling";
import type { DriftReport } from "../report";

/** The verdict in a sentence; counts follow it. */
export function verdictOf(report: DriftReport): string {
  const { verdict, counts } = report;
  const isSilent = !categories.some((one) => counts[one] > 0);
  if (verdict === "clean") return isSilent ? "No drift." : "No drift that counts.";
  if (verdict === "drift") return "Drift.";
  return "The check is not complete: it could not see everything, so nothing is clean.";
}

/** `2 changed, 1 unmanaged; 3 accepted by the baseline`: what is found, and what does not count. */
export function countsOf(report: DriftReport): string {
  const { counts } = report;
  const found = categories.filter((one) => counts[one] > 0).map((one) => `${counts[one]} ${one}`);
  const all = [...(found.length === 0 ? [] : [found.join(", ")]), ...settledIn(report)];
  return all.length === 0 ? "" : ` ${all.join("; ")}`;
}

/** What the baseline has settled: `3 accepted by the baseline`. */
export const settledIn = ({ accepted, expired }: DriftReport): string[] => [
  ...(accepted > 0 ? [`${accepted} accepted by the baseline`] : []),
  ...(expired > 0 ? [`${expired} expired in the baseline`] : []),
];

/** `Node d_platform (org.yaml:7)`, `NodeMembers d_platform: eve`, `PermGrants p1 denyUsers: eve`. */
export function whatOf({ kind, object, list, member, source }: Finding): string {
  const of = list === undefined || list === "users" ? "" : ` ${list}`;
  const who = member === undefined ? "" : `: ${member}`;
  const where = source === undefined ? "" : ` (${source})`;
  return printable(`${kind} ${object}${of}${who}${where}`);
}

/** Lines of code to be pasted; none of what the baseline accepts. */
export const codeOf = ({ fix, accepted }: Finding): string | undefined =>
  fix === undefined || accepted !== undefined ? undefined : printableLines(fix.trimEnd());

/** What has happened, in plain sentences: `Ada Lovelace (ada) left Platform`. */
export function sentencesOf(finding: Finding): string[] {
  return tellingsOf(finding).map((pieces, index) => {
    const who = finding.changes?.[index]?.who;
    const sentence = pieces.map(textOf).join("");
    return who === undefined ? sentence : `${sentence}, ${byWhom(who)}`;
  });
}

/** Who did it, unless each of its changes says so itself. */
export function whoOf({ who, changes = [] }: Finding): string[] {
  return who === undefined || changes.some((one) => one.who !== undefined) ? [] : [byWhom(who)];
}

const byWhom = ({ actor, at }: Who) => printable(`by ${actor} at ${at}`);

function textOf(piece: Piece): string {
  if (typeof piece === "string") return printable(piece);
  if ("name" in piece) return printable(piece.name);
  return isStructure(piece.value) ? printable(piece.value) : `"${printable(piece.value)}"`;
}

/** A list or an object as JSON, which needs no quotes around it. */
function isStructure(text: string): boolean {
  if (!/^[[{]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** What was compared, where and when. */
export function subjectOf({ stack, tenants, checkedAt, checked, requests }: DriftReport): string {
  const on = tenants.length === 0 ? "" : ` on ${tenants.join(", ")}`;
  const work = `${counted(checked, "resource")}, ${counted(requests, "request")}`;
  return printable(`${stack}${on}, ${checkedAt}: ${work}`);
}

/** A sign for each category, for lists without colours. */
export const SIGNS: Readonly<Record<Category, string>> = {
  changed: "~",
  missing: "-",
  unmanaged: "+",
  tolerated: "·",
  overdue: "!",
};
