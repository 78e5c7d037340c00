import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import type { Tree } from "../../../provider";
import { loadPlan } from "../../../provider/components/load-plan";
import { TreeError } from "../../../provider/components/tree/tree-error";

/** Pieces of YAML, also such as nobody writes on purpose. */
const pieces = ["name", "key", "roles", "people", "departments", "was", "<<", "__proto__", "null"];
const signs = [": ", "\n", "\n  ", "\n    ", "- ", "? ", "&a ", "*a", "{", "}", "[", "]", ",", "#"];
const others = [
  '"',
  "'",
  "|",
  ">",
  "!!set ",
  "!t ",
  "---\n",
  "...\n",
  "%YAML 1.1\n",
  "\t",
  "研",
  "7",
];
const yaml = fc
  .array(fc.constantFrom(...pieces, ...signs, ...others), { maxLength: 40 })
  .map((all) => all.join(""));

/** Objects that are nearly trees. */
const leaf = fc.oneof(fc.constantFrom("a", "b", "研", "", " "), fc.integer(), fc.constant(null));
const property = fc.constantFrom("name", "key", "was", "people", "departments", "roles", "uid");
const { nearly } = fc.letrec((tie) => ({
  nearly: fc.oneof(
    { maxDepth: 5 },
    leaf,
    fc.array(tie("nearly"), { maxLength: 3 }),
    fc.dictionary(property, tie("nearly"), { maxKeys: 5 }),
  ),
}));

describe("whatever is given as a tree", function () {
  this.timeout(60_000);
  const folder = mkdtempSync(join(tmpdir(), "tree-"));
  const file = join(folder, "org.yaml");
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("is a plan, or is refused with a place in every line, as a file", () => {
    fc.assert(
      fc.property(fc.oneof(yaml, fc.string(), nearly.map(asText)), (text) => {
        writeFileSync(file, text);
        for (const line of refusal(() => loadPlan("acme", { file }, []))) {
          assert.ok(line.startsWith(`${file}:`), line);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it("is a plan, or is refused with a place in every line, as a literal", () => {
    fc.assert(
      fc.property(nearly, (value) => {
        const tree = value as unknown as Tree;
        for (const line of refusal(() => loadPlan("acme", { tree }, []))) {
          assert.match(line, /^acme: /);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it("has its problems at lines that the file has", () => {
    fc.assert(
      fc.property(nearly, (value) => {
        const text = asText(value);
        writeFileSync(file, text);
        const lines = text.split("\n").length;
        for (const line of refusal(() => loadPlan("acme", { file }, []))) {
          const at = Number(/:(\d+): /.exec(line)?.[1]);
          assert.ok(at >= 1 && at <= lines, line);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

const asText = (value: unknown) => JSON.stringify(value, null, 2);

/** The lines in which something is refused; none if it is not. */
function refusal(load: () => unknown): string[] {
  try {
    load();
    return [];
  } catch (error) {
    if (!(error instanceof TreeError)) throw error;
    return error.message.split("\n");
  }
}
