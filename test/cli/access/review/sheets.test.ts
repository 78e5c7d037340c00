import assert from "node:assert/strict";
import fc from "fast-check";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { csvRows } from "../../../../cli/access/review/csv-rows";
import { decisionIn } from "../../../../cli/access/review/decision";
import { entriesIn, type ReviewEntry } from "../../../../cli/access/review/entry";
import { handOut, requireNoSheets } from "../../../../cli/access/review/hand-out";
import { readAnswers } from "../../../../cli/access/review/read-answers";
import { sheetsOf } from "../../../../cli/access/review/sheet";
import { csvOf } from "../../../../cli/output/csv";
import { companyOf, EVIL, NOW, readingOf } from "../support";

const NICE = { person: "Ada Lovelace", node: "平台", app: "CI", perm: "Deploy" };

/** Bob leads Ada, who is in a node and has a grant of her own; 夏培肃 is led by nobody. */
function reviewed(names = NICE): ReviewEntry[] {
  const builder = companyOf(names)
    .join({ person: "ada", node: "d_web", until: "2026-12-31T23:59:59.999Z" })
    .join({ person: "夏培肃", node: "d_eng" })
    .grant({ perm: "deploy", to: { kind: "user", id: "ada" }, effect: "allow" });
  return entriesIn([readingOf(builder.build())]);
}

function refused(cell: string, now: Date): string {
  const found = decisionIn(cell, now);
  return typeof found === "string" ? found : "";
}

