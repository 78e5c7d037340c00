import assert from "node:assert/strict";
import fc from "fast-check";
import { OrgTree, type Tree, type TreeDepartment } from "../../../provider";
import { registered } from "./program";

/** An org without a shape: where each department is, by the index of an earlier one. */
interface Flat {
  readonly departments: readonly {
    name: string;
    above: number;
    people?: readonly string[] | undefined;
  }[];
  readonly roles: readonly string[];
}

const PEOPLE = ["adalovelace", "grace", "wangxuan"];
const name = fc
  .oneof(fc.string({ minLength: 1 }), fc.constantFrom("研发部", "Ops", "Ops"))
  .filter((text) => text.trim() !== "");
const people = fc.option(fc.subarray(PEOPLE), { nil: undefined });
const flat: fc.Arbitrary<Flat> = fc.record({
  departments: fc.array(fc.record({ name, above: fc.nat(), people }), { maxLength: 12 }),
  roles: fc.array(name, { maxLength: 3 }),
});

describe("the names of what an OrgTree makes", function () {
  this.timeout(60_000);
  it("come of the keys alone: a rename, a move and another order change none", async () => {
    await fc.assert(
      fc.asyncProperty(
        flat,
        fc.infiniteStream(fc.nat()),
        fc.infiniteStream(name),
        async (org, places, names) => {
          const next = <T>(stream: Iterator<T>) => stream.next().value as T;
          const changed: Flat = {
            departments: org.departments.map(({ people }) => ({
              name: next(names),
              above: next(places),
              people: people?.toReversed(),
            })),
            roles: org.roles.map(() => next(names)),
          };
          assert.deepEqual(await namesOf(treeOf(changed)), await namesOf(treeOf(org)));
        },
      ),
      { numRuns: 25 },
    );
  });

  it("are one for each entry and each managed list", async () => {
    await fc.assert(
      fc.asyncProperty(flat, async (org) => {
        const names = await namesOf(treeOf(org));
        const lists = org.departments.filter(({ people }) => people !== undefined).length;
        const entries = org.departments.length + org.roles.length + PEOPLE.length;
        assert.equal(names.length, 2 + entries + lists);
        assert.equal(new Set(names).size, names.length);
      }),
      { numRuns: 25 },
    );
  });

  it("give each department the parent that the literal shows, at whatever depth", async () => {
    await fc.assert(
      fc.asyncProperty(flat, async (org) => {
        const made = await registered(() => void new OrgTree("acme", { tree: treeOf(org) }));
        const parents = new Map(
          made.map(({ kind, name, inputs }) => [`${kind} ${name}`, inputs.parent]),
        );
        org.departments.forEach(({ above }, index) => {
          const at = placeOf(above, index);
          const expected = at < 0 ? "id of acme/department" : `id of acme/d${at}`;
          assert.equal(parents.get(`Node acme/d${index}`), expected);
        });
      }),
      { numRuns: 25 },
    );
  });
});

/** The org as a literal: a department is below an earlier one, or at the top. */
function treeOf({ departments, roles }: Flat): Tree {
  const below = (place: number): TreeDepartment[] =>
    departments.flatMap(({ above, ...department }, index) =>
      placeOf(above, index) === place
        ? [{ key: `d${index}`, ...department, departments: below(index) }]
        : [],
    );
  return {
    name: "Acme",
    departments: below(-1),
    roles: roles.map((name, index) => ({ key: `r${index}`, name })),
    people: PEOPLE.map((key) => ({ key })),
  };
}

/** -1 is the top. */
const placeOf = (above: number, index: number) => (above % (index + 1)) - 1;

async function namesOf(tree: Tree): Promise<string[]> {
  const made = await registered(() => void new OrgTree("acme", { tree }));
  return made.map(({ kind, name }) => `${kind} ${name}`).sort();
}
