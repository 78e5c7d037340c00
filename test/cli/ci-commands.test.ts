import assert from "node:assert/strict";
import { formatNames as accessNames, formats as accessFormats } from "../../cli/access/formats";
import { entriesIn } from "../../cli/access/review/entry";
import {
  formatNames as reviewNames,
  formats as reviewFormats,
} from "../../cli/access/review/formats";
import { sheetsOf } from "../../cli/access/review/sheet";
import { printStatement } from "../../cli/code/statement";
import { formatNames, formats } from "../../cli/drift/formats";
import { formatNames as planNames, formats as planFormats } from "../../cli/plan/formats";
import { acts } from "../../cli/plan/report";
import { formatNames as treeNames, formats as treeFormats } from "../../cli/tree/formats";
import type { LiveTree } from "../../cli/tree/live-tree";
import { connect } from "../../provider/backends";
import { ConflictError } from "../../provider/backends/errors";
import { TreeError } from "../../provider/components/tree/tree-error";
import { printable, printableLines } from "../../provider/printable";
import { Session } from "../../provider/run/session";
import { readConfiguration } from "../../provider/run/settings";
import { companyOf, NOW, readingOf, reportOn } from "./access/support";
import { finding, reportWith } from "./drift/support/report";
import { changeOf, planOf } from "./plan/support/plans";
import { orgOf } from "./support/reports";

/** Names as people could write them who mean harm to a CI job that prints them. */
const COMMANDS = [
  "::add-mask::研发部",
  " \u3000::stop-commands::x",
  "研发部\n::add-mask::x",
  "研发部\r::add-mask::x",
  "研发部\u2028::add-mask::x",
  "\u001b[0m::add-mask::x",
  "\u200b::add-mask::x",
  "研发部 ##[error]no",
  "###[stop-commands]x",
  "##vso[task.setvariable variable=x]y",
  "##teamcity[buildStop]",
  "\u001b[0Ksection_start:0:x\r\u001b[0K",
];

/** What a runner would obey: in a line from its start (white space is no matter), or anywhere in it. */
const OBEYED = /^\s*::|##\w*\[/;
const obeyed = (text: string) =>
  text.split(/\r\n|[\r\n\u2028]/).filter((line) => OBEYED.test(line));

