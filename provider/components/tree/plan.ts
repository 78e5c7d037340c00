import type { NodeKind } from "../../backends/domain";
import type { Path, Problem } from "../../files/problem";
import { parseTree } from "./schema";
import type { Plan, PlannedNode, PlannedPerson } from "./planned";
import { slug } from "../../slug";
import type { Source } from "../../files/source";
import type { Entry, Group, Tree } from "./tree";

/** The plan of a tree whose references are not yet checked, or what is invalid about it. */
export function planOfTree(source: Source): Plan | Problem[] {
  const tree = parseTree(source.value);
  return isProblems(tree) ? tree : flatten(tree, source);
}

export function isProblems(value: object): value is Problem[] {
  return Array.isArray(value);
}

/** The entries of a tree in order, or those that have no key. */
function flatten(tree: Tree, { keysAreOptional, placeOf }: Source): Plan | Problem[] {
  const problems: Problem[] = [];
  const keyOf = (entry: Entry, path: Path, made: string | undefined, why: string): string => {
    const key = entry.key ?? (keysAreOptional ? made : undefined);
    if (key !== undefined) return key;
    const required = "give a key, by which it is known whatever its name becomes";
    problems.push({ path, says: keysAreOptional ? why : required });
    return "";
  };
  const below = (
    list: ListName,
    all: readonly Listed[],
    at: Path,
    parent?: string,
  ): PlannedNode[] =>
    all.flatMap((entry, index) => {
      const path = [...at, list, index];
      const { departments, groups, roles, labels, ...unit } = entry;
      const why = `${JSON.stringify(entry.name)} makes no slug: give a key of its own`;
      const key = keyOf(entry, path, slug(entry.name), why);
      const previously = entry.previously ?? [];
      const node = {
        ...unit,
        key,
        previously,
        people: unit.people?.map((one, at) => ({
          ...(typeof one === "string" ? { person: one } : one),
          path: [...path, "people", at],
        })),
        kind: KINDS[list],
        parent,
        path,
      };
      const inside = { departments, groups, roles, labels }[list] ?? [];
      return [node, ...below(list, inside, path, key)];
    });
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
  const lists = Object.keys(KINDS) as ListName[];
  const nodes = lists.flatMap((list) => below(list, tree[list] ?? [], []));
  const plan = { org: tree.name, nodes, people, placeOf };
  return problems.length > 0 ? problems : plan;
}

const KINDS = {
  departments: "department",
  groups: "group",
  roles: "role",
  labels: "label",
} as const satisfies Record<string, NodeKind>;
type ListName = keyof typeof KINDS;

/** An entry of any of the lists, with those below it in a list of the same name. */
type Listed = Group & { readonly [L in ListName]?: readonly Listed[] | undefined };
