import { listsOf, type Inspector, type Values } from "../../provider/inspect";
import type { Code } from "../code/code";
import { printEntry } from "../code/print";
import { printStatement, type Statement } from "../code/statement";
import { statementsFor } from "../export/statements-for";
import type { Finding } from "../findings/finding";
import type { LiveOrg } from "../live-org/live-org";
import { TreePart } from "./in-tree";
import { listAsItIs } from "./list-as-it-is";
import type { ComparedResource } from "./resource-drift";

/** What fixes are made from. */
export interface Sources {
  readonly inspector: Inspector;
  readonly orgs: readonly LiveOrg[];
  readonly compared: readonly ComparedResource[];
}

/** Gives each finding the code that makes the program say what is there, where code can. */
export const withFixes = (sources: Sources, findings: readonly Finding[]): Promise<Finding[]> =>
  Promise.all(
    findings.map(async (finding) => {
      const fix = await fixOf(sources, finding);
      return fix === undefined ? finding : { ...finding, fix };
    }),
  );

async function fixOf(sources: Sources, finding: Finding): Promise<string | undefined> {
  const { category, kind, object, org, list, member } = finding;
  if (category === "changed") return linesAsTheyAre(sources, finding);
  if (category === "missing" || category === "overdue") return undefined;
  if (list !== undefined && member !== undefined) return entryFor(sources, finding, list, member);
  const live = sources.orgs.find(({ state }) => state.id === org);
  if (live === undefined) return undefined;
  const statements = await statementsFor(sources.inspector, live, kind, object);
  return statements.length === 0 ? undefined : statements.map(printStatement).join("");
}

/** The properties of a resource as they are now: one that has no value there is to be taken out. */
function linesAsTheyAre({ compared }: Sources, { urn }: Finding): string | undefined {
  const found = compared.find(({ resource }) => resource.urn === urn);
  if (found?.compared.is !== "there") return undefined;
  const { changed, live, seen } = found.compared;
  const { secrets } = found.resource;
  const part = TreePart.of(compared, found);
  return changed
    .map((property) => {
      if (secrets.has(property)) return `// ${property}: a secret that differs\n`;
      const isList = listsOf(live).includes(property);
      const value = isList ? listAsItIs(compared, found, property) : codeOf(seen[property]);
      if (value === undefined) return `// ${property}: nothing is there, take the line out\n`;
      if (part !== undefined && property === "users") return part.people([value].flat());
      const isMoved = property === "parent" && typeof value === "string";
      if (part !== undefined && isMoved) return part.below(value);
      return `${printEntry([property, value], 0)},\n`;
    })
    .join("");
}

/** A value of a state: lists are maps there, keyed by member. */
function codeOf(value: unknown): Code | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") {
    return value;
  }
  if (Array.isArray(value)) return value.flatMap((one) => codeOf(one) ?? []);
  const entries = Object.entries(value as Values);
  if (entries.length > 0 && entries.every(([, one]) => isPlace(one))) {
    return entries.toSorted(([, a], [, b]) => Number(a) - Number(b)).map(([key]) => key);
  }
  return Object.fromEntries(
    entries.flatMap(([key, one]) => {
      const code = codeOf(one);
      return code === undefined ? [] : [[key, code] as const];
    }),
  );
}

const isPlace = (value: unknown) =>
  value === "member" || value === "named" || typeof value === "number";

/** An entry for the list of a resource, else a resource of its own. */
function entryFor(
  { compared }: Sources,
  { kind, object }: Finding,
  list: string,
  member: string,
): string {
  const holder = compared.find(
    ({ resource }) =>
      resource.kind === kind && resource.id === object && resource.inputs[list] !== undefined,
  );
  if (holder !== undefined) {
    const part = TreePart.of(compared, holder);
    if (part !== undefined && list === "users") return part.morePeople(member);
    return `${list}: [..., ${JSON.stringify(member)}], // in ${kind} ${JSON.stringify(holder.resource.name)}\n`;
  }
  const owner = kind === "NodeMembers" ? "node" : "perm";
  const args = { [owner]: object, [list]: [member] };
  const statement: Statement = { kind, name: `${object}-${member}`, args };
  return printStatement(statement);
}
