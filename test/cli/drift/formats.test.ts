import assert from "node:assert/strict";
import { stripVTControlCharacters } from "node:util";
import { createColors } from "picocolors";
import type { Log } from "sarif";
import { formatNames, formats } from "../../../cli/drift/formats";
import { textIn } from "../../../cli/drift/formats/text";
import type { DriftReport } from "../../../cli/drift/report";
import { finding, HOSTILE, reportWith } from "./support/report";

const hostile = reportWith(
  [
    finding({
      ...{ path: [HOSTILE, HOSTILE], object: HOSTILE, member: HOSTILE, list: "users" },
      changes: [{ property: HOSTILE, declared: HOSTILE, live: HOSTILE }],
      who: { actor: HOSTILE, at: HOSTILE },
    }),
    finding({ path: [HOSTILE], accepted: { reason: HOSTILE } }),
  ],
  {
    notes: [HOSTILE],
    stack: HOSTILE,
    unseen: [{ part: "nodes", id: HOSTILE, org: HOSTILE, reason: HOSTILE }],
  },
);
/** What a terminal obeys, or what turns the direction of what follows. */
const OBEYED = /[^\P{Cc}\n]|[\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

describe("a drift report", () => {
  // A page is for browsers: its own test looks at what they would obey.
  for (const name of formatNames.filter((one) => one !== "html")) {
    it(`as ${name} holds nothing that a terminal obeys, whatever people are called`, () => {
      assert.match(OBEYED.exec(HOSTILE)?.[0] ?? "", /./s);
      const text = formats[name](hostile);
      assert.doesNotMatch(text, OBEYED);
      assert.ok(text.endsWith("\n"));
    });
  }

  describe("as text", () => {
    const tree = reportWith([
      finding({
        ...{ category: "changed", path: ["Acme", "研发部"], object: "d_rd", id: "aaaaaaaaaaaa" },
        changes: [
          { property: "name", declared: "研发部", live: "R&D" },
          { property: "description", declared: undefined, live: "x" },
        ],
        advice: "set it back",
      }),
      finding({ category: "missing", path: ["Acme", "研发部", "平台"], replaced: true }),
      finding({ accepted: { reason: "pilot", expires: "2026-12-31" } }),
    ]);

    it("is a tree of names, each finding with its difference, its id and what to do", () => {
      assert.equal(
        formats.text({ ...tree, accepted: 1 }),
        [
          "acme/prod on https://id.acme.example, 2026-11-21T15:00:00.000Z: 12 resources, 9 requests",
          "",
          "Acme",
          "  ~ changed 研发部  Node d_rd  #aaaaaaaaaaaa",
          '      name: "研发部" → "R&D"',
          '      description: nothing → "x"',
          "      set it back",
          "  研发部",
          "    - missing (replaced) 平台  Node d_lab  #0123456789ab",
          '        declare it as a Node with adopt: "ifExists", or delete it by hand',
          "    + unmanaged Lab  Node d_lab  #0123456789ab",
          "        accepted until 2026-12-31: pilot",
          "",
          "Drift. 1 changed, 1 missing, 1 unmanaged; 1 accepted by the baseline",
          "",
        ].join("\n"),
      );
    });

    it("counts one as one, and shows lists and objects as they are, without more quotes", () => {
      const changes = [
        { property: "oauth.redirectUris", declared: '["https://ci"]', live: "[a]" },
        { property: "ldap", declared: "{}", live: undefined },
      ];
      const lone = reportWith([finding({ category: "changed", changes })], {
        checked: 1,
        requests: 1,
      });
      const said = formats.text(lone);
      assert.match(said, /: 1 resource, 1 request\n/);
      assert.match(said, /oauth\.redirectUris: \["https:\/\/ci"\] → "\[a\]"\n/);
      assert.match(said, /ldap: \{\} → nothing\n/);
    });

    it("has colours for a terminal alone", () => {
      const coloured = textIn(createColors(true))(tree);
      assert.ok(coloured.includes("\u001b[33m~ changed 研发部\u001b[39m"));
      assert.equal(stripVTControlCharacters(coloured), formats.text(tree));
    });

    it("says that nothing was found, and what could not be looked at", () => {
      assert.match(formats.text(reportWith([])), /\n\nNo drift\.\n$/);
      const tolerated = reportWith([finding({ category: "tolerated" })], { verdict: "clean" });
      assert.match(formats.text(tolerated), /\nNo drift that counts\. 1 tolerated\n$/);
      const gap = { org: "o1", part: "nodes", id: "d_1", reason: "forbidden" } as const;
      const other = { ...gap, id: "d_2" };
      const blind = reportWith([], { unseen: [gap, other], verdict: "incomplete" });
      const said = formats.text(blind);
      assert.match(said, /Not seen:\n {2}! nodes d_1 and 1 more of org o1: forbidden\n/);
      assert.match(said, /not complete.*so nothing is clean/);
      assert.doesNotMatch(said, /No drift/);
    });
  });

  describe("as JSON", () => {
    it("is the report without the nodes of the orgs", () => {
      const org = { id: "o1", name: "Acme", nodes: [] };
      const report = reportWith([finding()], { orgs: [org] });
      assert.deepEqual(JSON.parse(formats.json(report)), {
        ...report,
        orgs: [{ id: "o1", name: "Acme" }],
      });
    });

    it("reads back to the very names, however hostile", () => {
      const { findings } = JSON.parse(formats.json(hostile)) as DriftReport;
      assert.deepEqual(findings[0]?.path, [HOSTILE, HOSTILE]);
    });
  });

  describe("as Markdown", () => {
    const rows = (count: number) =>
      formats.markdown(reportWith(Array.from({ length: count }, () => finding())));

    it("folds a table of more than 20 rows, and no shorter one", () => {
      assert.doesNotMatch(rows(20), /<details>/);
      assert.match(rows(21), /<details><summary><b>21 unmanaged<\/b><\/summary>\n\n\| where/);
    });

    it("lets no name become markup, a table's edge or a mention", () => {
      const lines = formats.markdown(hostile).split("\n");
      const table = lines.filter((line) => line.startsWith("|"));
      assert.deepEqual(
        table.map((line) => line.split("|").length),
        [7, 7, 7, 7],
      );
      const names = formats.markdown(hostile).replace(/<\/?code>|<br>|`\w{12}`/g, "");
      assert.doesNotMatch(names, /<|@|\[a\]|\*b|`x`|https:/);
    });
  });

  describe("as SARIF", () => {
    const { runs } = JSON.parse(
      formats.sarif(
        reportWith(
          [
            finding({ urn: "urn:pulumi:dev::acme::t::lab", category: "changed" }),
            finding({ category: "tolerated", id: "bbbbbbbbbbbb" }),
            finding({ accepted: { reason: "pilot" } }),
          ],
          { verdict: "incomplete", unseen: [{ part: "perms", reason: "forbidden" }] },
        ),
      ),
    ) as Log;
    const [run] = runs;

    it("names the rule, the level and the place of each, and the same fingerprint in every run", () => {
      assert.deepEqual(
        run?.results?.map(({ ruleId, level, partialFingerprints: id, suppressions }) => [
          ruleId,
          level,
          id?.["identityDrift/v1"],
          suppressions?.[0]?.justification,
        ]),
        [
          ["identity/changed", "error", "0123456789ab", undefined],
          ["identity/tolerated", "note", "bbbbbbbbbbbb", undefined],
          ["identity/unmanaged", "error", "0123456789ab", "pilot"],
        ],
      );
      for (const { locations, ruleIndex, ruleId } of run?.results ?? []) {
        assert.equal(run?.tool.driver.rules?.[ruleIndex ?? -1]?.id, ruleId);
        assert.equal(locations?.[0]?.physicalLocation?.artifactLocation?.uri, "Pulumi.yaml");
      }
    });

    it("tells of a check that could not see everything as one that failed", () => {
      const [invocation] = run?.invocations ?? [];
      assert.equal(invocation?.executionSuccessful, false);
      const told = invocation?.toolExecutionNotifications?.map(({ message }) => message.text);
      assert.deepEqual(told, ["not seen: perms: forbidden"]);
    });
  });
});
