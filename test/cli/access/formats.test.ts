import assert from "node:assert/strict";
import { formats } from "../../../cli/access/formats";
import type { AccessReport } from "../../../cli/access/report";
import { csvOf } from "../../../cli/output/csv";
import { companyOf, EVIL, readingOf, reportOn } from "./support";

const NICE = { person: "Ada Lovelace", node: "平台", app: "CI", perm: "Deploy" };
const nice = companyOf(NICE)
  .join({ person: "ada", node: "d_eng", until: "2026-12-31T23:59:59.999Z" })
  .build();
const evil = companyOf(EVIL)
  .grant({ perm: "deploy", to: { kind: "user", id: "bob" }, effect: "deny" })
  .build();

const questions = [
  { ask: "who-can", perm: "deploy" },
  { ask: "what-can", person: "ada" },
  { ask: "what-can", person: "bob" },
  { ask: "why", person: "ada", perm: "deploy" },
  { ask: "why-not", person: "bob", perm: "deploy" },
  { ask: "expiring", within: 40 * 86_400_000 },
] as const;

const textOf = (report: AccessReport) => formats.text(report).trimEnd().split("\n").slice(3);

describe("the formats of access", () => {
  it("say who has a perm and by which ways, in sentences", () => {
    const report = reportOn({ ask: "who-can", perm: "CI/Deploy" }, [readingOf(nice)]);
    assert.deepEqual(textOf(report), [
      "Ada Lovelace (ada) has Deploy of CI:",
      "  in 平台 (not in the stack), below Engineering, which is granted it (deployers, index.ts:12)",
      "  in Engineering (not in the stack, until 2026-12-31), which is granted it (deployers, index.ts:12)",
      "1 person",
    ]);
  });

  it("say what somebody manages, and why they do not have something", () => {
    const what = reportOn({ ask: "what-can", person: "Bob" }, [readingOf(nice)]);
    assert.deepEqual(textOf(what), [
      "Bob (bob) manages nodes: Acme/Engineering/平台",
      "Bob (bob) manages people: Ada Lovelace (ada)",
      "Bob (bob) manages apps: CI",
      "Bob (bob) manages perms: CI/Deploy",
      "No perm",
    ]);
    const not = reportOn({ ask: "why-not", person: "bob", perm: "deploy" }, [readingOf(nice)]);
    assert.deepEqual(textOf(not), [
      "Bob (bob) does not have Deploy of CI: nothing grants it to them, or to a node that they are in or below",
      "They do not have it",
    ]);
  });

  it("say what ends, and what is overdue first", () => {
    const graph = companyOf(NICE)
      .join({ person: "ada", node: "d_web", until: "2026-11-20T23:59:59.999Z" })
      .grant({
        ...{ perm: "deploy", to: { kind: "node", id: "d_eng" }, effect: "allow" },
        until: "2026-12-01T10:00:00.000Z",
      })
      .build();
    const report = reportOn({ ask: "expiring", within: 86_400_000 }, [readingOf(graph)]);
    assert.deepEqual(textOf(report), [
      "Overdue since 2026-11-20: Ada Lovelace (ada) is still in 平台 (not in the stack)",
      "On 2026-12-01 10:00 UTC Engineering loses Deploy of CI (not in the stack)",
      "1 end, 1 overdue",
    ]);
    assert.deepEqual(
      report.people.map(({ username, paths }) => [username, paths.length]),
      [["ada", 1]],
    );
  });

  it("as JSON are what docs/access.md says, and read back to the very names", () => {
    const report = reportOn({ ask: "who-can", perm: "deploy" }, [readingOf(evil)]);
    const read = JSON.parse(formats.json(report)) as AccessReport;
    assert.deepEqual(Object.keys(read.people[0] ?? {}), ["username", "name", "paths"]);
    assert.equal(read.people[0]?.name, EVIL.person);
    assert.equal(read.names.d_web, `Acme/Engineering/${EVIL.node}`);
    assert.equal(Object.keys(read).includes("titles"), false);
    assert.deepEqual(
      read.people[0]?.paths[0]?.map(({ by, from, to }) => [by, from, to]),
      [
        ["member", "ada", "d_web"],
        ["below", "d_web", "d_eng"],
        ["grant", "d_eng", "deploy"],
      ],
    );
  });

  for (const given of questions) {
    const report = () => reportOn(given, [readingOf(evil)]);

    it(`let no name be more than a name: ${given.ask} ${"person" in given ? given.person : ""}`, () => {
      const text = formats.text(report());
      // eslint-disable-next-line no-control-regex -- that is what must not be there
      assert.doesNotMatch(text, /[\u0000-\u0009\u000b-\u001f\u202e]|##\[error/);
      const page = formats.html(report());
      // eslint-disable-next-line no-control-regex -- as above
      assert.doesNotMatch(page, /<script|<\/li><script|\u202e|\u001b/);
      assert.match(page, /default-src 'none'; script-src 'none'/);
      const json = formats.json(report());
      assert.doesNotMatch(json, /\u202e|##\[error/);
      const csv = formats.csv(report());
      // eslint-disable-next-line no-control-regex -- as above
      assert.doesNotMatch(csv, /[\u0000-\u0009\u000b\u000c\u000e-\u001f\u202e]|##\[error/);
      for (const line of csv.trimEnd().split("\r\n")) {
        assert.doesNotMatch(line, /(^|,)"?[=+\-@]/, line);
      }
    });
  }

  it("as CSV have a row for each way, with the columns in the first", () => {
    const report = reportOn({ ask: "who-can", perm: "deploy" }, [readingOf(nice)]);
    const [head, , second, ...rest] = formats.csv(report).split("\r\n");
    assert.equal(head, "is,username,name,perm,perm_name,app,node,way,resources,sources,until");
    assert.equal(
      second,
      'has,ada,Ada Lovelace,deploy,Deploy,CI,,"in Engineering (not in the stack, until 2026-12-31), which is granted it (deployers, index.ts:12)",deployers,index.ts:12,2026-12-31T23:59:59.999Z',
    );
    assert.equal(rest.length, 1);
  });

  it("tell what could not be seen", () => {
    const gaps = [{ part: "grants" as const, reason: '"ada" may not see its grants' }];
    const report = reportOn({ ask: "who-can", perm: "deploy" }, [readingOf(nice, { gaps })]);
    assert.match(formats.text(report), /^Not seen: grants: "ada" may not see its grants$/m);
    assert.match(formats.html(report), /not all could be seen/);
  });
});

describe("CSV", () => {
  const cases: Record<string, string> = {
    plain: "plain",
    "a,b": '"a,b"',
    'say "hi"': '"say ""hi"""',
    "a\nb": "a\\u{a}b",
    "=1+1": `"'=1+1"`,
    "+86 1": `"'+86 1"`,
    "-x": `"'-x"`,
    "@x": `"'@x"`,
    " =1": `"' =1"`,
    "＝1": `"'＝1"`,
    "": "",
  };
  for (const [text, cell] of Object.entries(cases)) {
    it(`has ${JSON.stringify(text)} as a text`, () => {
      assert.equal(csvOf([[text, "x"]]), `${cell},x\r\n`);
    });
  }
});
