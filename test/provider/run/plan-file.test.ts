import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PlanFile } from "../../../provider/run/plan-file";
import { misspeltVariables } from "../../../provider/run/settings";

const planned = { kind: "User", resource: "阿达", takesOver: { id: "ada", changes: [] } };

describe("the file of a plan", () => {
  let folder: string;
  let file: string;
  const told: string[] = [];
  const warn = (text: string) => void told.push(text);
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "plan-file-"));
    file = join(folder, "plan.jsonl");
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("has a line for each thing that a preview knows, for its owner's eyes", () => {
    const one = new PlanFile(file, warn);
    one.begin();
    one.add(planned);
    const other = new PlanFile(file, warn);
    other.begin();
    other.add({ ...planned, resource: "a\nb" });
    const lines = readFileSync(file, "utf8").trimEnd().split("\n");
    assert.deepEqual(
      lines.map((line) => JSON.parse(line) as unknown),
      [planned, { ...planned, resource: "a\nb" }],
    );
    assert.equal(statSync(file).mode & 0o777, 0o600);
  });

  it("stays empty outside a preview", () => {
    new PlanFile(file, warn).add(planned);
    assert.equal(readFileSync(file, "utf8"), "");
  });

  it("is none where nobody asks for it, and only a warning where it can't be written", () => {
    new PlanFile(undefined, warn).begin();
    assert.deepEqual(told, []);
    new PlanFile(join(folder, "none", "plan.jsonl"), warn).begin();
    assert.match(told[0] ?? "", /IDENTITY_PLAN_FILE can't be written \(ENOENT\)/);
  });

  it("has a variable that looks like no misspelt setting", () => {
    assert.deepEqual(misspeltVariables({ IDENTITY_PLAN_FILE: file }), []);
    assert.equal(misspeltVariables({ IDENTITY_PLAN_FIL: file }).length, 1);
  });
});
