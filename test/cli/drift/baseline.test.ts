import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  acceptedBy,
  readBaseline,
  updatedBaseline,
  writeBaseline,
} from "../../../cli/drift/baseline";
import { WrongUsage } from "../../../cli/usage/wrong-usage";
import { finding, reportWith } from "./support/report";

describe("a baseline", () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "baseline-"))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const file = () => join(folder, "baseline.yaml");
  const written = (text: string) => {
    writeFileSync(file(), text);
    return readBaseline(file());
  };
  const pilot = `schema: 1\naccepted:\n  - { id: 0123456789ab, what: Lab, reason: pilot, expires: 2026-12-31 }\n`;

  it("accepts somebody unmanaged to the end of the day that it names, and no longer", () => {
    const baseline = written(pilot);
    const at = (time: string) => acceptedBy(baseline, finding(), new Date(time));
    assert.deepEqual(at("2026-12-31T23:59:59Z"), { reason: "pilot", expires: "2026-12-31" });
    assert.equal(at("2027-01-01T00:00:00Z"), undefined);
  });

  it("accepts no change and nothing missing", () => {
    const baseline = written(pilot);
    for (const category of ["changed", "missing"] as const) {
      assert.equal(acceptedBy(baseline, finding({ category }), new Date(0)), undefined);
    }
  });

  it("is written sorted by what it is about, with a reason each, and reads back", () => {
    const report = reportWith([
      finding({ id: "b", path: ["Acme", "Zoo"] }),
      finding({ id: "a", path: ["Acme", "研发: #1"] }),
      finding({ id: "0123456789ab" }),
      finding({ id: "c", category: "changed" }),
      finding({ id: "t", category: "tolerated" }),
    ]);
    writeBaseline(file(), updatedBaseline(written(pilot), report, false));
    assert.deepEqual(
      [...readBaseline(file()).values()],
      [
        { id: "b", what: "Node Acme / Zoo", reason: "accepted on 2026-11-21: say why" },
        { id: "a", what: "Node Acme / 研发: #1", reason: "accepted on 2026-11-21: say why" },
        {
          ...{ id: "0123456789ab", what: "Node Acme / 研发部 / Lab" },
          ...{ reason: "pilot", expires: "2026-12-31" },
        },
      ],
    );
    const before = readFileSync(file(), "utf8");
    writeBaseline(file(), updatedBaseline(readBaseline(file()), report, false));
    assert.equal(readFileSync(file(), "utf8"), before);
  });

  it("names on one line what it is about, with nothing hidden, as the documentation shows it", () => {
    const named = finding({ path: ["Acme", "R&D\ntwo", "\u202egnp.exe"] });
    writeBaseline(file(), updatedBaseline(written(pilot), reportWith([named]), false));
    assert.match(
      readFileSync(file(), "utf8"),
      / {2}- id: 0123456789ab\n {4}what: Node .*two \/ \\u\{202e\}gnp\.exe\n {4}reason: pilot\n {4}expires: 2026-12-31\n$/,
    );
  });

  it("forgets who is gone, unless the check did not see everything", () => {
    const baseline = written(pilot);
    const none = reportWith([]);
    assert.deepEqual([...updatedBaseline(baseline, none, false)], []);
    assert.deepEqual([...updatedBaseline(baseline, none, true)], [...baseline]);
  });

  it("accepts what is tolerated where that counts", () => {
    const report = reportWith([finding({ category: "tolerated" })], { failOn: ["tolerated"] });
    assert.equal(updatedBaseline(new Map(), report, false).size, 1);
  });

  const wrong: Record<string, [string, RegExp]> = {
    "an entry without a reason": [
      "schema: 1\naccepted: [{ id: a, what: b, reason: ' ' }]",
      /accepted\.0\.reason: say why$/,
    ],
    "a date that is none": [
      "schema: 1\naccepted: [{ id: a, what: b, reason: c, expires: soon }]",
      /expires: give a day such as 2026-12-31$/,
    ],
    "a later layout": ["schema: 2\naccepted: []", /schema: /],
    "no YAML": ["accepted: [", /baseline\.yaml: .*[^:]$/],
    "an empty file": ["", /the file: /],
  };
  for (const [what, [text, message]] of Object.entries(wrong)) {
    it(`refuses ${what}, naming the file`, () => {
      assert.throws(
        () => written(text),
        (error: Error) => error instanceof WrongUsage && message.test(error.message),
      );
    });
  }

  it("refuses a file that is not there", () => {
    assert.throws(() => readBaseline(file()), /there is no baseline .*--update-baseline makes it/);
  });
});