describe("a name that is a command of a CI", () => {
  for (const name of COMMANDS) {
    const what = JSON.stringify(name);
    const org = orgOf(name, { [name]: [1, { [`${name} `]: 2 }] });
    const gap = { part: "nodes" as const, id: name, org: name, reason: name };

    for (const format of formatNames) {
      it(`is obeyed in no line of a drift report as ${format}: ${what}`, () => {
        const found = finding({
          ...{ path: [name, name], object: name, member: name, list: "users", org: name, at: name },
          changes: [{ property: "name", declared: name, live: name }],
          who: { actor: name, at: name },
        });
        const accepted = finding({ path: [name], accepted: { reason: name } });
        const more = { notes: [name], stack: name, tenants: [name], orgs: [org], unseen: [gap] };
        assert.deepEqual(obeyed(formats[format](reportWith([found, accepted], more))), []);
      });
    }

    for (const format of treeNames) {
      it(`is obeyed in no line of a tree as ${format}: ${what}`, () => {
        const tree: LiveTree = {
          ...{ schema: 1, tool: { name: "pulumi-identity", version: "0.1.0" }, readAt: "2026" },
          ...{ tenant: name, orgs: [org], unseen: [gap] },
        };
        assert.deepEqual(obeyed(treeFormats[format](tree, { depth: 9 })), []);
      });
    }

    for (const format of planNames) {
      it(`is obeyed in no line of a plan as ${format}: ${what}`, () => {
        const texts = { name, who: name, from: name, to: name, property: name, reason: name };
        const places = { resource: name, source: name, node: name, perm: name, object: name };
        const access = { username: name, name, perm: name, permName: name, scope: name };
        const paths = [[{ from: name, to: name, by: "grant" as const, resource: name, urn: "u" }]];
        const report = planOf({
          changes: acts.map((act) => changeOf({ what: act, people: 2, ...texts, ...places })),
          ...{ gains: [{ ...access, paths }], losses: [{ ...access, paths }], notes: [name] },
          broken: [{ rule: name, who: name, reason: name, source: name }],
          ...{ stack: name, tenants: [name], orgs: [org], unseen: [gap], names: { [name]: name } },
        });
        assert.deepEqual(obeyed(planFormats[format](report)), []);
      });
    }

    const graph = companyOf({ person: name, node: name, app: name, perm: name })
      .join({ person: "ada", node: "d_web", until: "2026-12-05T23:59:59.999Z" })
      .build();
    const reading = readingOf(graph, { gaps: [gap] });

    for (const format of accessNames) {
      it(`is obeyed in no line of access as ${format}: ${what}`, () => {
        const questions = [
          { ask: "who-can", perm: "deploy" },
          { ask: "what-can", person: "bob" },
          { ask: "why", person: "ada", perm: "deploy" },
          { ask: "why-not", person: "bob", perm: "deploy" },
          { ask: "expiring", within: 40 * 86_400_000 },
        ] as const;
        for (const question of questions) {
          const report = reportOn(question, [reading], { stack: name, notes: [name] });
          assert.deepEqual(obeyed(accessFormats[format](report)), [], question.ask);
        }
      });
    }

    for (const format of reviewNames) {
      it(`is obeyed in no line of a review as ${format}: ${what}`, () => {
        const entries = entriesIn([reading]);
        const decision = { decision: "remove" } as const;
        const answer = { at: name, key: "k", person: name, by: name, decision, comment: name };
        const report = {
          ...{ schema: 1 as const, tool: { name: "pulumi-identity", version: "0.1.0" } },
          ...{ readAt: NOW.toISOString(), stack: name, written: [], writable: [] },
          answered: entries.map((entry) => ({ entry, answer, outcome: "undeclared" as const })),
          ...{ unanswered: entries, gone: [answer], unseen: [gap] },
        };
        assert.deepEqual(obeyed(reviewFormats[format](report)), []);
        assert.deepEqual(
          sheetsOf(entries).flatMap(({ file, text }) => obeyed(`${file}\n${text}`)),
          [],
        );
      });
    }

    it(`is obeyed in no line of code: ${what}`, () => {
      const args = { [name]: name, list: [name.repeat(50), name], deep: { [name]: [name] } };
      const statement = printStatement({ kind: "Node", name, args, notes: [name] });
      assert.deepEqual(obeyed(statement), []);
    });

    it(`is obeyed in no line of what is invalid in a tree: ${what}`, () => {
      const { message } = new TreeError([name, `acme.yaml:3: ${name}`]);
      assert.deepEqual([message.split("\n").length, obeyed(message)], [2, []]);
    });

    it(`is obeyed in no message of an error: ${what}`, () => {
      const messages = [new ConflictError(name).message, new ConflictError(`a ${name}`).message];
      assert.deepEqual(messages.flatMap(obeyed), []);
      assert.deepEqual(obeyed(printableLines(`it holds\n${name}\n${name}`)), []);
    });

    it(`is obeyed in no warning of the provider: ${what}`, () => {
      const settings: Record<string, string> = { url: "http://127.0.0.1:9", token: "t" };
      const configuration = readConfiguration(settings, {});
      const warnings: string[] = [];
      const say = (text: string) => void warnings.push(text);
      new Session(configuration, connect(configuration), say).warn(name);
      assert.deepEqual([warnings.length, warnings.flatMap(obeyed)], [1, []]);
    });
  }

  it("stays readable, and other names stay as they are", () => {
    assert.equal(printable("::add-mask::研发部"), "\\u{3a}:add-mask::研发部");
    assert.equal(printable("##[error]研发部"), "\\u{23}#[error]研发部");
    for (const name of ["研发部", "C++ :: Core", "#1", "## Team", "a: b", "[x]", "#[x]"]) {
      assert.equal(printable(name), name);
    }
  });

  it("reads back from JSON as it is", () => {
    const tree = JSON.parse(formats.json(reportWith([finding({ path: COMMANDS })]))) as {
      findings: { path: string[] }[];
    };
    assert.deepEqual(tree.findings[0]?.path, COMMANDS);
  });
});
