import assert from "node:assert/strict";
import { stripVTControlCharacters } from "node:util";
import { createColors } from "picocolors";
import type { Log } from "sarif";
import { formatNames, formats } from "../../../cli/drift/formats";
import { textIn } from "../../../cli/drift/formats/text";
import type { DriftReport } from "../../../cli/drift/report";
import type { Finding } from "../../../cli/findings/finding";
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
          '      研发部 was renamed from "研发部" to "R&D"',
          '      description was set to "x"',
          "      set it back",
          "  研发部",
          "    - missing (replaced) 平台  Node d_lab  #0123456789ab",
          "        平台 is gone, and another one has its place",
          '        declare it as a Node with adopt: "ifExists", or delete it by hand',
          "    + unmanaged Lab  Node d_lab  #0123456789ab",
          "        Lab was added",
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
      assert.match(said, /oauth\.redirectUris was changed from \["https:\/\/ci"\] to "\[a\]"\n/);
      assert.match(said, /ldap was taken away: it was \{\}\n/);
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

  for (const name of formatNames) {
    it(`as ${name} says of a subtree how many are in it, and what expired when`, () => {
      const expired = { reason: "pilot", expires: "2026-10-31" };
      const text = formats[name](reportWith([finding({ count: 12, expired })], { expired: 1 }));
      assert.match(text, name === "json" ? /"count": 12/ : /and 11 below it/);
      assert.match(
        text,
        name === "json" ? /"expires": "2026-10-31"/ : /expired on 2026-10-31: .*pilot/,
      );
      assert.match(text, name === "json" ? /"expired": 1/ : /expired/);
    });
  }

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

    it("fits a comment whatever there is, in whole rows, and ends with how much more there is and where", () => {
      const long = `${HOSTILE}${"名@".repeat(3000)}`;
      const path = Array.from({ length: 40 }, () => long);
      const changes = Array.from({ length: 300 }, () => ({
        ...{ property: long, declared: long, live: long },
      }));
      const who = { actor: long, at: long };
      const many = (count: number, more: Partial<Finding>) =>
        Array.from({ length: count }, () => finding(more));
      const whole = { category: "changed", path, object: long, changes, who } as const;
      for (const [findings, more] of [
        [
          [
            ...many(2065, {}),
            ...many(3, { category: "changed" }),
            ...many(2, { category: "missing" }),
          ],
        ],
        [many(200, whole), { notes: path, stack: long }],
        [many(90, { expired: { reason: long, expires: "2026-01-01" }, path })],
        [many(900, { accepted: { reason: long } }), { unseen: [], notes: [...path, ...path] }],
      ] as [Finding[], Partial<DriftReport>?][]) {
        const text = formats.markdown(reportWith(findings, more), "drift.json");
        assert.ok(text.length <= 65_536, String(text.length));
        const rows = text.split("\n").filter((line) => line.startsWith("| <code>"));
        for (const row of rows)
          assert.match(row, /^\|(?: [^|]+ \|){2}[^|]*\| [^|]+ \| `\w{12}` \|$/);
        const further =
          /\n\*\*And ([\d,]+) more findings\*\* \((.*)\): all of them are in <code>drift&#46;json<\/code>\.\n$/.exec(
            text,
          );
        assert.ok(further, text.slice(-300));
        assert.equal(Number(further[1]?.replace(",", "")) + rows.length, findings.length);
        assert.equal(text.split("<details>").length, text.split("</details>").length);
      }
    });

    it("puts what weighs most first: missing, changed, unmanaged, tolerated; the accepted last", () => {
      const report = reportWith([
        finding({ accepted: { reason: "pilot" } }),
        finding({ path: ["Acme", "Den"] }),
        ...(["tolerated", "changed", "missing"] as const).map((category) => finding({ category })),
      ]);
      const text = formats.markdown(report);
      assert.deepEqual(text.match(/(?<=### \d )\w+/g), [
        "missing",
        "changed",
        "unmanaged",
        "tolerated",
      ]);
      assert.ok(text.indexOf("Den") < text.indexOf("accepted: "));
      assert.doesNotMatch(text, /more finding/);
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