describe("the sheets of an access review", () => {
  let folder: string;
  before(() => (folder = mkdtempSync(join(tmpdir(), "review-"))));
  after(() => rmSync(folder, { recursive: true }));

  const sheet = (name: string, text: string | Buffer) => writeFileSync(join(folder, name), text);
  const read = (entries: readonly ReviewEntry[]) =>
    readAnswers(folder, (key) => entries.find((one) => one.key === key)?.username, NOW);
  afterEach(() => {
    rmSync(folder, { recursive: true });
    folder = mkdtempSync(join(tmpdir(), "review-"));
  });

  it("have a row for each membership and own grant, by the nearest manager", () => {
    const entries = reviewed();
    assert.deepEqual(
      entries.map(({ username, what, place, gives, reviewers }) => [
        username,
        what,
        place,
        gives,
        reviewers,
      ]),
      [
        ["ada", "membership", "Acme/Engineering/平台", ["CI/Deploy"], ["bob"]],
        ["ada", "grant", "CI/Deploy", ["CI/Deploy"], ["bob"]],
        [
          "bob",
          "membership",
          "Acme/Leads",
          ["manages Acme/Engineering/平台, ada, CI, CI/Deploy"],
          [],
        ],
        ["夏培肃", "membership", "Acme/Engineering", ["CI/Deploy"], []],
      ],
    );
    assert.equal(new Set(entries.map(({ key }) => key)).size, 4);
    assert.deepEqual(
      sheetsOf(entries).map(({ file, rows }) => [file, rows]),
      [
        ["bob.csv", 2],
        ["no-manager.csv", 2],
      ],
    );
  });

  it("let nobody review themselves, and go to the manager of the fewest", () => {
    const builder = companyOf(NICE).join({ person: "eve", node: "g_all" });
    const reach = { own: false, nodes: ["d_eng"], users: ["bob", "eve"], apps: [], perms: [] };
    builder.nodes.set("g_all", {
      ...{ id: "g_all", name: "All", kind: "manager", org: "acme" },
      parent: "d_acme",
      manages: reach,
    });
    const entries = entriesIn([readingOf(builder.build())]);
    const reviewers = new Map(entries.map(({ username, reviewers }) => [username, reviewers]));
    assert.deepEqual(
      [...reviewers],
      [
        ["ada", ["bob"]],
        ["bob", ["eve"]],
        ["eve", []],
      ],
    );
  });

  it("say nothing that a spreadsheet runs, and read back to what was written", () => {
    const entries = reviewed(EVIL);
    const [first] = sheetsOf(entries);
    assert.ok(first);
    assert.equal(first.text.charCodeAt(0), 0xfeff);
    // Beside the ends of lines.
    assert.doesNotMatch(first.text.slice(1).replaceAll("\r\n", ""), /\p{Cc}|[\u202e\ufeff]/u);
    for (const { cells } of csvRows(first.text.slice(1))) {
      for (const cell of cells) assert.doesNotMatch(cell, /^\s*[=+\-@|%]/);
    }
  });

  it("are read back in any order of rows and columns, with semicolons, and by key", () => {
    const entries = reviewed();
    handOut(folder, entries);
    const rows = csvRows(readFileSync(join(folder, "bob.csv"), "utf8").slice(1)).map(
      ({ cells }) => cells,
    );
    const decision = rows[0]?.indexOf("decision") ?? -1;
    const decided = rows.map((cells, index) =>
      cells.with(
        decision,
        index === 0 ? "Decision" : (["keep", "until 2027/1/5"][index - 1] ?? ""),
      ),
    );
    const [head = [], ...rest] = decided;
    const reordered = [head, ...rest.toReversed(), head.map(() => "")].map((cells) =>
      cells.toReversed(),
    );
    sheet("bob.csv", csvOf(reordered).replaceAll(",", ";"));
    const answers = read(entries);
    assert.deepEqual(
      entries.map(({ key }) => answers.get(key)?.decision),
      [{ decision: "keep" }, { decision: "until", until: "2027-01-05" }, undefined, undefined],
    );
    assert.throws(() => requireNoSheets(folder), /there are CSV files in it/);
  });

  it("are refused with file and line: all that is invalid at once", () => {
    const entries = reviewed();
    const [membership, grant] = entries;
    assert.ok(membership && grant);
    const head = ["person", "by", "decision", "key"];
    sheet(
      "a.csv",
      csvOf([
        head,
        ["ada", "x", "maybe\nnot", membership.key],
        ["bob", "x", "keep", grant.key],
        ["ada", "x", "keep", ""],
        ["ada", "x", "until 2026-11-29", grant.key],
        ["ada", "x", "remove", grant.key],
      ]),
    );
    sheet("b.csv", csvOf([head, ["ada", "y", "keep", grant.key], ["gone", "y", "keep", "k1"]]));
    sheet("c.csv", Buffer.from("person,by,decision,key\r\n\xcf\xc4,x,keep,k\r\n", "latin1"));
    sheet("d.csv", "person;decision\n");
    const at = (file: string) => join(folder, file);
    assert.throws(
      () => read(entries),
      ({ message }: Error) => {
        const lines = message.split("\n");
        assert.deepEqual(
          lines.map((line) => line.slice(folder.length + 1).split(": ")[0]),
          ["a.csv:2", "a.csv:3", "a.csv:4", "a.csv:5", "b.csv:2", "c.csv:1", "d.csv:1"],
        );
        assert.match(lines[4] ?? "", new RegExp(`${at("a.csv")}:6 says otherwise`));
        return true;
      },
    );
    assert.throws(() => readAnswers(join(folder, "none"), () => undefined, NOW), /no such folder/);
  });

  it("take keep, remove and days to come as decisions", () => {
    for (const [cell, until] of [
      [" Until 2026-12-31 ", "2026-12-31"],
      ["2026-12-31T18:00:00+08:00", "2026-12-31T18:00:00+08:00"],
      ["2028-02-29", "2028-02-29"],
      ["2026-11-30", "2026-11-30"],
    ]) {
      assert.deepEqual(decisionIn(cell ?? "", NOW), { decision: "until", until });
    }
    assert.deepEqual(decisionIn("KEEP", NOW), { decision: "keep" });
    for (const cell of [
      "yes",
      "until",
      "until 2027-02-29",
      "31.12.2026",
      "until 2026-12-31T10:00",
    ]) {
      assert.match(refused(cell, NOW), /is no decision/);
    }
    assert.match(refused("2026-11-29", NOW), /is over/);
  });

  it("have names that are files anywhere, one for each reviewer", () => {
    const [entry] = reviewed();
    assert.ok(entry);
    const names = [
      "../../etc",
      "Ada",
      "ada",
      "a:b|c\n",
      "夏培肃",
      "no-manager",
      ".",
      "x".repeat(300),
    ];
    const entries = [
      ...names.map((name) => ({ ...entry, reviewers: [name] })),
      { ...entry, reviewers: [] },
    ];
    const files = sheetsOf(entries).map(({ file }) => file);
    assert.deepEqual(files.slice(0, -2), [
      "_._.._etc.csv",
      "Ada.csv",
      "ada-2.csv",
      "a_b_c_.csv",
      "夏培肃.csv",
      "no-manager.csv",
      "_.csv",
    ]);
    assert.equal(files.at(-1), "no-manager-2.csv");
  });

  it("are CSV that reads back to any cells", () => {
    const cell = fc.string({ unit: "binary" }).map((text) => text.replace(/\r/g, ""));
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1 }),
        fc.constantFrom(",", ";", "\t"),
        (rows, separator) => {
          const all = [["person", "decision"], ...rows];
          const text = all
            .map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(separator))
            .join("\r\n");
          const expected = all.filter((row) => row.some((one) => one !== ""));
          assert.deepEqual(
            csvRows(text).map(({ cells }) => cells),
            expected,
          );
        },
      ),
    );
  });
});
