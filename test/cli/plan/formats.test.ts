import assert from "node:assert/strict";
import { formats } from "../../../cli/plan/formats";
import { acts, type Change } from "../../../cli/plan/report";
import { changeOf, planOf } from "./support/plans";

const HOSTILE = "<script>alert(1)</script> | @ada #1 [x](http://evil)\n## ok \u202e\u001b[31m `";

/** What a terminal or a forge may obey: control characters, and those that change the direction. */
const HIDDEN = /[^\P{C}\n]/u;

/** One change of each act, all with names of somebody who means no good. */
const hostile: Change[] = acts.map((what) =>
  changeOf({
    ...{ what, name: HOSTILE, who: HOSTILE, node: "d_x", perm: "p_x", from: HOSTILE, to: HOSTILE },
    ...{ property: HOSTILE, reason: HOSTILE, resource: HOSTILE, source: HOSTILE, people: 2 },
  }),
);
const access = {
  ...{ username: HOSTILE, name: HOSTILE, perm: "p_x", permName: HOSTILE, scope: HOSTILE },
  paths: [[{ from: HOSTILE, to: "p_x", by: "grant" as const, resource: HOSTILE, urn: "u" }]],
};
const report = planOf({
  changes: hostile,
  ...{ gains: [access], losses: [access], notes: [HOSTILE], stack: HOSTILE },
  broken: [{ rule: HOSTILE, reason: HOSTILE, source: HOSTILE }],
  unseen: [{ part: "users", reason: HOSTILE }],
  names: { d_x: HOSTILE, p_x: HOSTILE },
});

describe("the formats of a plan", () => {
  it("show hostile names as text on one line, each", () => {
    const lines = formats.text(report).split("\n");
    assert.ok(lines.some((line) => line.includes("<script>")));
    assert.doesNotMatch(lines.join("\n"), HIDDEN);
    assert.ok(lines.every((line) => !line.startsWith("##")));
  });

  it("let no name be markup, a mention or a heading in a comment", () => {
    const text = formats.markdown(report);
    assert.doesNotMatch(text, /<script|@ada|\[x\]|^## ok/m);
    assert.doesNotMatch(text, HIDDEN);
    assert.match(text, /^## ❌ The plan is not complete/);
  });

  it("are JSON with nothing hidden, and without the nodes of the orgs", () => {
    const orgs = [{ id: "o", name: "Acme", nodes: [] }];
    const text = formats.json({ ...report, orgs });
    assert.doesNotMatch(text, HIDDEN);
    const { orgs: shown, changes } = JSON.parse(text) as typeof report;
    assert.deepEqual(shown, [{ id: "o", name: "Acme" }]);
    assert.deepEqual(changes, hostile);
  });

  it("fit in one comment whatever they hold, and say how much more there is and where", () => {
    const many = Array.from({ length: 5000 }, (_, index) =>
      changeOf({ what: "join", who: `用户${index}`, node: "d_x", object: "d_x" }),
    );
    const text = formats.markdown({ ...report, changes: many }, "plan.json");
    assert.ok(text.length <= 65_536, String(text.length));
    assert.match(
      text,
      /\*\*And [\d,]+ more lines\*\* \(Joins and leaves: \d+\): all of them are in <code>plan&#46;json<\/code>\.\n$/,
    );
    assert.match(
      formats.markdown({ ...report, changes: many }),
      /`--format json=plan\.json` writes all/,
    );
  });

  it("tell a plan without a change in a line", () => {
    assert.equal(
      formats.text(planOf()).trim().split("\n").at(-1),
      "Nothing changes. 0 changes, 0 gains, 0 losses, 3 resources unchanged; an apply takes about 12 requests and 4 s",
    );
    assert.match(formats.markdown(planOf()), /^## ✅ Nothing changes\./);
  });
});
