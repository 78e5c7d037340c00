import fc from "fast-check";
import type { Contents } from "../../../../provider/adapters/bulk/contents";

/** A tree as a test draws it: each node below an earlier one, or at the top. */
export interface Drawn {
  readonly nodes: readonly (Node | undefined)[];
  readonly people: readonly (Person | undefined)[];
}
interface Node {
  readonly name: string;
  readonly above: number;
  readonly members: readonly number[];
}
interface Person {
  readonly name: string;
}

export const NODES = 5;
export const PEOPLE = 6;
const name = fc.constantFrom("研发部", "R&D / 1", "Platform", "销售", "__proto__");
export const drawn: fc.Arbitrary<Drawn> = fc.record({
  nodes: fc.array(
    fc.option(
      fc.record({
        name,
        above: fc.integer({ min: -1, max: NODES - 2 }),
        members: fc.uniqueArray(fc.integer({ min: 0, max: PEOPLE - 1 })),
      }),
      { nil: undefined },
    ),
    { minLength: NODES, maxLength: NODES },
  ),
  people: fc.array(fc.option(fc.record({ name }), { nil: undefined }), {
    minLength: PEOPLE,
    maxLength: PEOPLE,
  }),
});

/** The key of the node above, where there is one. */
export function aboveOf({ nodes }: Drawn, index: number): string | undefined {
  const above = nodes[index]?.above ?? -1;
  return above >= 0 && above < index && nodes[above] !== undefined ? `n${above}` : undefined;
}

export const membersOf = ({ people }: Drawn, node: Node): number[] =>
  node.members.filter((one) => people[one] !== undefined);

export function contentsOf(tree: Drawn): Contents {
  const nodes = tree.nodes.flatMap((node, index) => {
    if (node === undefined) return [];
    const members = membersOf(tree, node).map((one) => [`p${one}`, "member"] as const);
    const above = aboveOf(tree, index);
    const entry = {
      ...{ kind: "department" as const, name: node.name, people: Object.fromEntries(members) },
      ...(above !== undefined && { parent: above }),
    };
    return [[`n${index}`, entry] as const];
  });
  const people = tree.people.flatMap((person, index) =>
    person === undefined ? [] : [[`p${index}`, { username: username(index), ...person }] as const],
  );
  return { nodes: Object.fromEntries(nodes), people: Object.fromEntries(people) };
}

export const username = (index: number): string => `user${index}x`;
