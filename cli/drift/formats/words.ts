import { printable } from "../../../provider/printable";
import { counted } from "../../chart/text";
import {
  categories,
  type Category,
  type Finding,
  type PropertyChange,
} from "../../findings/finding";
import type { DriftReport } from "../report";

/** The verdict in a sentence; counts follow it. */
export function verdictOf(report: DriftReport): string {
  const { verdict, counts } = report;
  const isSilent = categories.every((one) => counts[one] === 0);
  if (verdict === "clean") return isSilent ? "No drift." : "No drift that counts.";
  if (verdict === "drift") return "Drift.";
  return "The check is not complete: it could not see everything, so nothing is clean.";
}

/** `2 changed, 1 unmanaged; 3 accepted by the baseline`: what is found, and what does not count. */
export function countsOf({ counts, accepted }: DriftReport): string {
  const found = categories.filter((one) => counts[one] > 0).map((one) => `${counts[one]} ${one}`);
  const settled = accepted === 0 ? [] : [`${accepted} accepted by the baseline`];
  const all = [...(found.length === 0 ? [] : [found.join(", ")]), ...settled];
  return all.length === 0 ? "" : ` ${all.join("; ")}`;
}

/** `Node d_platform`, `NodeMembers d_platform: eve`, `PermGrants p1 denyUsers: eve`. */
export function whatOf({ kind, object, list, member }: Finding): string {
  const of = list === undefined || list === "users" ? "" : ` ${list}`;
  const who = member === undefined ? "" : `: ${member}`;
  return printable(`${kind} ${object}${of}${who}`);
}

/** `"Platform" → "Web"`; a value that is not there is `nothing`. */
export function changeOf({ declared, live }: PropertyChange): string {
  return `${valueOf(declared)} → ${valueOf(live)}`;
}

function valueOf(value: string | undefined): string {
  if (value === undefined) return "nothing";
  return isStructure(value) ? printable(value) : `"${printable(value)}"`;
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
};
