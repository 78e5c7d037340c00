import type { NodeKind } from "../../backends/domain";
import { checkPlan } from "./validate";
import type { Path, Problem } from "./problem";
import { parseTree } from "./schema";
import type { Plan, PlannedNode, PlannedPerson } from "./planned";
import { slug } from "./slug";
import { fileSource, FileError, literalSource, type Source } from "./source";
import type { Department, Entry, Group, Tree } from "./tree";

/** Where a tree is: in the program, or in a file. */
export type Origin = { readonly tree: Tree } | { readonly file: string };

/** An invalid tree. A line for each problem, with its place. */
export class TreeError extends Error {
  override readonly name = "TreeError";
}

/**
 * Reads and checks a tree.
 * @param name of the component, before the problems of a literal
 * @param elsewhere keys of people whom the tree may name without making them
 * @throws TreeError
 */
export function loadPlan(name: string, origin: Origin, elsewhere: readonly string[]): Plan {
  const source = sourceOf(name, origin);
  const tree = parseTree(source.value);
  if (isProblems(tree)) throw invalid(source, tree);
  const plan = flatten(tree, source.keysAreOptional);
  const problems = isProblems(plan) ? plan : checkPlan(plan, elsewhere);
  if (isProblems(plan) || problems.length > 0) throw invalid(source, problems);
  return plan;
}

function sourceOf(name: string, origin: Origin): Source {
  try {
    return "file" in origin ? fileSource(origin.file) : literalSource(name, origin.tree);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    throw new TreeError(error.message, { cause: error });
  }
}

function invalid(source: Source, problems: readonly Problem[]): TreeError {
  return new TreeError(problems.map(source.format).join("\n"));
}

function isProblems(value: object): value is Problem[] {
  return Array.isArray(value);
}

/** The entries of a tree in order, or those that have no key. */
function flatten(tree: Tree, keysAreOptional: boolean): Plan | Problem[] {
  const problems: Problem[] = [];
  const keyOf = (entry: Entry, path: Path, made: string | undefined, why: string): string => {
    const key = entry.key ?? (keysAreOptional ? made : undefined);
    if (key !== undefined) return key;
    const required = "give a key, by which it is known whatever its name becomes";
    problems.push({ path, says: keysAreOptional ? why : required });
    return "";
  };
  const groupOf = (kind: NodeKind, group: Group, parent: string | undefined, path: Path) => {
    const why = `${JSON.stringify(group.name)} makes no slug: give a key of its own`;
    const key = keyOf(group, path, slug(group.name), why);
    return {
      ...group,
      key,
      previously: group.previously ?? [],
      people: group.people,
      kind,
      parent,
      path,
    };
  };
  const below = (all: Department["departments"], at: Path, parent?: string): PlannedNode[] =>
    (all ?? []).flatMap(({ departments, ...unit }, index) => {
      const path = [...at, "departments", index];
      const node = groupOf("department", unit, parent, path);
      return [node, ...below(departments, path, node.key)];
    });
  const across = (list: keyof typeof KINDS): PlannedNode[] =>
    (tree[list] ?? []).map((group, index) => groupOf(KINDS[list], group, undefined, [list, index]));
  const people = (tree.people ?? []).map((person, index): PlannedPerson => {
    const path = ["people", index];
    const key = keyOf(person, path, person.username, "give a key or a username");
    return {
      ...person,
      key,
      previously: person.previously ?? [],
      username: person.username ?? key,
      path,
    };
  });
  const nodes = [...below(tree.departments, []), ...across("groups"), ...across("roles")];
  const plan = { org: tree.name, nodes: [...nodes, ...across("labels")], people };
  return problems.length > 0 ? problems : plan;
}

const KINDS = { groups: "group", roles: "role", labels: "label" } as const;
