import { FileError } from "../files/read";
import { fileSource, literalSource, type Source } from "../files/source";
import { faultText, InvalidFile } from "./people/fault";
import type { FoundPeople } from "./people/found";
import { joinPeople, type FaultOf } from "./people/join";
import type { PeopleFile } from "./people/options";
import { readPeople } from "./people/read";
import { isProblems, planOfTree } from "./tree/plan";
import type { Plan } from "./tree/planned";
import type { Tree } from "./tree/tree";
import { TreeError } from "./tree/tree-error";
import { checkEntries, checkMembers } from "./tree/validate";

/** Where a tree is, in the program or in a file, and in which files there are more people of it. */
export type Origin = ({ readonly tree: Tree } | { readonly file: string }) & {
  readonly people?: readonly PeopleFile[];
};

/**
 * Reads and checks a tree and the people of its files.
 * @param name of the component, before the problems of a literal
 * @param elsewhere keys of people whom the tree may name without making them
 * @param at the time by which an end date of a file has passed or not
 * @throws TreeError
 */
export function loadPlan(
  name: string,
  origin: Origin,
  elsewhere: readonly string[],
  at: Date = new Date(),
): Plan {
  const source = sourceOf(name, origin);
  const tree = planOfTree(source);
  const files = (origin.people ?? []).map((file) => readFile(file, at));
  const found = files.flatMap(({ people }) => people ?? []);
  const ofFiles = files.flatMap(({ lines }) => lines);
  if (isProblems(tree)) throw invalid([...tree.map((one) => () => source.format(one)), ...ofFiles]);
  const { plan, faults, faultAt } = joinPeople(tree, found);
  // Else somebody whose row can't be read would be nobody.
  const isWhole = files.every(({ people }) => people?.isWhole);
  const problems = [
    ...checkEntries(plan, elsewhere),
    ...(isWhole ? checkMembers(plan, elsewhere) : []),
  ];
  const inFiles = [...faults, ...problems.flatMap((one) => faultAt(one) ?? [])];
  const lines = [
    ...problems.filter((one) => !faultAt(one)).map((one) => () => source.format(one)),
    ...files.flatMap(({ people, lines }) => (people ? linesOf(people, inFiles) : lines)),
  ];
  if (lines.length > 0) throw invalid(lines);
  return plan;
}

function sourceOf(name: string, origin: Origin): Source {
  try {
    return "file" in origin ? fileSource(origin.file) : literalSource(name, origin.tree);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    throw new TreeError([error.message], { cause: error });
  }
}

/** A line of a message; a function, since only the first of many are printed. */
type Line = () => string;

interface ReadFile {
  /** None where it can't be read. */
  readonly people?: FoundPeople;
  /** What is invalid about the file itself. */
  readonly lines: readonly Line[];
}

function readFile(file: PeopleFile, at: Date): ReadFile {
  try {
    const people = readPeople(file, at);
    return { people, lines: linesOf(people, []) };
  } catch (error) {
    if (error instanceof FileError) return { lines: [() => error.message] };
    if (!(error instanceof InvalidFile)) throw error;
    return { lines: error.faults.map((fault) => () => faultText(file.file, fault)) };
  }
}

/** All that is invalid in a file, from its top to its end. */
function linesOf(people: FoundPeople, others: readonly FaultOf[]): Line[] {
  const more = others.filter(({ found }) => found === people).map(({ fault }) => fault);
  return [...people.faults, ...more]
    .toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0))
    .map((fault) => () => faultText(people.file, fault));
}

function invalid(lines: readonly Line[]): TreeError {
  const told = new Set<string>();
  for (const line of lines.slice(0, MOST)) told.add(line());
  const more = lines.length > MOST ? [`and ${lines.length - MOST} more`] : [];
  return new TreeError([...told, ...more]);
}

/** How many problems are printed. */
const MOST = 100;
