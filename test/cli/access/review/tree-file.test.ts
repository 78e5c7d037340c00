import assert from "node:assert/strict";
import fc from "fast-check";
import { parse } from "yaml";
import { editTree, type TreeEdit } from "../../../../cli/access/review/tree-file";

const until = (username: string, day = "2026-12-31", list = "web"): TreeEdit => ({
  ...{ resource: `acme/${list}-people`, username },
  decision: { decision: "until", until: day },
});
const remove = (username: string, list = "web"): TreeEdit => ({
  ...{ resource: `acme/${list}-people`, username },
  decision: { decision: "remove" },
});

const TREE = `# 公司
name: Acme
departments:
  - key: eng   # all of it
    name: "研发部"
    people: [ada,  bob, wang] # by name
    departments:
      - key: web
        name: Web
        people:
          - ada
          # as long as the project goes
          - { person: bob, until: 2026-06-30 } # contractor
          - person: wang
            until: '2026-07-31T18:00:00+08:00'
people:
  - { key: ada, name: Ada }
  - { key: bob, name: Bob }
  - { key: wang, username: 王选, name: 王选 }
`;

describe("the file of a tree, edited by a review", () => {
  it("gets end dates, and stays as it was written otherwise", () => {
    const edits = [until("ada"), until("bob"), until("王选", "2027-01-31T18:00:00+08:00")];
    const { text, done } = editTree(TREE, [...edits, until("bob", "2026-12-31", "eng")]);
    assert.equal(done.length, 4);
    assert.equal(
      text,
      TREE.replace("          - ada\n", "          - { person: ada, until: 2026-12-31 }\n")
        .replace("2026-06-30", "2026-12-31")
        .replace(/- person: wang\n.*\n/, "- { person: wang, until: 2027-01-31T18:00:00+08:00 }\n")
        .replace(",  bob,", ",  { person: bob, until: 2026-12-31 },"),
    );
  });

  it("loses entries, the last one of a list too", () => {
    const some = editTree(TREE, [remove("bob"), remove("ada", "eng"), remove("王选", "eng")]);
    assert.equal(
      some.text,
      TREE.replace(/ {10}- \{ person: bob.*\n/, "").replace("[ada,  bob, wang]", "[bob]"),
    );
    const all = editTree(TREE, [remove("ada"), remove("bob"), remove("王选")]);
    const web = (parse(all.text) as { departments: { departments: { people: unknown }[] }[] })
      .departments[0]?.departments[0];
    assert.deepEqual(web?.people, []);
    assert.match(all.text, /people:\n {2}- \{ key: ada, name: Ada \}/);
  });

  it("may be JSON", () => {
    const tree = {
      departments: [
        { key: "web", name: "Web", people: ["ada", { person: "bob", until: "2026-06-30" }, "eve"] },
      ],
      people: [{ key: "ada" }, { key: "bob" }, { key: "eve" }],
    };
    const { text, done } = editTree(JSON.stringify(tree, undefined, 2), [
      until("ada"),
      until("bob"),
      remove("eve"),
    ]);
    assert.equal(done.length, 3);
    const people = ["ada", "bob"].map((person) => ({ person, until: "2026-12-31" }));
    assert.deepEqual(JSON.parse(text), {
      ...tree,
      departments: [{ key: "web", name: "Web", people }],
    });
  });

  it("is left alone where it has no such entry, has aliases, or can't be read", () => {
    const aliases = TREE.replace("[ada,  bob, wang]", "&all [ada, bob]").concat(
      "groups: [{ key: g, name: G, people: *all }]\n",
    );
    for (const [text, edit] of [
      [TREE, until("nobody")],
      [TREE, until("ada", "2026-12-31", "ops")],
      [aliases, until("ada", "2026-12-31", "eng")],
      ["name: [", until("ada")],
      ["", until("ada")],
    ] as const) {
      assert.deepEqual(editTree(text, [edit]), { text, done: [] });
    }
  });

  it("means just what was decided, in whatever form it is written", () => {
    const entry = fc.record({
      form: fc.constantFrom("plain", "flow", "block", "quoted"),
      decision: fc.constantFrom("none", "remove", "until"),
      comment: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.array(entry, { minLength: 1, maxLength: 6 }),
        fc.boolean(),
        (entries, isFlow) => {
          const items = entries.map(({ form, comment }, index) =>
            itemOf(form, `p${index}`, comment, isFlow),
          );
          const list = isFlow
            ? ` [${items.join(", ")}]\n`
            : `\n${items.map((one) => `      - ${one}\n`).join("")}`;
          const text = `name: A\ndepartments:\n  - key: web\n    people:${list}    name: Web\n`;
          const edits = entries.flatMap(({ decision }, index) =>
            decision === "none"
              ? []
              : [decision === "remove" ? remove(`p${index}`) : until(`p${index}`)],
          );
          const edited = editTree(text, edits);
          assert.equal(edited.done.length, edits.length, text);
          const expected = entries.flatMap(({ form, decision }, index) => {
            const person = `p${index}`;
            if (decision === "remove") return [];
            if (decision === "until") return [{ person, until: "2026-12-31" }];
            return [
              form === "plain" || form === "quoted" ? person : { person, until: "2026-01-01" },
            ];
          });
          assert.deepEqual(parse(edited.text), {
            name: "A",
            departments: [{ key: "web", people: expected, name: "Web" }],
          });
        },
      ),
      { numRuns: 500 },
    );
  });
});

function itemOf(form: string, person: string, comment: boolean, isFlow: boolean): string {
  const note = comment && !isFlow ? " # why, they asked: - x" : "";
  if (form === "plain") return person + note;
  if (form === "quoted") return `"${person}"${note}`;
  if (form === "flow" || isFlow) return `{ person: ${person}, until: 2026-01-01 }${note}`;
  return `until: 2026-01-01${note}\n        person: ${person}${note}`;
}
