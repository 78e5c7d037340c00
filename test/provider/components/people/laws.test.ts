import assert from "node:assert/strict";
import fc from "fast-check";
import type { PeopleOptions } from "../../../../provider";
import { TreeError } from "../../../../provider/components/tree/tree-error";
import { acme, membersIn, planWith } from "./support";

const options: PeopleOptions = {
  columns: {
    key: "Nr",
    username: "Login",
    name: "Name",
    department: { column: "Team", makeMissing: true },
    groups: "Groups",
    until: { column: "End", dateFormat: "D.M.YYYY" },
  },
  usernameFrom: { name: "Full", form: "{f}{last}", append: "Nr" },
};
const columns = ["Nr", "Login", "Name", "Full", "Team", "Groups", "End"];

/** Texts that a spreadsheet would write, with all that CSV has to quote. */
const word = fc.stringMatching(/^[A-Za-zéß王 ,;"'|\t-]{0,12}$/);
const row = fc.record({
  Login: fc.constantFrom("", "", "chosen", "amwang"),
  Name: word.map((text) => text.replace(/\t/g, " ")),
  Full: fc.constantFrom("Ada Lovelace", "Al Wang", "王爱", "Anna Wang", "Bo Li"),
  Team: fc.constantFrom("", "eng", "Engineering/New", "New/Deep", "Sales; New", "eng/Platform"),
  Groups: fc.constantFrom("", "go", "Go;;go"),
  End: fc.constantFrom("", "1.3.2027", "2026-12-31"),
});
type Cells = Record<string, string>;
const rows = fc
  .array(row, { minLength: 1, maxLength: 12 })
  .map((all) => all.map((cells, index): Cells => ({ Nr: String(index + 1), ...cells })))
  .map((all) => {
    const seen = new Set<string>();
    return all.map((one) => {
      const isTaken = seen.has(one.Login ?? "");
      seen.add(one.Login ?? "");
      return isTaken ? { ...one, Login: "" } : one;
    });
  });

const quotedCell = (text: string) => `"${text.replaceAll('"', '""')}"`;
const csvOf = (all: readonly Cells[], separator: string, end: string) =>
  [columns, ...all.map((one) => columns.map((column) => quotedCell(one[column] ?? "")))]
    .map((cells) => cells.join(separator))
    .join(end);

/** What a plan says, whatever the order in which it says it. */
function meaning(content: string, name?: string) {
  const plan = planWith(content, options, name === undefined ? {} : { name });
  const people = plan.people.map(({ path: _, ...person }) => person);
  const members = Object.entries(membersIn(plan)).map(([key, all]) => [key, all.toSorted()]);
  return {
    people: people.sort((a, b) => Number(a.key) - Number(b.key)),
    members: Object.fromEntries(members) as object,
    nodes: plan.nodes.map(({ key, name, parent }) => `${key} ${name} ${parent}`).sort(),
  };
}

describe("a file of people, whatever is in it", () => {
  it("means the same in every order of its rows, in every format and by every separator", () => {
    const separators = fc.constantFrom(",", ";", "\t", "|");
    fc.assert(
      fc.property(rows, separators, fc.constantFrom("\n", "\r\n", "\r"), (all, separator, end) => {
        const before = meaning(csvOf(all, separator, end));
        assert.deepEqual(meaning(csvOf(all.toReversed(), ",", "\n")), before);
        assert.deepEqual(meaning(JSON.stringify(all), "people.json"), before);
      }),
      { numRuns: 60 },
    );
  });

  it("is read, or is told to be invalid: by its lines, and by no other error", () => {
    const bytes = fc.uint8Array({ maxLength: 200 });
    const text = fc.array(
      fc.constantFrom(
        "Nr",
        "Login",
        ",",
        ";",
        '"',
        "\n",
        "\r",
        "=",
        "ada",
        "\u202e",
        "王",
        "\0",
        "[",
      ),
      { maxLength: 60 },
    );
    const content = fc.oneof(
      bytes,
      text.map((parts) => parts.join("")),
      text.map((parts) => `Nr,Login\n${parts.join("")}`),
    );
    const names = fc.constantFrom("people.csv", "people.json", "people.yaml");
    const encodings = fc.constantFrom(undefined, "gb18030", "utf-16le", "windows-1252");
    fc.assert(
      fc.property(content, names, encodings, (bytes, name, encoding) => {
        const columns = { key: "Nr", username: "Login", department: "Nr" };
        try {
          planWith(bytes, { columns, ...(encoding && { encoding }) }, { name, tree: acme });
        } catch (error) {
          assert.ok(error instanceof TreeError, String(error));
          for (const line of error.message.split("\n")) {
            assert.match(line, /^people\.(csv|json|yaml)(:\d+)?: \S|^and \d+ more$/);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});
