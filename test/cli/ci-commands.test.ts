import assert from "node:assert/strict";
import { formatNames, formats } from "../../cli/drift/formats";
import { formatNames as treeNames, formats as treeFormats } from "../../cli/tree/formats";
import type { LiveTree } from "../../cli/tree/live-tree";
import { connect } from "../../provider/backends";
import { ConflictError } from "../../provider/backends/errors";
import { printable, printableLines } from "../../provider/printable";
import { Session } from "../../provider/run/session";
import { readConfiguration } from "../../provider/run/settings";
import { finding, reportWith } from "./drift/support/report";
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
